"""A mistake of a programme: its place, what is wrong and what to do, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from difflib import get_close_matches

from warehouse.errors import ProgrammeBroken
from warehouse.wording import Words, bilingual

MOST_MISTAKES = 200
_MOST_COMPARED = 500
_SHOWN = 60
"""Characters of a value that a message repeats."""

TEXTS: Mapping[str, tuple[Words, Words]] = {
    "too_large": (
        Words(en="{what}: {size}, at most {most}.", zh="{what_zh}：{size}，上限为 {most}。"),
        Words(en="Split or shorten it.", zh="请拆分或缩短。"),
    ),
    "not_a_file_name": (
        Words(
            en="'{name}' is no name for a file of a programme: a-z, 0-9, _ @ . -, at most three levels deep.",
            zh="方案文件名只能用 a-z、0-9、_ @ . -，且不超过三层；“{name}”不符合。",
        ),
        Words(en="Rename or remove it.", zh="请改名或移走。"),
    ),
    "not_a_regular_file": (
        Words(en="'{name}' is not a regular file.", zh="“{name}”不是普通文件。"),
        Words(en="Replace it by a file.", zh="请换成普通文件。"),
    ),
    "unknown_file": (
        Words(en="No programme has a file '{name}'.", zh="方案中没有名为“{name}”的文件。"),
        Words(en="Rename or remove it.", zh="请改名或移走。"),
    ),
    "missing_file": (
        Words(en="The file {name} is missing.", zh="缺少文件 {name}。"),
        Words(en="Write it.", zh="请补充。"),
    ),
    "not_text": (
        Words(en="The file is not text: {why}.", zh="文件不是可读文本：{why}。"),
        Words(en="Save it as UTF-8; a CSV file may be GB18030.", zh="请另存为 UTF-8；CSV 也可用 GB18030。"),
    ),
    "not_toml": (
        Words(en="The file is not TOML: {why}.", zh="文件不符合 TOML 语法：{why}。"),
        Words(en="Correct this line.", zh="请更正此处。"),
    ),
    "not_csv": (
        Words(en="The line is not CSV: {why}.", zh="该行不符合 CSV 格式：{why}。"),
        Words(en="Correct this line.", zh="请更正此行。"),
    ),
    "unknown_key": (
        Words(en="'{name}' is unknown here.", zh="此处没有“{name}”。"),
        Words(en="Write one of {known}, or remove it.", zh="可用的有 {known}；否则请删除。"),
    ),
    "repeated_heading": (
        Words(en="The heading '{name}' stands twice.", zh="表头“{name}”重复。"),
        Words(en="Remove one of them.", zh="请删除其一。"),
    ),
    "missing": (
        Words(en="'{name}' is missing.", zh="缺少“{name}”。"),
        Words(en="Fill it in.", zh="请填写。"),
    ),
    "empty": (
        Words(en="'{name}' is empty.", zh="“{name}”为空。"),
        Words(en="Fill it in, or remove the entry.", zh="请填写，或删除该项。"),
    ),
    "wrong_type": (
        Words(en="'{name}' is '{value}', which is not {wanted}.", zh="“{name}”为“{value}”，不是{wanted_zh}。"),
        Words(en="Write {wanted}.", zh="请填写{wanted_zh}。"),
    ),
    "not_one_of": (
        Words(en="'{name}' is '{value}', which is unknown.", zh="“{name}”为“{value}”，不在可选值内。"),
        Words(en="Write one of {known}.", zh="可选值：{known}。"),
    ),
    "unknown_reference": (
        Words(en="'{name}' is '{value}', and no {noun} has that id.", zh="“{name}”为“{value}”，没有这样的{noun_zh}。"),
        Words(en="Write a known one or add it to {file}.", zh="请填写已有的，或在 {file} 中增加。"),
    ),
    "repeated": (
        Words(en="'{value}' stands already at {other}.", zh="“{value}”已见于 {other}。"),
        Words(en="Remove one, or write replaces = true in the one that replaces the other.",
              zh="请删除其一；如需替换标准包中的条目，请写 replaces = true。"),
    ),
    "written_alike": (
        Words(en="'{value}' and '{first}' at {other} differ by width or case alone, and are units of another size.",
              zh="“{value}”与 {other} 的“{first}”只有全半角或大小写之别，却是大小不同的单位。"),
        Words(en="Keep one of both notations.", zh="请只保留其中一种写法。"),
    ),
    "title_taken": (
        Words(en="'{value}' is the title of {first} at {other} too.", zh="“{value}”也是 {other} 中 {first} 的名称。"),
        Words(en="Give each indicator a title of its own, or end one before the other begins.",
              zh="请为每个指标取不同的名称，或使前一个在后一个启用前停用。"),
    ),
    "circle": (
        Words(en="The denominators lead in a circle: {value}.", zh="分母循环引用：{value}。"),
        Words(en="Name the whole that a share is of.", zh="请填写比重所依据的总体。"),
    ),
    "every_value": (
        Words(en="Every value is below {below} or above {above}, so all are {kind}.",
              zh="任何数值都低于 {below} 或高于 {above}，全部为 {kind}。"),
        Words(en="Write the lower bound as below and the upper one as above.", zh="下限请填 below，上限请填 above。"),
    ),
    "alarm_and_good": (
        Words(en="'{value}' and '{first}' at {other} are met by the same values.",
              zh="“{value}”与 {other} 的“{first}”会被同一数值同时满足。"),
        Words(en="Correct one of both bounds: no value is an alarm and good.",
              zh="请更正其一：同一数值不能既预警又良好。"),
    ),
    "overlap": (
        Words(en="'{value}' is valid at the same time as at {other}.", zh="“{value}”与 {other} 的有效期重叠。"),
        Words(en="End one before the other begins.", zh="请使前一条在后一条生效前结束。"),
    ),
    "ends_before_it_begins": (
        Words(en="It ends on {value}, before it begins.", zh="结束日期 {value} 早于开始日期。"),
        Words(en="Correct one of both days.", zh="请更正日期。"),
    ),
    "dimension_differs": (
        Words(en="'{value}' measures {dimension}, and {other} is in {wanted}.",
              zh="“{value}”的量纲为 {dimension}，而 {other} 为 {wanted}。"),
        Words(en="Use a unit of the same dimension.", zh="请使用同一量纲的单位。"),
    ),
    "heading_taken": (
        Words(
            en="'{value}' is the heading of {column} in {form} already.",
            zh="“{value}”在 {form} 中已是 {column} 的标题。",
        ),
        Words(en="Remove it.", zh="请删除。"),
    ),
    "no_base_unit": (
        Words(en="No unit of the dimension {value} has the factor 1.", zh="量纲 {value} 没有换算系数为 1 的单位。"),
        Words(en="Add the unit in which its values are stored.", zh="请补充该量纲的基本单位。"),
    ),
    "indicator_needed": (
        Words(en="The series '{value}' has a period_kind and no indicator.",
              zh="序列“{value}”有 period_kind 而没有 indicator。"),
        Words(en="Fill in the indicator; an ignored series has neither.", zh="请补全 indicator；忽略的序列都不填。"),
    ),
    "not_of_a_region": (
        Words(en="'{value}' is an indicator of the {about}, and a series is one of a region.",
              zh="指标“{value}”的对象是 {about}，而序列属于地区。"),
        Words(en="Write an indicator of a region.", zh="请改用地区指标。"),
    ),
    "growth_is_no_level": (
        Words(en="'{name}' is a rate of growth, and {value} is a level.", zh="“{name}”是增长率，而 {value} 是水平值。"),
        Words(en="Write an indicator of growth.", zh="请改用增速类指标。"),
    ),
    "means_two": (
        Words(en="The name '{value}' stands for the same figures already at {other}.",
              zh="名称“{value}”所指的数据与 {other} 相同。"),
        Words(en="Remove one of them, or name their units or regions.", zh="请删除其一，或分别写明单位、地区。"),
    ),
    "code_or_table": (
        Words(en="The layout '{value}' has to have exactly one of code, variant and column.",
              zh="版式“{value}”须且只须有 code、variant、column 之一。"),
        Words(en="Remove the others.", zh="请删除其余部分。"),
    ),
    "axes_missing": (
        Words(en="A variant of the layout '{value}' does not say where {name} is from.",
              zh="版式“{value}”的一个 variant 没有说明 {name} 的来源。"),
        Words(en="Add it as an axis, as a row of the header or as a line of the head.",
              zh="请作为行列、表头行或表上说明行补充。"),
    ),
    "code_of_another_level": (
        Words(en="'{value}' is not the code of a {level}, or not of one below its parent.",
              zh="“{value}”不是 {level} 的代码，或与其上级不符。"),
        Words(en="Correct code, level or parent; an area without a code is a reporting_area.",
              zh="请更正代码、级别或上级；没有行政区划代码的地区为 reporting_area。"),
    ),
    "not_additive": (
        Words(en="The reporting area {value} overlaps others and cannot be additive.",
              zh="报送地区 {value} 与其他地区重叠，不能参与加总。"),
        Words(en="Write false.", zh="请写 false。"),
    ),
    "parent_not_above": (
        Words(en="The parent {value} is not above a {level}.", zh="上级 {value} 的级别不高于 {level}。"),
        Words(en="Name a region of a higher level.", zh="请填写级别更高的地区。"),
    ),
    "not_an_id": (
        Words(en="'{value}' is no id.", zh="“{value}”不能用作代码。"),
        Words(en="Write a letter, then letters, digits, _ . or -, at most 64.",
              zh="请以字母开头，其后为字母、数字、_ . 或 -，不超过 64 个字符。"),
    ),
    "not_a_pattern": (
        Words(en="'{value}' is no regular expression of RE2.", zh="“{value}”不是 RE2 正则表达式。"),
        Words(en="Correct it; there is no look-around and no back reference.", zh="请更正；不支持环视和反向引用。"),
    ),
    "parent_of_another_time": (
        Words(en="The parent {value} has no meaning in the same time.", zh="上级 {value} 在同一时期无效。"),
        Words(en="Name the parent of that time.", zh="请填写当时的上级。"),
    ),
    "successor_of_the_ended": (
        Words(en="A code that ended has a successor, and no other has; {value} differs.",
              zh="只有已终止的代码才有后继代码；{value} 不符。"),
        Words(en="Fill in valid_to and successor, or neither.", zh="valid_to 与 successor 请同时填写或同时留空。"),
    ),
    "successor_of_another_time": (
        Words(en="The successor {value} does not begin on the day after {day}.",
              zh="后继代码 {value} 不是从 {day} 的次日开始。"),
        Words(en="Correct one of both days.", zh="请更正日期。"),
    ),
    "method_of_a_rate": (
        Words(en="A change, and nothing else, has a growth_method; {value} differs.",
              zh="只有增速（change）才有 growth_method；{value} 不符。"),
        Words(en="Write nominal, same_base or comparable_prices for a change, nothing for others.",
              zh="增速请填 nominal、same_base 或 comparable_prices，其余留空。"),
    ),
    "unknown_pack": (
        Words(en="There is no standards pack '{value}'.", zh="没有标准包“{value}”。"),
        Words(en="Write one of {known}.", zh="可选值：{known}。"),
    ),
    "not_a_register": (
        Words(en="The form {value} is not a register, so no list can be read as it.",
              zh="报表 {value} 不是名录，不能按它读入名单。"),
        Words(en="Write one of {known}.", zh="可选值：{known}。"),
    ),
    "mapped_twice": (
        Words(en="'{value}' stands already at {other}.", zh="“{value}”已见于 {other}。"),
        Words(en="A column has one heading and a heading one column; put the other heading into ignored.",
              zh="一列只对应一个标题，一个标题只对应一列；请把多余的标题移到 ignored。"),
    ),
    "column_needed": (
        Words(en="Every row of {form} needs '{name}', and the mapping does not say where it is from.",
              zh="报表 {form} 每行都须有“{name}”，映射没有说明其来源。"),
        Words(en="Add a [[column]] to it with from = \"heading\", or with value where all rows have the same.",
              zh="请增加一个 [[column]]：写 from = \"列标题\"，各行相同时写 value。"),
    ),
    "from_or_value": (
        Words(en="The column '{name}' has to have either from or value.", zh="列“{name}”须有 from 或 value 其中之一。"),
        Words(en="Write from = \"heading of the list\".", zh="请写 from = \"名单的列标题\"。"),
    ),
    "amount_in_every_row": (
        Words(en="'{name}' is an amount, which no list has the same in every row.",
              zh="“{name}”是数额，不会每行相同。"),
        Words(en="Write from = \"heading of the list\" instead of value.", zh="请改为 from = \"名单的列标题\"。"),
    ),
    "one_heading": (
        Words(en="'{name}' is no place, so it comes from one heading.", zh="“{name}”不是地区，只能来自一个列标题。"),
        Words(en="Write one heading.", zh="请只写一个列标题。"),
    ),
    "not_measured": (
        Words(en="'{name}' has no unit in the form.", zh="报表的“{name}”没有计量单位。"),
        Words(en="Remove unit.", zh="请删除 unit。"),
    ),
    "unit_contradicts": (
        Words(en="The unit is {value} here and {other} in the heading.", zh="此处单位为 {value}，列标题中为 {other}。"),
        Words(en="Remove unit, or correct it.", zh="请删除或更正 unit。"),
    ),
    "no_vocabulary": (
        Words(en="'{name}' has no words of its own in the form.", zh="报表的“{name}”没有规定的词。"),
        Words(en="Remove words.", zh="请删除 words。"),
    ),
    "words_needed": (
        Words(en="'{name}' takes only the words {known}, and words says nothing of those of the list.",
              zh="“{name}”只能取 {known}，而 words 没有说明名单中的词对应哪个。"),
        Words(en="Add a table [column.words] of \"word of the list\" = \"code\".",
              zh="请增加 words，写明名单中每个词对应的代码。"),
    ),
    "not_a_made_key": (
        Words(en="'{value}' cannot be made of the name: {why}.", zh="不能用名称生成“{value}”：{why_zh}。"),
        Words(en="Remove key_from_name, or name the code of the register.",
              zh="请删除 key_from_name，或填写名录的代码列。"),
    ),
    "same_headings": (
        Words(en="The mapping names the same headings as {other}: a file would fit both.",
              zh="本映射与 {other} 的列标题相同，同一文件会同时符合两者。"),
        Words(en="Remove one of them.", zh="请删除其一。"),
    ),
    "broken_rule": (
        Words(en="{why}", zh="{why_zh}"),
        Words(en="Correct it.", zh="请更正。"),
    ),
}  # fmt: skip
"""By code: what is wrong, and what to do."""


@dataclass(frozen=True)
class Place:
    """Where an entry or a value stands; `column` is the number of the cell in CSV, of the character in TOML."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True)
