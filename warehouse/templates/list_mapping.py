"""Writes the mapping of somebody else's list to one of our registers, for a person to put right.

A heading that the form knows is mapped. For any other there is at most a proposal, in a comment: its entry is empty,
and a programme with an empty entry is not accepted until the person has filled it in.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from warehouse.domain.folded import folded
from warehouse.domain.identifiers import CodeState, examine_credit_code
from warehouse.domain.unit import Unit, Units
from warehouse.errors import InvalidArgument, SourceChanged, UnknownName
from warehouse.forms.form import EXPLANATIONS_SHEET, CellType, Column, Form
from warehouse.forms.list_mapping import NO_HEADING, heading_key
from warehouse.forms.mapped_form import NAME, is_region, words_of
from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet, column_letters
from warehouse.transforms.cells.cleaning import clean_text
from warehouse.transforms.cells.region_names import known_regions
from warehouse.transforms.recognise.header import SEARCHED_ROWS, Row
from warehouse.transforms.recognise.heading import known_headings, parse_heading
from warehouse.transforms.recognise.mapped import unit_in
from warehouse.transforms.recognise.unit_line import find_unit_line

_LIKE = 0.5
"""The share of characters in common from which a proposal is made."""
_MOST, _SOME_WORDS = 0.8, 0.5
"""The share of cells of a kind, or that are words of the form, from which a column is proposed to be of it."""
_LOOKED_AT = 500
_MOST_WORDS = 60
_MISSING = (
    "-", "--", "---", "—", "——", "/", "//", "\\", "无", "暂无", "未知", "不详", "未披露", "未填", "空", "N/A", "n/a",
    "NA", "null", "NULL", "None", "#N/A", "…", "...",
)  # fmt: skip
_HAN = re.compile("[\u3400-\u9fff]")
_NUMBER = re.compile(r"[-+]?[\d,]+(?:\.\d+)?%?")


@dataclass(frozen=True)
class WrittenMapping:
    """The text of a mapping, and how many entries wait for a person."""

    text: str
    open_count: int
    sheet_name: str


@dataclass
class _Entry:
    """One heading: the column that it is, or may be."""

    heading: str
    cells: pl.Series
    to: Column | None = None
    is_proposed: bool = False


def write_mapping(
    sheets: Sequence[Sheet], form: Form, file_name: str, programme: Programme, sheet_name: str | None = None
) -> WrittenMapping:
    """The mapping of a sheet to the form. Raises InvalidArgument for a form that is no register, UnknownName for a
    sheet that is not there and SourceChanged for a sheet without a table."""
    if not form.is_register:
        raise InvalidArgument(
            f"{form.form_id} is not a register: a list cannot be mapped to it.",
            zh=f"《{form.title_zh}》不是名录，不能映射名单。",
        )
    sheet = _sheet(sheets, sheet_name)
    start, end, headings = _header(sheet)
    body = sheet.cells.slice(end)
    counts = Counter(heading_key(text) for text in headings if text)
    # A heading that stands twice can only be ignored.
    repeated = [text for text in dict.fromkeys(headings) if counts[heading_key(text)] > 1]
    entries = [
        _Entry(text, body[column_letters(at)].drop_nulls())
        for at, text in enumerate(headings)
        if counts[heading_key(text)] == 1
    ]
    _guess(entries, form, programme)
    unnamed = [
        column_letters(at) for at, text in enumerate(headings) if not text and column_letters(at) in sheet.filled
    ]
    ignored = [entry.heading for entry in entries if entry.to is None] + repeated + [NO_HEADING] * bool(unnamed)
    blocks = [_top(entries, form, file_name, sheet.name, ignored)]
    units = set(find_unit_line(sheet.name, tuple(sheet.first_rows(start)), programme.units))
    blocks += [_block(entry, form, units, programme.units) for entry in entries if entry.to is not None]
    blocks += [_needed(column) for column in _missing(entries, form)]
    text = "\n\n".join(blocks) + "\n"
    return WrittenMapping(text, len(re.findall(r'= ""', text)), sheet.name)


def _sheet(sheets: Sequence[Sheet], name: str | None) -> Sheet:
    filled = [sheet for sheet in sheets if not sheet.is_empty and sheet.name != EXPLANATIONS_SHEET]
    if name is not None:
        found = next((sheet for sheet in filled if sheet.name == name), None)
        if found is None:
            listed = ", ".join(sheet.name for sheet in filled)
            raise UnknownName(
                f"The file has no sheet '{name}' with cells.", f"Its sheets: {listed}.",
                zh=f"文件中没有非空的工作表“{name}”；现有：{listed}。",
            )  # fmt: skip
        return found
    if not filled:
        raise SourceChanged("The file has no cell with a value.", zh="文件中没有任何内容。")
    return max(filled, key=lambda sheet: sheet.cells.height * len(sheet.filled))


def _header(sheet: Sheet) -> tuple[int, int, list[str]]:
    """The first and the following row of the header, and its headings by column; those of two rows are
    `upper|lower`."""
    rows = [tuple(" ".join((cell or "").split()) for cell in row) for row in sheet.first_rows(SEARCHED_ROWS)]
    widths = [sum(map(bool, row)) for row in rows]
    widest = max(widths, default=0)
    for start, row in enumerate(rows):
        filled = [text for text in row if text]
        if len(filled) < 2 or 2 * len(filled) < widest or any(map(_NUMBER.fullmatch, filled)):
            continue
        lower = rows[start + 1] if start + 1 < len(rows) else ()
        if _continues(row, lower):
            return start, start + 2, _joined(row, lower)
        return start, start + 1, list(row)
    raise SourceChanged(
        f"Sheet {sheet.name!r} has no row of headings in its first {SEARCHED_ROWS} rows.",
        "Give each column a heading, in one row.",
        zh=f"工作表“{sheet.name}”前 {SEARCHED_ROWS} 行没有列标题行；请在同一行写明各列标题。",
    )


def _continues(upper: Row, lower: Row) -> bool:
    """Whether the second row names columns that the first leaves open, and leaves open others: no row of data does."""
    pairs = list(zip(upper, lower, strict=False))
    gaps = [bool(second) and not first for first, second in pairs]
    texts = [text for text in lower if text]
    return (
        any(gaps)
        and any(first and not second for first, second in pairs)
        and len(set(texts)) > 1
        and not any(any(map(str.isdigit, text)) for text in texts)
    )


def _joined(upper: Row, lower: Row) -> list[str]:
    found, above = [], ""
    for first, second in zip(upper, lower, strict=True):
        above = first or above
        found.append(f"{above}|{second}" if above and second else second or first or "")
    return found


def _guess(entries: Sequence[_Entry], form: Form, programme: Programme) -> None:
    """Assigns columns: by the exact names of the form first, then by the cells, then by characters in common."""
    units = programme.units
    known, free = known_headings(form, programme), {column.name: column for column in form.columns}
    for entry in entries:
        parsed = parse_heading(entry.heading.replace("|", ""), units)
        found = known.get(parsed.key)
        column = found.column if found is not None else free.get(entry.heading)
        if column is not None and column.name in free:
            entry.to = free.pop(column.name)
    ignored = {parse_heading(text, units).key for text in form.ignored_headings}
    rest = [entry for entry in entries if entry.to is None and parse_heading(entry.heading, units).key not in ignored]
    for wanted in tuple(free.values()):
        best = max(rest, key=lambda entry: _share(entry.cells, wanted, programme), default=None)
        if (
            best is not None
            and best.to is None
            and _share(best.cells, wanted, programme) >= (_SOME_WORDS if wanted.choices else _MOST)
        ):
            best.to, best.is_proposed = free.pop(wanted.name), True
    likeness = sorted(
        ((_likeness(entry, column), -at, -order, entry, column)
         for at, entry in enumerate(rest) for order, column in enumerate(free.values())),
        key=lambda found: found[:3], reverse=True,
    )  # fmt: skip
    for (score, _), _, _, entry, column in likeness:
        if score >= _LIKE and entry.to is None and column.name in free:
            entry.to, entry.is_proposed = free.pop(column.name), True


def _share(cells: pl.Series, column: Column, programme: Programme) -> float:
    """The share of cells that are of the column's kind, for kinds that cells show; else 0."""
    texts = [text for text in map(folded, cells.head(_LOOKED_AT)) if text and text not in _MISSING]
    if not texts:
        return 0.0
    if column.cell_type is CellType.CREDIT_CODE:
        bad = {CodeState.DESTROYED, CodeState.MALFORMED, CodeState.MISSING}
        return sum(examine_credit_code(text)[1] not in bad for text in texts) / len(texts)
    if column.choices:
        return sum(text in column.choices for text in texts) / len(texts)
    if is_region(column):
        names = known_regions(programme)
        return sum(names.find(text).code is not None for text in texts) / len(texts)
    return 0.0


