"""An unassigned series is tied to an indicator once, for all files, by a person; what would be false is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from tests import macro_shapes
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.connections import open_reader
from warehouse.decisions.folders import read_readings
from warehouse.decisions.ledger import read_decisions
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.ingestion import series_assignment
from warehouse.ingestion.receive import ingest_files
from warehouse.ingestion.restage import ensure_staged
from warehouse.ingestion.series_assignment import (
    PATH,
    Comparison,
    apply_assignment,
    describe,
    describe_line,
    outlook_of_lines,
    prepare_assignment,
    prepare_ignoring,
    with_line,
)
from warehouse.ingestion.series_list import find_series, list_series, propose
from warehouse.programme.in_force import programme_in_force
from warehouse.programme.lifecycle import roll_back
from warehouse.programme.programme import read_programme
from warehouse.programme.records import SeriesName
from warehouse.snapshots.manifest import snapshot_path
from warehouse.snapshots.refresh import refresh

RECEIVED_AT = datetime(2016, 4, 20, 3, tzinfo=UTC)
GROWTH = "nbs/工业增加值_同比增长/%/100000"
BY = {"by": "王芳", "reason": "月度数据即规模以上口径"}
EXPORT = "数据库：季度数据\n指标,2015年第一季度\n{name}(亿元),{value}\n"


def write(folder: Path, **texts: str) -> list[Path]:
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Four files that are only looked at: months of growth, a terminal's cement, a province without its name, and a
    matrix without one."""
    root = tmp_path_factory.mktemp("series")
    (root / "files").mkdir()
    macro_shapes.write(root / "files")
    names = ("months_down", "terminal_unknown_series", "province_without_its_name", "matrix_without_a_name")
    found = Home(root / "home").ensure()
    ingest_files(found, [root / "files" / f"{name}.csv" for name in names], received_at=RECEIVED_AT)
    return found


def test_series_wait_with_what_is_unknown_of_them(home: Home) -> None:
    waiting = {row["series_id"]: row["why"] for row in list_series(home).to_dicts()}

    assert waiting[GROWTH] == "unknown_indicator"
    assert waiting["nbs/地区生产总值累计值/亿元//quarter"] == "unknown_region"
    assert waiting["S000004/any///620000/year"] == "not_named"
    assert [entry.status for entry in read_submissions(home)] == ["held", "held", "held", "waiting"]


def test_a_name_proposes_an_indicator_and_a_kind_and_decides_nothing(home: Home) -> None:
    programme = programme_in_force(home)
    row = {"name": "粗钢产量_累计值", "frequency": "month"}

    found = propose(row, programme)

    assert found is not None and (found.indicator_id, found.period_kind) == ("crude_steel_output", "ytd")
    assert propose({"name": "水泥产量_当期值", "frequency": "month"}, programme) is None
    growth = propose({"name": "地区生产总值_同比增长", "frequency": "quarter"}, programme)
    assert growth is not None and growth.indicator_id == "gdp_yoy"


@pytest.mark.parametrize(
    ("series_id", "indicator", "kind", "also", "said"),
    [
        (GROWTH, "gdp", "month", {}, "量纲不同"),
        (GROWTH, "sei_share_gdp", "month", {}, "是增长率，而 sei_share_gdp 是水平值"),
        (GROWTH, "revenue", "month", {}, "指标 revenue 的对象是 enterprise"),
        (GROWTH, "industrial_va_yoy", "quarter", {}, "数值类别不能是 quarter"),
        (GROWTH, "industrial_va_yoy", "weekly", {}, "不是数值类别"),
        (GROWTH, "industrial_va_yoy", "month", {"unit": "percent"}, "文件已写明计量单位"),
        (GROWTH, "industrial_va_yoy", "month", {"region": "620000"}, "文件已写明地区"),
        ("S000004/any///620000/year", "gdp", "year", {}, "longmai ingest S000004 --indicator"),
        ("nbs/地区生产总值累计值/亿元//quarter", "gdp", "ytd", {}, "该名称已指派到 gdp，未识别的是 unknown_region"),
    ],
)
def test_what_would_be_false_is_refused(
    series_id: str, indicator: str, kind: str, also: dict[str, str], said: str, home: Home
) -> None:
    with pytest.raises(InvalidArgument) as refused:
        prepare_assignment(home, series_id, indicator, kind, **BY, **also)  # type: ignore[arg-type]

    assert said in (refused.value.zh or str(refused.value))


@pytest.mark.parametrize(
    ("series_id", "indicator", "near"),
    [("nbs/工业增加值_同比", "industrial_va_yoy", GROWTH), (GROWTH, "industrial_yoy", "industrial_va_yoy")],
)
def test_an_unknown_word_is_answered_with_the_nearest(series_id: str, indicator: str, near: str, home: Home) -> None:
    with pytest.raises(UnknownName) as refused:
        prepare_assignment(home, series_id, indicator, "month", **BY)

    assert near in (refused.value.hint or "")


