"""Faults planted in the code, each with the test that has to report it: a test that cannot fail proves nothing."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest


@dataclass(frozen=True)
class Fault:
    """What stands in `places` (dotted names) instead of what should, and the test that fails by it.

    `test` is called as pytest calls it: with its fixtures, and with what is `given` of its parameters. Its failure is
    of the kind `by` and says what `reports` matches, so that no other failure passes for the report.
    """

    test: Callable[..., None]
    places: Mapping[str, Any]
    reports: str
    given: Mapping[str, Any] = field(default_factory=dict)
    by: type[BaseException] = AssertionError

    def plant(self, request: pytest.FixtureRequest, **own: Any) -> None:
        """Raises where the test passes, or fails in another way. `own` stand for fixtures of the same names.

        Fixtures of a test alone, a running server among them, are made when the fault is there already.
        """
        monkeypatch: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
        for place, planted in self.places.items():
            monkeypatch.setattr(place, planted)
        given = {**own, **self.given}
        names = inspect.signature(self.test).parameters
        values = {name: given[name] if name in given else request.getfixturevalue(name) for name in names}
        with pytest.raises(self.by, match=self.reports):
            self.test(**values)
