"""An order of one bulletin, as the parent hands it to the child."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from graph.bulletin.numbers import LANGS, Lang
from graph.bulletin.periods import check_period, read_instant
from graph.execution.caller import PUBLIC, Caller
from warehouse.errors import InvalidArgument

Format = Literal["docx", "xlsx", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)
MEDIA_TYPES: Mapping[Format, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
}


@dataclass(frozen=True)
class Order:
    """`as_of` and `since` are instants or days as people write them, `since` that of the last bulletin."""

    home: Path
    period: str
    format: Format
    lang: Lang = "zh"
    as_of: str | None = None
    since: str | None = None
    wording: Path | None = None
    layout: Path | None = None
    is_public: bool = False
    caller: Caller = PUBLIC
    snapshot: str | None = None
    """A retained snapshot, in place of `as_of`."""

    @property
    def file_name(self) -> str:
        state = "" if self.as_of is None else f"_{self.as_of.replace(':', '')}"
        return f"bulletin_{self.period}{state}_{self.lang}.{self.format}"

    def to_json_dict(self) -> dict[str, Any]:
        return {name: str(value) if isinstance(value, Path) else value for name, value in asdict(self).items()}


def check_order(
    home: Path,
    period: str,
    form: str,
    *,
    lang: str = "zh",
    as_of: str | None = None,
    since: str | None = None,
    wording: Path | None = None,
    layout: Path | None = None,
    is_public: bool = False,
    caller: Caller = PUBLIC,
    snapshot: str | None = None,
) -> Order:
    """An order of checked texts. Raises InvalidArgument."""
    if form not in FORMATS:
        raise InvalidArgument(
            f"'{form[:40]}' is no format of a bulletin.",
            f"Use {', '.join(FORMATS)}.",
            zh=f"“{form[:40]}”不是月报的格式；可用 {'、'.join(FORMATS)}。",
        )
    if lang not in LANGS:
        raise InvalidArgument(
            f"'{lang[:40]}' is no language of a bulletin.",
            "Use zh or en.",
            zh=f"“{lang[:40]}”不是可用语言；可用 zh、en。",
        )
    if as_of is not None and snapshot is not None:
        raise InvalidArgument(
            "A bulletin is of an instant or of a snapshot, not of both.",
            "Leave out asOf or snapshot.",
            zh="asOf 与 snapshot 只能写一个。",
        )
    for instant in (as_of, since):
        if instant is not None:
            read_instant(instant)
    if layout is not None and form != "docx":
        raise InvalidArgument(
            "A layout is for docx.", "Leave --layout out, or write a .docx.", zh="版式只用于 docx；请去掉 --layout。"
        )
    return Order(home, check_period(period), form, lang, as_of, since, wording, layout, is_public, caller, snapshot)


def read_order(content: Mapping[str, Any]) -> Order:
    """The order of a parent."""
    caller = content["caller"]
    attributes = tuple(
        (str(name), tuple(value) if isinstance(value, list) else str(value)) for name, value in caller["attributes"]
    )
    paths = {name: Path(content[name]) if content[name] else None for name in ("wording", "layout")}
    return Order(
        **{
            **content,
            **paths,
            "home": Path(content["home"]),
            "caller": Caller(caller["role"], attributes),
        }
    )
