"""Retry policy: failures of the disk and of the lock are retried, failures of the data never."""

from collections.abc import Iterator
from contextlib import contextmanager

from dagster import Backoff, Failure, Jitter, RetryPolicy

from warehouse.errors import AvailabilityError, LedgerDamaged

IO_RETRIES = RetryPolicy(max_retries=3, delay=5, backoff=Backoff.EXPONENTIAL, jitter=Jitter.PLUS_MINUS)
"""Three retries after about 5, 15 and 35 seconds. A step that uses it wraps its work in `only_io_is_retried`."""


@contextmanager
def only_io_is_retried() -> Iterator[None]:
    """Passes failures of disk and lock on, to be retried; any other failure ends the run at the first attempt.

    The same rows would break the same rule again, and a retry would only delay the report of a bug.
    """
    try:
        yield
    except LedgerDamaged as error:
        raise Failure(description=f"{error.code}: {error}", allow_retries=False) from error
    except (OSError, AvailabilityError, GeneratorExit):
        raise
    except Exception as error:
        raise Failure(description=f"{type(error).__name__}: {error}", allow_retries=False) from error