def _likeness(entry: _Entry, column: Column) -> tuple[float, float]:
    """What the heading has in common with the nearest notation of the column: characters of Chinese, words of others;
    then the share of different cells, for a name. A code is never proposed by its heading."""
    bare = _bare(entry.heading)
    has_han = _HAN.search(bare) is not None
    is_code = column.cell_type in (CellType.CODE, CellType.CREDIT_CODE)
    if is_code or (has_han and column.name.endswith("_en") and "英" not in bare):
        return 0.0, 0.0
    notations = column.headings if has_han else (column.title_en, column.name)
    common = max(_common(_parts(entry.heading), _parts(name)) for name in notations)
    return common, entry.cells.n_unique() / max(1, len(entry.cells)) if column.name == NAME else 0.0


def _parts(heading: str) -> Sequence[str]:
    """The characters of a Chinese heading, the words of another one: `operationStatus` is two."""
    bare = _bare(heading)
    if _HAN.search(bare):
        return bare
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z0-9]+", " ", heading)
    return spaced.casefold().split()


def _bare(heading: str) -> str:
    return re.sub(r"\([^()]*\)|[_|]", "", folded(heading)).casefold()


def _common(one: Sequence[str], other: Sequence[str]) -> float:
    shared = (Counter(one) & Counter(other)).total()
    return 2 * shared / (len(one) + len(other)) if one and other else 0.0


