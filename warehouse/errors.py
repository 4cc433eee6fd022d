"""The errors of the warehouse, by who has to act.

WarehouseError
├── RequestError         the caller: fix the query
│   ├── UnknownName          a field, table, form or id kind that does not exist
│   ├── InvalidArgument      a value that cannot be used there
│   ├── LimitExceeded        more than the service gives in one answer
│   └── AccessDenied         a table, field or group that is closed to the caller's role
├── DataError            the data steward: look at the delivery
│   ├── UnreadableFile       a file that cannot be opened as what it claims to be
│   ├── SourceChanged        a file whose layout is not the one that was agreed
│   ├── NamingNeeded         a file that does not say what its figures are: a person must name them
│   ├── ContractBroken       rows that a table refuses
│   ├── ProgrammeBroken      a programme folder with mistakes
│   ├── CheckFailed          a build that fails a blocking check
│   └── ReleaseHeld          a build that changes more than its limits allow
└── AvailabilityError    the operator, or try later
    ├── SnapshotNotFound     nothing has been published yet, or the id is unknown
    ├── SnapshotDamaged      a published file that does not match its manifest
    ├── LedgerDamaged        an archive entry that was deleted or edited
    ├── StorageFailed        the disk is full or does not answer
    ├── QueryTimedOut        a statement that was stopped
    ├── MemoryExceeded       a statement without enough memory
    └── Busy                 another process is writing

The codes are listed in docs/errors.md; a test compares the two.
"""

from __future__ import annotations

from warehouse.wording import bilingual


class WarehouseError(Exception):
    """An expected error: one sentence, a stable code and, where possible, a hint.

    `zh` gives message and hint in Chinese, for errors that a clerk or an operator reads.
    """

    code = "WAREHOUSE_ERROR"

    def __init__(self, message: str, hint: str | None = None, *, zh: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.zh = zh

    def __str__(self) -> str:
        en = f"{self.message} {self.hint}" if self.hint else self.message
        return bilingual(en, self.zh) if self.zh else en


class RequestError(WarehouseError):
    code = "REQUEST_ERROR"

    def within(self, field: str) -> RequestError:
        """The same error, naming the field of the query that it is about."""
        return type(self)(f"{field}: {self.message}", self.hint, zh=self.zh) if field else self


class UnknownName(RequestError):
    code = "UNKNOWN_NAME"


class InvalidArgument(RequestError):
    code = "INVALID_ARGUMENT"


class LimitExceeded(RequestError):
    code = "LIMIT_EXCEEDED"


class AnswerTooLarge(LimitExceeded):
    """About the whole answer, not a single field."""


class AccessDenied(RequestError):
    code = "ACCESS_DENIED"


class DataError(WarehouseError):
    code = "DATA_ERROR"


class UnreadableFile(DataError):
    code = "UNREADABLE_FILE"


class SourceChanged(DataError):
    code = "SOURCE_CHANGED"


class NamingNeeded(DataError):
    code = "NAMING_NEEDED"


class ContractBroken(DataError):
    code = "CONTRACT_BROKEN"


class ProgrammeBroken(DataError):
    code = "PROGRAMME_BROKEN"


class CheckFailed(DataError):
    code = "CHECK_FAILED"


class ReleaseHeld(DataError):
    code = "RELEASE_HELD"


class AvailabilityError(WarehouseError):
    code = "AVAILABILITY_ERROR"


class SnapshotNotFound(AvailabilityError):
    code = "SNAPSHOT_NOT_FOUND"


class SnapshotDamaged(AvailabilityError):
    code = "SNAPSHOT_DAMAGED"


class LedgerDamaged(AvailabilityError):
    code = "LEDGER_DAMAGED"


class NotPublic(AvailabilityError):
    code = "NOT_PUBLIC"


class StorageFailed(AvailabilityError):
    code = "STORAGE_FAILED"


class QueryTimedOut(AvailabilityError):
    code = "QUERY_TIMED_OUT"


class MemoryExceeded(AvailabilityError):
    code = "MEMORY_EXCEEDED"


class Busy(AvailabilityError):
    code = "BUSY"
