"""Reads JSON (one object a line, or one document) as one sheet: a heading per key, one row per object, values as
received.

Row 1 is the keys; the object of line n is row n + 1. Numbers keep their digits: nothing becomes a float.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NoReturn

from warehouse.errors import UnreadableFile
from warehouse.reading.grid import Sheet, build_sheet

SHEET_NAME = "json"
_CHILDREN = "children"
_MAX_KEYS = 1_000
_MAX_DEPTH = 50

Record = dict[str, object]


class _Number(str):
    """A number with the digits of the file."""


def looks_like_json(text: str) -> bool:
    """Whether a text opens as an object or an array."""
    return text.lstrip()[:1] in ("{", "[")


def read_json(text: str) -> Sheet:
    """The objects of a text in JSON, or JSON with one object a line.

    Objects under the key `children` follow their parent as rows of their own. Raises UnreadableFile where a line is cut
    off or is not an object, where a key occurs twice, and for NaN and Infinity.
    """
    records = _of_document(text) if _is_document(text) else _of_lines(text)
    keys: dict[str, None] = {}
    for record in records:
        keys.update(dict.fromkeys(record))
    if len(keys) > _MAX_KEYS:
        raise UnreadableFile(
            f"The objects have {len(keys)} different keys; at most {_MAX_KEYS} are read.",
            zh=f"各对象共有 {len(keys)} 个不同的键，最多读取 {_MAX_KEYS} 个。",
        )
    rows: list[list[str | None]] = [list(keys)]
    rows += [[_text(record.get(key)) for key in keys] for record in records]
    return build_sheet(SHEET_NAME, rows)


def _is_document(text: str) -> bool:
    """Whether the text is one array, or one object over several lines; otherwise each line is an object."""
    stripped = text.strip()
    if stripped.startswith("["):
        return True
    first = stripped.split("\n", 1)[0].strip()
    return not first.endswith("}")


def _of_lines(text: str) -> list[Record]:
    records: list[Record] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            records.append({})
            continue
        found = _parse(line, number)
        if not isinstance(found, dict):
            raise UnreadableFile(
                f"Line {number} is not a JSON object.",
                "Write one object {…} a line.",
                zh=f"第 {number} 行不是 JSON 对象；请每行写一个对象 {{…}}。",
            )
        records.append(found)
    return records


def _of_document(text: str) -> list[Record]:
    found = _parse(text)
    listed = found if isinstance(found, list) else [found]
    return [record for item in listed for record in _flat(item, 0)]


def _flat(item: object, depth: int) -> Iterator[Record]:
    if not isinstance(item, dict):
        raise UnreadableFile(
            "The file is a JSON array whose elements are not objects.",
            "Send a list of objects.",
            zh="JSON 数组的元素不是对象；请报送对象列表。",
        )
    if depth > _MAX_DEPTH:
        raise UnreadableFile(
            f"The objects are nested more than {_MAX_DEPTH} deep.", zh=f"对象嵌套超过 {_MAX_DEPTH} 层，不予读取。"
        )
    children = item.get(_CHILDREN)
    if not isinstance(children, list):
        yield item
        return
    yield {key: value for key, value in item.items() if key != _CHILDREN}
    for child in children:
        yield from _flat(child, depth + 1)


def _parse(text: str, number: int | None = None) -> object:
    """The JSON of the whole text, or of line `number`. Raises UnreadableFile with the place of the error."""
    place = "The file" if number is None else f"Line {number}"
    try:
        return json.loads(
            text, parse_float=_Number, parse_int=_Number, parse_constant=_refuse_constant, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        where = f"Line {error.lineno}" if number is None else f"{place}, character {error.colno}"
        raise UnreadableFile(
            f"{where}: the JSON is broken or cut off ({error.msg}).",
            "Send the file again, complete.",
            zh=f"第 {error.lineno if number is None else number} 行：JSON 有误或不完整；请重新完整报送。",
        ) from error
    except RecursionError as error:
        raise UnreadableFile(
            f"{place}: the JSON is nested too deep.",
            zh=f"{'文件' if number is None else f'第 {number} 行'}：JSON 嵌套过深，不予读取。",
        ) from error


def _object(pairs: list[tuple[str, object]]) -> Record:
    record = dict(pairs)
    if len(record) != len(pairs):
        twice = next(key for index, (key, _) in enumerate(pairs) if key in dict(pairs[:index]))
        raise UnreadableFile(
            f"The key '{twice}' occurs twice in one object.",
            "Send each key once.",
            zh=f"同一对象中键“{twice}”出现两次；每个键只写一次。",
        )
    return record


def _refuse_constant(text: str) -> NoReturn:
    raise UnreadableFile(
        f"The file holds {text}, which is not a number.",
        "Write null where there is no value.",
        zh=f"文件含有 {text}，不是数字；没有值的请写 null。",
    )


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return str(value) if value else None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