def _missing(entries: Sequence[_Entry], form: Form) -> list[Column]:
    """The columns that every row needs and no heading is, or may be."""
    named = {entry.to.name for entry in entries if entry.to is not None} | {_made_key(entries, form)}
    return [column for column in form.columns if not column.nullable and column.name not in named]


def _made_key(entries: Sequence[_Entry], form: Form) -> str | None:
    """The code that may be made of the name: the form's key, where no heading is it."""
    named = {entry.to.name for entry in entries if entry.to is not None}
    names = {column.name for column in form.columns}
    keys = [name for name in form.key if name not in named and form.column(name).cell_type is CellType.CODE]
    return keys[0] if keys and NAME in names and not is_region(form.column(keys[0])) else None


def _top(entries: Sequence[_Entry], form: Form, file_name: str, sheet_name: str, ignored: Sequence[str]) -> str:
    file, sheet = _comment(file_name), _comment(sheet_name)
    lines = [
        f"# 映射：{file}（工作表 {sheet}）读作《{form.title_zh}》。",
        '# 请逐项核对：空的 "" 须填写，或把其标题移到 ignored；“建议”只是按相同的字或单元格内容推测，不会自动采用。',
        f"# Mapping of {file} (sheet {sheet}) to {form.title_en}.",
        '# Check every entry: fill in each "", or move its heading to ignored. A proposal is a guess by shared',
        "# characters or by the cells; nothing takes it by itself.",
        f"# 可用的列 columns: {', '.join(column.name for column in form.columns)}",
    ]
    lines.append(f"form = {_text(form.form_id)}")
    missing = _missing_words(entries)
    if missing:
        lines.append(f"missing = [{', '.join(map(_text, missing))}]  # 表示没有数值 written where there is no value")
    key = _made_key(entries, form)
    if key is not None:
        lines.append(
            f'key_from_name = ""  # 建议 proposal: {key}。名单没有代码，由名称生成 no code in the list, made of names'
        )
    if ignored:
        lines += ["ignored = [  # 不采用 not taken", *(f"    {_text(heading)}," for heading in ignored), "]"]
    return "\n".join(_comment_safe(line) for line in lines)


def _missing_words(entries: Sequence[_Entry]) -> list[str]:
    found: Counter[str] = Counter()
    for entry in entries:
        if entry.to is not None:
            found.update(text for text in map(folded, entry.cells) if text in _MISSING)
    return [word for word, _ in found.most_common()]