def test_values_far_from_those_in_force_have_to_be_accepted() -> None:
    assert not Comparison(3, 1, 1, Decimal("1.5")).needs_acceptance
    assert Comparison(0, 0, 1, Decimal("1.51")).needs_acceptance
    assert Comparison(1, 0, 0, None, outside_of_index=1).needs_acceptance
    assert "不同 1 期，最大相差 1.510 倍" in describe(Comparison(0, 0, 1, Decimal("1.51"))).zh


def test_each_new_line_of_a_programme_tells_the_series_that_it_would_take(home: Home) -> None:
    programme = programme_in_force(home)
    content = programme.files.get(PATH)
    lines = [
        SeriesName("nbs", "工业增加值_同比增长", "industrial_va_yoy", "month"),
        SeriesName("any", "工业增加值同比增长", "industrial_va_yoy", "month"),
        SeriesName("terminal", "产量：水泥：当月值"),
        SeriesName("nbs", "地区生产总值累计值", "gdp", "ytd", unit="亿元"),
    ]
    for line in lines:
        content = with_line(content, line)

    found = outlook_of_lines(home, read_programme({**programme.files, PATH: content or b""}))

    assert [(one.line.name, len(one.assigned), len(one.ignored), len(one.unassigned)) for one in found] == [
        ("工业增加值_同比增长", 1, 0, 0), ("工业增加值同比增长", 0, 0, 0), ("产量：水泥：当月值", 0, 1, 0),
        ("地区生产总值累计值", 0, 0, 1),
    ]  # fmt: skip
    assert found[0].assigned == (GROWTH,)
    assert describe_line(found[0]).zh == (
        "names/series.csv：nbs, 工业增加值_同比增长：1 个序列将指派到 industrial_va_yoy month。"
    )
    assert "1 would stay unassigned (unknown_region)" in describe_line(found[3]).en
    assert "takes no series" in describe_line(found[1]).en
    assert outlook_of_lines(home, programme) == ()


def test_a_large_difference_is_refused_until_it_is_accepted(home: Home) -> None:
    prepared = prepare_assignment(home, GROWTH, "industrial_va_yoy", "month", **BY)
    different = replace(prepared, comparison=Comparison(0, 0, 2, Decimal("1.6")))

    with pytest.raises(InvalidArgument, match="by a factor of at most"):
        apply_assignment(home, different)

    assert programme_in_force(home) == prepared.programme


@pytest.mark.parametrize(
    "content",
    [
        b"",
        "source,name,indicator,period_kind,unit,region,reason\nnbs,甲,gdp,ytd,,,\n".encode(),
        "\ufeffsource,name,indicator,period_kind,unit,region,decided_by,reason\r\nnbs,甲,gdp,ytd,,,,\r\n".encode(),
        "source,name,indicator,period_kind,unit,region,decided_by,reason\nnbs,甲,gdp,ytd,,,,".encode("gb18030"),
    ],
)
def test_one_line_is_added_and_every_other_stays(content: bytes, home: Home) -> None:
    line = SeriesName("nbs", '一,个"名字', "gdp", "ytd", decided_by="王芳", reason="试")

    written = with_line(content, line)

    programme = read_programme({**programme_in_force(home).files, PATH: written})
    assert programme.series[-1] == line
    assert len(programme.series) == (2 if content else 1)


