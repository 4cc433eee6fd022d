"""The difference of two programmes by nouns: an indicator is new, a unit has changed, a heading has another synonym."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any, Literal

from warehouse.programme.kinds import KINDS, Kind
from warehouse.programme.programme import Programme
from warehouse.wording import bilingual

_WORDS = {"new": ("new", "新增"), "removed": ("removed", "删除"), "changed": ("changed", "变更")}
_SHOWN = 80


@dataclass(frozen=True)
class Change:
    """One entry of a programme that is new, removed or changed. `fields` has each changed field with its value before
    and after."""

    noun: str
    noun_zh: str
    id: str
    title: str | None
    what: Literal["new", "removed", "changed"]
    fields: Mapping[str, tuple[str | None, str | None]]

    def __str__(self) -> str:
        en, zh = _WORDS[self.what]
        called = f"{self.id} ({self.title})" if self.title else self.id
        called_zh = f"{self.id}（{self.title}）" if self.title else self.id
        detail = "; ".join(
            f"{name}: {_shown(before)} → {_shown(after)}" for name, (before, after) in self.fields.items()
        )
        return bilingual(
            f"{self.noun} {called}: {en}" + (f" ({detail})." if detail else "."), f"{self.noun_zh} {called_zh}：{zh}。"
        )

    def to_json_dict(self) -> dict[str, object]:
        """The change in plain types."""
        return asdict(self)


def compare(before: Programme, after: Programme) -> list[Change]:
    """What differs, in the order of the kinds and then of the entries."""
    if before.sha256 == after.sha256:
        return []
    return [change for kind in KINDS for change in _of_kind(kind, _entries(kind, before), _entries(kind, after))]


def _of_kind(kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        title = _title(new if new is not None else old)
        if old is None:
            yield Change(kind.noun, kind.noun_zh, key, title, "new", {})
        elif new is None:
            yield Change(kind.noun, kind.noun_zh, key, title, "removed", {})
        elif old != new:
            yield Change(kind.noun, kind.noun_zh, key, title, "changed", _fields(old, new))


def _entries(kind: Kind, programme: Programme) -> Mapping[str, Any]:
    """The entries of a kind by their id as text."""
    found = getattr(programme, kind.field)
    if isinstance(found, Mapping):
        return {str(key): entry for key, entry in found.items()}
    if not isinstance(found, tuple):
        return {kind.pattern.rsplit("/", 1)[-1].removesuffix(".toml"): found}
    named: dict[str, Any] = {}
    for ordinal, entry in enumerate(found, start=1):
        parts = [str(part) for name in kind.key if (part := getattr(entry, name)) is not None]
        named["/".join(parts) or getattr(entry, "name", "") or f"{ordinal}"] = entry
    return named


def _title(entry: Any) -> str | None:
    known = (getattr(entry, name, None) for name in ("title_zh", "name_zh", "column", "form"))
    return next((text for text in known if isinstance(text, str)), None)


def _fields(old: Any, new: Any) -> dict[str, tuple[str | None, str | None]]:
    if not is_dataclass(old) or type(old) is not type(new):
        return {}
    pairs = ((field.name, getattr(old, field.name), getattr(new, field.name)) for field in fields(old))
    return {name: _differing(before, after) for name, before, after in pairs if before != after}


def _differing(before: object, after: object) -> tuple[str | None, str | None]:
    """Both values as text; of two lists of entries only those that the other lacks."""
    if isinstance(before, tuple) and isinstance(after, tuple) and any(map(is_dataclass, (*before, *after))):
        removed, added = (
            tuple(entry for entry in one if entry not in other) for one, other in ((before, after), (after, before))
        )
        return " | ".join(map(_entry, removed)) or None, " | ".join(map(_entry, added)) or None
    return _text(before), _text(after)


def _entry(entry: Any) -> str:
    """The fields of an entry that are filled, by their keys in files: `to=status, from=状态`."""
    named = ((field.metadata.get("key", field.name), getattr(entry, field.name)) for field in fields(entry))
    return ", ".join(f"{name}={value}" for name, value in named if value not in (None, (), {}, ""))


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, tuple) and not any(is_dataclass(part) for part in value):
        return " | ".join(map(str, value))
    return str(value)


def _shown(text: str | None) -> str:
    return "-" if not text else text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