def _block(entry: _Entry, form: Form, units_above: set[str], units: Units) -> str:
    column = entry.to
    if column is None:
        raise TypeError(entry.heading)
    lines = ["[[column]]", f"from = {_text(entry.heading)}"]
    about = f"{column.heading.replace('|', '·')} {column.title_en}"
    if is_region(column):
        lines.append('# 省、市、县分列时 where a place is in several columns: from = ["省", "市", "县"]')
    if entry.is_proposed:
        lines.append(f'to = ""  # 建议 proposal: {column.name}（{about}）')
    else:
        lines.append(f"to = {_text(column.name)}")
    if (
        column.unit_id is not None
        and not _names_unit(entry.heading, column, units)
        and not ({units[column.unit_id].dimension} & units_above)
    ):
        proposed = _unit_like(entry.heading, units[column.unit_id], units)
        hint = f"建议 proposal: {proposed.unit_id}（{proposed.title_zh}）" if proposed is not None else "请填写 fill in"
        wanted = units[column.unit_id].dimension
        listed = ", ".join(unit.unit_id for unit in units.values() if unit.dimension == wanted)
        lines.append(f'unit = ""  # {hint}。可用 units: {listed}')
    if column.choices:
        lines += _words(entry, column)
    return "\n".join(_comment_safe(line) for line in lines)


def _names_unit(heading: str, column: Column, units: Units) -> bool:
    unit = unit_in(heading, units)
    return unit is not None and column.unit_id is not None and unit.dimension == units[column.unit_id].dimension


def _unit_like(heading: str, wanted: Unit, units: Units) -> Unit | None:
    """The unit of the wanted quantity that a bracket may mean: `人民币/百万` is 百万元."""
    bracket = re.search(r"\(([^()]*)\)$", folded(heading))
    if bracket is None:
        return None
    written = re.sub(r"人民币|单位|[:/]", "", bracket[1])
    for text in (written, f"{written}元"):
        try:
            unit = units.parse(text)
        except InvalidArgument:
            continue
        if unit.dimension == wanted.dimension:
            return unit
    return None


def _words(entry: _Entry, column: Column) -> Iterator[str]:
    known = words_of(column)
    codes = dict.fromkeys(known.values())
    listed = ", ".join(f"{code}={'/'.join(word for word, own in known.items() if own == code)}" for code in codes)
    counts = Counter(entry.cells.to_frame("text").select(clean_text(pl.col("text"))).to_series().drop_nulls())
    words = [(word, count) for word, count in counts.most_common() if folded(word) not in _MISSING]
    yield f"# 词汇 words: {listed}"
    if len(words) > _MOST_WORDS:
        yield f"# {len(words)} 个不同的词，列出前 {_MOST_WORDS} 个 the first {_MOST_WORDS} of {len(words)} words"
    yield "[column.words]"
    for word, count in words[:_MOST_WORDS]:
        if word in known:
            yield f"{_text(word)} = {_text(known[word])}  # {count} 行 rows"
            continue
        near = max(known, key=lambda own: _common(folded(word), own))
        score = _common(folded(word), near)
        hint = f"建议 proposal: {known[near]}（{near}）" if score >= _LIKE else "请填写 fill in"
        yield f'{_text(word)} = ""  # {count} 行 rows；{hint}'


def _needed(column: Column) -> str:
    codes = list(dict.fromkeys(words_of(column).values()))
    listed = f"。可用 one of: {', '.join(codes)}" if codes else ""
    about = f"{column.heading.replace('|', '·')} {column.title_en}"
    return "\n".join(
        _comment_safe(line)
        for line in (
            "[[column]]",
            f"to = {_text(column.name)}  # 必填，名单中没有 required and not in the list: {about}",
            f'value = ""  # 每行相同的值，或改为 from = 列标题 of every row, or name a heading by from{listed}',
        )
    )


def _text(text: str) -> str:
    """A TOML text; its escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> str:
    return " ".join(text.split())


def _comment_safe(line: str) -> str:
    """The line without characters that a TOML comment may not have."""
    return "".join(character for character in line if character >= " " and character != "\x7f")