def test_an_assignment_holds_for_all_files_and_is_undone_by_a_rollback(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").ensure()
    series_id = "nbs/国内生产总值(现价)累计值/亿元/100000/quarter"
    early, late = write(
        tmp_path,
        early=EXPORT.format(name="国内生产总值（现价）累计值", value="150000"),
        late=EXPORT.format(name="国内生产总值累计值", value="150987"),
    )
    ingest_files(home, [early, late], received_at=RECEIVED_AT)
    first = refresh(home, RECEIVED_AT)

    found = prepare_assignment(home, series_id, "gdp", "ytd", **BY)
    revision, _ = apply_assignment(home, found)
    reports = ensure_staged(home)
    second = refresh(home)

    assert (found.comparison.new, found.comparison.equal, found.comparison.different) == (0, 0, 1)
    assert (revision.by, revision.reason) == ("王芳", BY["reason"])
    assert reports[0].status == "accepted"
    with open_reader(snapshot_path(home, second.snapshot_id)) as connection:
        of_series = connection.execute(
            "select state, indicator_id, decided_by from core.series where series_id = ?", [series_id]
        )
        assert of_series.fetchall() == [("assigned", "gdp", "王芳")]
        of_gdp = connection.execute("select value from core.observation where indicator_id = 'gdp' order by value")
        assert of_gdp.fetchall() == [(Decimal(150000),), (Decimal(150987),)]
        # Assigned later, but not newer than the file that came after it.
        in_force = connection.execute("select value, submission_id from mart.observation where indicator_id = 'gdp'")
        assert in_force.fetchall() == [(Decimal(150987), "S000002")]
    with open_reader(snapshot_path(home, first.snapshot_id)) as connection:
        before = connection.execute("select state from core.series where series_id = ?", [series_id])
        assert before.fetchall() == [("unassigned",)]

    roll_back(home, "P000001", by="王芳", reason="误指派")
    series, values = find_series(home, series_id)
    assert (series["state"], values["value"].to_list()) == ("unassigned", [Decimal(150000)])


def test_an_ignored_series_stays_stored_and_holds_no_file(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").ensure()
    series_id = "nbs/农业增加值累计值/亿元/100000/quarter"
    ingest_files(home, write(tmp_path, a=EXPORT.format(name="农业增加值累计值", value="5")), received_at=RECEIVED_AT)

    apply_assignment(home, prepare_ignoring(home, series_id, by="王芳", reason="不采集"))

    (report,) = ensure_staged(home)
    series, values = find_series(home, series_id)
    assert report.status == "accepted"
    assert (series["state"], series["decided_by"], values.height) == ("ignored", "王芳", 1)
    with pytest.raises(InvalidArgument, match="ignored already"):
        prepare_ignoring(home, series_id, by="王芳", reason="再次")


CITIES = """\
各市州规模以上工业增加值增速（%）,,,
市州,2016年12月,2016年11月,2016年10月
兰州市,5.2,(3.1),4
嘉峪关市,-12.5,…,3
金昌市,1.1,2.2,-
"""
CITY = "any/各市州规模以上工业增加值增速/%/620100"


@pytest.mark.parametrize("is_ignored", [False, True])
def test_a_series_that_is_named_by_the_title_of_its_table_is_assigned_or_ignored(
    tmp_path: Path, is_ignored: bool
) -> None:
    home = Home(tmp_path / "home").ensure()
    ingest_files(home, write(tmp_path, cities=CITIES), received_at=datetime(2017, 1, 20, tzinfo=UTC))

    apply_assignment(
        home,
        prepare_ignoring(home, CITY, **BY)
        if is_ignored
        else prepare_assignment(home, CITY, "industrial_va_yoy", "month", **BY),
    )

    assert {row["state"] for row in list_series(home).to_dicts()} == {"ignored" if is_ignored else "assigned"}
    stands = {} if is_ignored else {("620100", "2016-11"): Decimal("-3.1"), ("620200", "2016-12"): Decimal("-12.5")}
    (reading,) = read_readings(home, read_submissions(home), read_decisions(home))
    rows = pl.read_parquet(reading.file(home, "observation")).to_dicts() if not is_ignored else []
    observed = {(row["subject_code"], row["period"]): row["value"] for row in rows}
    assert {key: observed.get(key) for key in stands} == stands
    assert len(observed) == (0 if is_ignored else 7)


def test_every_series_that_the_line_takes_is_compared_and_the_worst_needs_acceptance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "home").ensure()
    ingest_files(home, write(tmp_path, cities=CITIES), received_at=datetime(2017, 1, 20, tzinfo=UTC))
    published = [("620100", "2016-12", Decimal("5.2")), ("620300", "2016-11", Decimal("4.4"))]
    in_force = pl.DataFrame(published, schema=series_assignment._IN_FORCE, orient="row")
    monkeypatch.setattr(series_assignment, "_in_force", lambda *_: in_force)

    found = prepare_assignment(home, CITY, "industrial_va_yoy", "month", **BY)

    other = CITY.replace("620100", "620300")
    assert found.comparison == Comparison(5, 1, 1, Decimal(2))
    factors = {one.series_id: one.comparison.largest_factor for one in found.series}
    assert factors == {CITY: None, CITY.replace("620100", "620200"): None, other: Decimal(2)}
    with pytest.raises(InvalidArgument, match=f"at most 2.000.*{other}: 1 period is new.*--accept"):
        apply_assignment(home, found)
    assert programme_in_force(home) == found.programme


def test_a_line_that_takes_published_values_away_needs_acceptance(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").ensure()
    year = "数据库：分省年度数据\n指标：地区生产总值({unit})\n时间：最近1年\n地区,2015年\n甘肃省,{value}\n"
    files = write(tmp_path, level=year.format(unit="亿元", value="6790.3"), rate=year.format(unit="%", value="8.1"))
    ingest_files(home, files, received_at=RECEIVED_AT)

    found = prepare_assignment(home, "nbs/地区生产总值/%/620000/year", "gdp_yoy", "year", **BY)
    ignored = prepare_ignoring(home, "nbs/地区生产总值/%/620000/year", **BY)

    assert {(one.series_id, one.state, one.lost) for one in found.series} == {
        ("nbs/地区生产总值/%/620000/year", "assigned", None),
        ("nbs/地区生产总值/亿元/620000/year", "unassigned", "gdp"),
    }
    assert not found.comparison.needs_acceptance
    for assignment in (found, ignored):
        with pytest.raises(InvalidArgument, match="It is gdp now, and would be so no more"):
            apply_assignment(home, assignment)
