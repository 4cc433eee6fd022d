"""Assigns a series to an indicator, once for all files: one more line of names/series.csv, applied as a revision.

Names are exact. A line takes every series that resolves by it, of all regions and units: all of them are compared. What
would be false is refused; what looks wrong against the values in force needs to be accepted.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

import polars as pl

from warehouse.archive.home import Home
from warehouse.archive.revisions import Revision
from warehouse.connections import open_reader
from warehouse.domain.one_line import refuse_unreadable
from warehouse.domain.series_name import KINDS_OF, Frequency, is_growth, name_key
from warehouse.domain.unit import Unit, conversion_factor
from warehouse.errors import InvalidArgument, SnapshotNotFound, UnknownName
from warehouse.ingestion.series_list import list_series, read_series, series_called
from warehouse.programme.compare import Change
from warehouse.programme.entries import field_names
from warehouse.programme.in_force import programme_in_force
from warehouse.programme.kinds import encoding_of
from warehouse.programme.lifecycle import apply_programme, current_sha256
from warehouse.programme.programme import Programme, read_archived, read_programme
from warehouse.programme.records import Indicator, PeriodKindWord, SeriesName
from warehouse.programme.series_names import SeriesNames
from warehouse.snapshots.manifest import current_snapshot_id, snapshot_path
from warehouse.transforms.layouts.resolve import SeriesKey, State, line_for, resolve, unknown_of
from warehouse.wording import Words

PATH = "names/series.csv"
_LARGEST_FACTOR = Decimal("1.5")
_INDEX = (Decimal(50), Decimal(200))
_WIDE = pl.Decimal(38, 12)
_IN_FORCE: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "region": pl.String,
    "period": pl.String,
    "theirs": pl.Decimal(38, 6),
}
_MOST_SHOWN = 5
"""Series that a refusal names; a dry run lists all."""


@dataclass(frozen=True)
class Comparison:
    """The values of a series against those in force: periods that are new, equal and different, the largest factor
    between two of a period, and how many values of an index are outside of what an index is."""

    new: int
    equal: int
    different: int
    largest_factor: Decimal | None
    outside_of_index: int = 0
    without_number: int = 0

    def __add__(self, other: Comparison) -> Comparison:
        factors = [one.largest_factor for one in (self, other) if one.largest_factor is not None]
        return Comparison(
            self.new + other.new,
            self.equal + other.equal,
            self.different + other.different,
            max(factors, default=None),
            self.outside_of_index + other.outside_of_index,
            self.without_number + other.without_number,
        )

    @property
    def needs_acceptance(self) -> bool:
        """Whether a person has to accept it."""
        return self.outside_of_index > 0 or (self.largest_factor or Decimal(0)) > _LARGEST_FACTOR


@dataclass(frozen=True)
class SeriesTaken:
    """A series that is another one under a line: what it was, what it is then, and its values against those in force.

    `lost` names the indicator of a series that is assigned now and would be something else, or nothing.
    """

    series_id: str
    state: str
    comparison: Comparison
    why: str | None = None
    lost: str | None = None


@dataclass(frozen=True)
class Assignment:
    """A line for names/series.csv, what it was written against, and what it does to the values in force: of each series
    that it takes, and of all of them."""

    line: SeriesName
    programme: Programme
    comparison: Comparison
    series: tuple[SeriesTaken, ...] = ()

    @property
    def needs_acceptance(self) -> bool:
        """Whether a person has to accept it: by the worst of its series."""
        return self.comparison.needs_acceptance or any(one.lost for one in self.series)


def prepare_assignment(
    home: Home,
    series_id: str,
    indicator: str,
    kind: str,
    *,
    by: str,
    reason: str,
    unit: str | None = None,
    region: str | None = None,
) -> Assignment:
    """The line that assigns a series, with the comparison. `unit` and `region` say what the files do not say.

    Raises UnknownName and InvalidArgument for what is unknown, assigned already or of another kind.
    """
    refuse_unreadable(by=by, reason=reason)
    programme = programme_in_force(home)
    series, values, everything = _found(home, series_id)
    _refuse_assigned(series, programme)
    wanted = _indicator(programme, indicator)
    frequency = series["frequency"]
    if kind not in get_args(PeriodKindWord):
        raise InvalidArgument(
            f"'{kind}' is no kind of period.", f"Write one of {', '.join(get_args(PeriodKindWord))}.",
            zh=f"“{kind}”不是数值类别；可选 {'、'.join(get_args(PeriodKindWord))}。",
        )  # fmt: skip
    if frequency is None or kind not in KINDS_OF[Frequency(str(frequency))]:
        raise InvalidArgument(
            f"The series is one of every {frequency}; its values are not of the kind '{kind}'.",
            zh=f"该序列频度为 {frequency}，数值类别不能是 {kind}。",
        )
    if wanted.about != "region":
        raise InvalidArgument(
            f"{indicator} is an indicator of the {wanted.about}, the series is one of a region.",
            zh=f"指标 {indicator} 的对象是 {wanted.about}，而该序列属于地区。",
        )
    known_unit = _unit(programme, series, unit)
    own_unit = programme.units[wanted.unit]
    if known_unit.dimension != own_unit.dimension:
        raise InvalidArgument(
            f"{indicator} is measured in {own_unit.title_zh}, the series in {known_unit.title_zh}: another dimension.",
            zh=f"指标 {indicator} 以“{own_unit.title_zh}”计量，该序列以“{known_unit.title_zh}”计量，量纲不同。",
        )
    name = str(series["name"])
    if is_growth(name) and wanted.quantity_kind not in ("change", "index"):
        raise InvalidArgument(
            f"'{name}' is a rate of growth, {indicator} a level.",
            "Assign it to an indicator of growth.",
            zh=f"“{name}”是增长率，而 {indicator} 是水平值；请指派到增速类指标。",
        )
    code = _region(programme, series, region)
    line = SeriesName(
        source=str(series["source"]), name=name, indicator=indicator, period_kind=kind,  # type: ignore[arg-type]
        unit=None if series["unit_received"] else known_unit.unit_id,
        region=None if series["region_code"] else code, decided_by=by, reason=reason,
    )  # fmt: skip
    return _assignment(home, line, programme, everything, values)


def prepare_ignoring(home: Home, series_id: str, *, by: str, reason: str) -> Assignment:
    """The line that ignores a series. Raises UnknownName, and InvalidArgument where it is assigned or ignored."""
    refuse_unreadable(by=by, reason=reason)
    programme = programme_in_force(home)
    series, values, everything = _found(home, series_id)
    _refuse_assigned(series, programme)
    line = SeriesName(source=str(series["source"]), name=str(series["name"]), decided_by=by, reason=reason)
    return _assignment(home, line, programme, everything, values)


@dataclass(frozen=True)
class LineOutlook:
    """What a line that is new in a programme does: the ids of the series that it would assign and ignore, of those that
    stay unassigned all the same (`why`: for what), and of the assigned ones that it would take from their indicator
    (`lost`)."""

    line: SeriesName
    assigned: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    unassigned: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


def outlook_of_lines(home: Home, given: Programme) -> tuple[LineOutlook, ...]:
    """For each line of names/series.csv that is new in a programme, what it does to the series of the files."""
    before = programme_in_force(home)
    known = set(before.series)
    new = [line for line in given.series if line not in known]
    taken: dict[SeriesName, dict[str, list[str]]] = {line: {} for line in new}
    for row in list_series(home).to_dicts() if new else ():
        if not row["name"]:
            continue
        key, source = _key(row), str(row["source"])
        line = line_for(key, source, given)
        if line is None or line not in taken:
            continue
        now, then = resolve(key, source, before), resolve(key, source, given)
        of_line = taken[line]
        of_line.setdefault(then.state.value, []).append(str(row["series_id"]))
        for why in unknown_of(then.why, key.unit, then.region_code, given):
            if why.value not in of_line.setdefault("why", []):
                of_line["why"].append(why.value)
        if now.state is State.ASSIGNED and now.indicator_id != then.indicator_id:
            of_line.setdefault("lost", []).append(str(row["series_id"]))
    return tuple(
        LineOutlook(line, **{name: tuple(ids) for name, ids in found.items()}) for line, found in taken.items()
    )


def describe_line(one: LineOutlook) -> Words:
    """What a new line does, in words."""
    line = one.line
    called = ", ".join(filter(None, (line.source, line.name, line.unit, line.region)))
    meaning = " ".join(filter(None, (line.indicator, line.period_kind)))
    counted = [
        (len(one.assigned), f"{{}} would be {meaning}", f"{{}} 个序列将指派到 {meaning}"),
        (len(one.ignored), "{} would be ignored", "{} 个序列将被忽略"),
        (len(one.unassigned), f"{{}} would stay unassigned ({', '.join(one.why)})",
         f"{{}} 个序列仍未指派（{'、'.join(one.why)}）"),
        (len(one.lost), "{} would be taken from another indicator", "{} 个序列将从原指标移出"),
    ]  # fmt: skip
    told = [(en.format(count), zh.format(count)) for count, en, zh in counted if count]
    if not told:
        return Words(
            en=f"{PATH}: {called}: takes no series of the files so far; is the name exact?",
            zh=f"{PATH}：{called}：现有文件中没有这样的序列，请核对名称是否完全一致。",
        )
    return Words(
        en=f"{PATH}: {called}: of its series {', '.join(en for en, _ in told)}.",
        zh=f"{PATH}：{called}：{'，'.join(zh for _, zh in told)}。",
    )


def apply_assignment(
    home: Home, assignment: Assignment, *, is_accepted: bool = False
) -> tuple[Revision, tuple[Change, ...]]:
    """Applies the line as a revision of the programme. Raises InvalidArgument where it has to be accepted first."""
    _refuse_unaccepted(assignment, is_accepted)
    line = assignment.line
    files = {**assignment.programme.files, PATH: with_line(assignment.programme.files.get(PATH), line)}
    return apply_programme(
        home, read_programme(files), by=line.decided_by or "", reason=line.reason or "", parent=current_sha256(home)
    )


def write_to_folder(folder: Path, assignment: Assignment, *, is_accepted: bool = False) -> Path:
    """Adds the line to a folder of a programme, to be applied with its other changes. Raises as apply_assignment."""
    _refuse_unaccepted(assignment, is_accepted)
    if not folder.is_dir():
        raise UnknownName(f"There is no folder {folder}.", zh=f"没有文件夹 {folder}。")
    path = folder / PATH
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(with_line(path.read_bytes() if path.is_file() else None, assignment.line))
    return path


def _refuse_unaccepted(assignment: Assignment, is_accepted: bool) -> None:
    if assignment.needs_acceptance and not is_accepted:
        worst = [one for one in assignment.series if one.lost or one.comparison.needs_acceptance]
        words = [describe(assignment.comparison), *map(describe_series, worst[:_MOST_SHOWN])]
        raise InvalidArgument(
            f"Look at it first: {' '.join(one.en for one in words)}",
            "If it is right all the same, repeat the command with --accept.",
            zh=f"请先核对：{''.join(one.zh for one in words)}确认无误后加 --accept 重新执行。",
        )


def with_line(content: bytes | None, line: SeriesName) -> bytes:
    """The file with one more line, in its own columns, encoding and line ending; a column that it lacks is added."""
    content = content or b""
    encoding = encoding_of(PATH, content) or "utf-8"
    text = content.decode(encoding)
    headings = [heading.strip() for heading in next(csv.reader([text.removeprefix("\ufeff").split("\n", 1)[0]]), [])]
    values = {name: value for name in field_names(SeriesName) if (value := getattr(line, name))}
    lacking = [name for name in values if name not in headings]
    if lacking:
        text = _with_columns(text.removeprefix("\ufeff"), [*headings, *lacking])
        headings = [*headings, *lacking]
    end = "\r\n" if "\r\n" in text else "\n"
    written = io.StringIO()
    csv.writer(written, lineterminator=end).writerow([values.get(heading, "") for heading in headings])
    return (text + ("" if text.endswith("\n") or not text else end) + written.getvalue()).encode(encoding)


def _with_columns(text: str, headings: list[str]) -> str:
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    written = io.StringIO()
    writer = csv.DictWriter(written, headings, restval="", lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def _refuse_assigned(series: Mapping[str, object], programme: Programme) -> None:
    if series["state"] != "unassigned":
        who = f" by {series['decided_by']}: {series['reason']}" if series["decided_by"] else ""
        what = series["indicator_id"] or "ignored"
        raise InvalidArgument(
            f"The series is {series['state']} already ({what}{who}).",
            "longmai programme rollback takes a revision back; or change the line in names/series.csv.",
            zh=f"该序列已{'指派' if series['state'] == 'assigned' else '忽略'}（{what}）；"
            "可用 longmai programme rollback 撤回，或修改 names/series.csv。",
        )
    if not series["name"]:
        raise InvalidArgument(
            f"The file {series['submission_id']} does not name its figures.",
            f"Name the file: longmai ingest {series['submission_id']} --indicator INDICATOR --unit UNIT --by NAME.",
            zh=f"报送件 {series['submission_id']} 没有写明是什么指标；请用 longmai ingest {series['submission_id']} "
            "--indicator 指标 --unit 单位 --by 姓名 指明。",
        )
    lines = SeriesNames(programme.series).called(str(series["source"]), str(series["name"]))
    frequency = Frequency(str(series["frequency"])) if series["frequency"] else None
    taken = next((line for line in lines if line.indicator is None or
                  (frequency is not None and line.period_kind in KINDS_OF[frequency])), None)  # fmt: skip
    if taken is not None:
        raise InvalidArgument(
            f"The name is assigned already, to {taken.indicator or 'nothing (ignored)'}; what is unknown is "
            f"{series['why']}.",
            "Add the unit to units.csv or the region to regions.csv of the programme; say the region of a file without "
            "one with longmai ingest --region.",
            zh=f"该名称已指派到 {taken.indicator or '（忽略）'}，未识别的是 {series['why']}；"
            "请在方案的 units.csv 或 regions.csv 中登记；文件未写明地区的，用 longmai ingest 的 --region 指明。",
        )


def _indicator(programme: Programme, indicator: str) -> Indicator:
    found = programme.indicators.get(indicator)
    if found is None:
        near = get_close_matches(indicator, list(programme.indicators), n=3, cutoff=0.5)
        raise UnknownName(
            f"There is no indicator '{indicator[:100]}'.",
            f"Near are {', '.join(near)}." if near else "indicators.csv of the programme lists them.",
            zh=f"没有指标“{indicator[:100]}”；"
            + (f"相近的有 {'、'.join(near)}。" if near else "见方案的 indicators.csv。"),
        )
    return found


def _unit(programme: Programme, series: Mapping[str, object], given: str | None) -> Unit:
    written = str(series["unit_received"] or "")
    if written and given:
        raise InvalidArgument(
            f"The files say the unit themselves: {written}.", "Leave --unit out.",
            zh=f"文件已写明计量单位“{written}”，请去掉 --unit。",
        )  # fmt: skip
    if not written and not given:
        raise InvalidArgument(
            "The files do not say the unit.", "Give it with --unit.", zh="文件没有写明计量单位；请用 --unit 指明。"
        )
    try:
        return programme.units.parse(written or given or "")
    except InvalidArgument as error:
        raise InvalidArgument(
            f"The unit '{written or given}' is unknown.",
            "Add it to units.csv of the programme and apply that first.",
            zh=f"计量单位“{written or given}”未登记；请先在方案的 units.csv 中登记并应用。",
        ) from error


def _region(programme: Programme, series: Mapping[str, object], given: str | None) -> str | None:
    """The region of the series; None where neither the files nor the person say it: then only the name is assigned."""
    if series["region_code"]:
        if given:
            raise InvalidArgument(
                f"The files say the region themselves: {series['region_name']}.", "Leave --region out.",
                zh=f"文件已写明地区“{series['region_name']}”，请去掉 --region。",
            )  # fmt: skip
        return str(series["region_code"])
    if series["region_name"]:
        raise InvalidArgument(
            f"The region '{series['region_name']}' is unknown.",
            "Add it to regions.csv of the programme and apply that first.",
            zh=f"地区“{series['region_name']}”未登记；请先在方案的 regions.csv 中登记并应用。",
        )
    if given is not None and given not in {region.region_code for region in programme.regions}:
        raise UnknownName(f"There is no region {given}.", "Write its code: 620000.", zh=f"没有地区代码 {given}。")
    return given


def _found(home: Home, series_id: str) -> tuple[dict[str, object], pl.DataFrame, list[dict[str, object]]]:
    """A series, the values of all that are not assigned, and all series. Raises UnknownName, with the nearest ids."""
    series, values = read_series(home)
    return series_called(series, series_id), values, series.to_dicts()


def _assignment(
    home: Home, line: SeriesName, programme: Programme, everything: list[dict[str, object]], values: pl.DataFrame
) -> Assignment:
    """The line with what it does to each series that is another one by it."""
    after = read_archived({**programme.files, PATH: with_line(programme.files.get(PATH), line)})
    in_force = _in_force(home, line.indicator or "", line.period_kind or "")
    of_series = values.partition_by("series_id", as_dict=True)
    taken = []
    for row in everything:
        if not row["name"] or name_key(str(row["name"])) != name_key(line.name):
            continue
        source, key = str(row["source"]), _key(row)
        now, then = (resolve(key, source, one) for one in (programme, after))
        before, later = ((one.state, one.indicator_id, one.period_kind, one.unit_id, one.region_code)
                         for one in (now, then))  # fmt: skip
        if before == later:
            continue
        comparison = Comparison(0, 0, 0, None)
        if then.state is State.ASSIGNED:
            wanted = after.indicators[str(then.indicator_id)]
            factor = conversion_factor(after.units[str(then.unit_id)], after.units[wanted.unit])
            own = of_series.get((row["series_id"],), values.clear())
            theirs = in_force.filter(region=then.region_code).select("period", "theirs")
            comparison = _compare(own, theirs, wanted, factor)
        taken.append(
            SeriesTaken(
                str(row["series_id"]),
                then.state.value,
                comparison,
                why=then.why.value if then.why is not None else None,
                lost=now.indicator_id if now.state is State.ASSIGNED else None,
            )
        )
    total = sum((one.comparison for one in taken), Comparison(0, 0, 0, None))
    return Assignment(line, programme, total, tuple(taken))


def _key(row: Mapping[str, object]) -> SeriesKey:
    frequency = Frequency(str(row["frequency"])) if row["frequency"] else None
    region = str(row["region_code"] or row["region_name"] or "")
    return SeriesKey(str(row["name"]), str(row["unit_received"] or ""), region, frequency)


def _compare(values: pl.DataFrame, theirs: pl.DataFrame, indicator: Indicator, factor: Decimal) -> Comparison:
    """The values in the indicator's unit against those in force, per period."""
    ours = values.select(
        "period", ours=(pl.col("value").cast(_WIDE) * pl.lit(factor, dtype=_WIDE)).round(6).cast(pl.Decimal(38, 6))
    )
    newest = ours.drop_nulls().unique("period", keep="last", maintain_order=True)
    both = newest.join(theirs, on="period", how="left")
    known = both.drop_nulls("theirs")
    different = known.filter(pl.col("ours") != pl.col("theirs"))
    factors = [_factor(mine, other) for mine, other in different.select("ours", "theirs").rows()]
    outside = newest.filter(~pl.col("ours").is_between(*_INDEX)).height if indicator.quantity_kind == "index" else 0
    return Comparison(
        new=newest.height - known.height,
        equal=known.height - different.height,
        different=different.height,
        largest_factor=max(factors, default=None),
        outside_of_index=outside,
        without_number=ours["ours"].null_count(),
    )