class Mistake:
    """One mistake. `nearest` is the known name that was probably meant."""

    file: str
    line: int | None
    column: int | None
    code: str
    zh: str
    en: str
    to_do_zh: str
    to_do_en: str
    nearest: str | None = None

    @property
    def place(self) -> str:
        """`units.csv:12:5`."""
        return str(Place(self.file, self.line, self.column))

    def __str__(self) -> str:
        meant_en = f" Did you mean '{self.nearest}'?" if self.nearest else ""
        meant_zh = f"是否为“{self.nearest}”？" if self.nearest else ""
        return f"{self.place}: {self.code}: " + bilingual(
            f"{self.en}{meant_en} {self.to_do_en}", f"{self.zh}{meant_zh}{self.to_do_zh}"
        )

    def as_json(self) -> dict[str, object]:
        """For machines."""
        return asdict(self)


def mistake(place: Place, code: str, known: Iterable[str] = (), **values: object) -> Mistake:
    """A mistake with the texts of its code; `known` are the names that would have been accepted."""
    names = list(known)
    meant = str(values.get("value", values.get("name", "")))
    close = get_close_matches(meant[:_SHOWN], _comparable(meant, names), n=1)
    listed = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
    texts = {"known": listed, **{name: _short(value) for name, value in values.items()}}
    wrong, to_do = TEXTS[code]
    return Mistake(
        place.file, place.line, place.column, code,
        _filled(wrong.zh, texts), _filled(wrong.en, texts), _filled(to_do.zh, texts), _filled(to_do.en, texts),
        close[0] if close and close[0] != meant else None,
    )  # fmt: skip


def _comparable(meant: str, names: list[str]) -> list[str]:
    """The names to compare with: of very many those of the same beginning and about the same length."""
    if len(names) <= _MOST_COMPARED:
        return names
    alike = [name for name in names if name[:2] == meant[:2] and abs(len(name) - len(meant)) <= 2]
    return alike[:_MOST_COMPARED]


def _filled(text: str, values: Mapping[str, str]) -> str:
    """A text of the table with its places filled in one pass, so that a value is never a pattern itself."""
    parts = text.split("{")
    return parts[0] + "".join(
        values.get(name, "") + after for name, _, after in (part.partition("}") for part in parts[1:])
    )


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


class MistakesFound(ProgrammeBroken):
    """The error of a programme with mistakes: all of them, at most MOST_MISTAKES."""

    def __init__(self, *, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        more = len(self.mistakes) - 1
        first = self.mistakes[0]
        super().__init__(
            f"{first.place}: {first.en} {first.to_do_en}",
            f"{more} more mistakes: run `longmai programme check`." if more else None,
            zh=f"{first.place}：{first.zh}{first.to_do_zh}" + (f"另有 {more} 处错误。" if more else ""),
        )