def _factor(one: Decimal, other: Decimal) -> Decimal:
    """How many times the larger of two values is the smaller; infinite across zero."""
    if one * other <= 0:
        return Decimal("Infinity")
    return max(abs(one), abs(other)) / min(abs(one), abs(other))


def _in_force(home: Home, indicator_id: str, kind: str) -> pl.DataFrame:
    """The values of an indicator and kind in the published snapshot, of all regions."""
    nothing = pl.DataFrame(schema=_IN_FORCE)
    try:
        path = snapshot_path(home, current_snapshot_id(home))
    except SnapshotNotFound:
        return nothing
    connection = open_reader(path)
    try:
        rows = connection.execute(
            "select subject_id, period, value from mart.observation where indicator_id = ? and period_kind = ? "
            "and value is not null",
            [indicator_id, kind],
        ).fetchall()
    finally:
        connection.close()
    return pl.DataFrame(rows, schema=_IN_FORCE, orient="row")


def describe(found: Comparison) -> Words:
    """The comparison in words."""
    factor = found.largest_factor
    shown = "" if factor is None else "across zero" if factor.is_infinite() else f"{factor:.3f}"
    shown_zh = "" if factor is None else "正负号不同" if factor.is_infinite() else f"{factor:.3f} 倍"
    are = "period is" if found.new == 1 else "periods are"
    en = f"{found.new} {are} new, {found.equal} equal and {found.different} different"
    zh = f"新增 {found.new} 期，相同 {found.equal} 期，不同 {found.different} 期"
    if factor is not None:
        en += f", by a factor of at most {shown}" if not factor.is_infinite() else f", {shown}"
        zh += f"，最大相差 {shown_zh}" if not factor.is_infinite() else f"，{shown_zh}"
    if found.outside_of_index:
        en += f"; {found.outside_of_index} values are outside 50 to 200, where an index lies"
        zh += f"；{found.outside_of_index} 个数不在指数的常见范围 50 至 200 内"
    if found.without_number:
        en += f"; {found.without_number} cells are no number"
        zh += f"；{found.without_number} 个单元格不是数"
    return Words(en=f"{en}.", zh=f"{zh}。")


def describe_series(one: SeriesTaken) -> Words:
    """A series that a line takes, in words."""
    lost = f" It is {one.lost} now, and would be so no more." if one.lost else ""
    lost_zh = f"现已指派到 {one.lost}，将不再计入。" if one.lost else ""
    if one.state == State.ASSIGNED.value:
        words = describe(one.comparison)
    elif one.state == State.IGNORED.value:
        words = Words(en="It would be ignored.", zh="将被忽略。")
    else:
        words = Words(en=f"It stays unassigned: {one.why}.", zh=f"仍未指派：{one.why}。")
    return Words(en=f"{one.series_id}: {words.en}{lost}", zh=f"{one.series_id}：{words.zh}{lost_zh}")
