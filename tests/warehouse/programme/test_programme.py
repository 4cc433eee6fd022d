"""The programme of the package and those of users: what is read, and every mistake with its place."""

from __future__ import annotations

import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from subprocess import run

import pytest

from warehouse.domain.series_name import Frequency
from warehouse.errors import ProgrammeBroken
from warehouse.programme.folder import MOST_FILES
from warehouse.programme.mistakes import MOST_MISTAKES, MistakesFound
from warehouse.programme.programme import built_in, check_programme, hash_of, read_folder, read_programme
from warehouse.transforms.layouts.resolve import SeriesKey, resolve

HEAD = """\
schema = 1
programme_id = "ceshi_2026"
title_zh = "测试省"
title_en = "Ceshi"
region_code = "990000"
first_year = 2026
last_year = 2030
standards = ["common@1", "regions_cn@2024"]
"""
REGIONS = """\
region_code,valid_from,valid_to,name_zh,name_en,level,parent,is_additive,successor,also_written
990000,2000-01-01,,测试省,Ceshi,province,100000,true,,测试
990200,2000-01-01,,西州市,Xizhou,prefecture,990000,true,,
990201,2000/1/1,2027-12-31,西州县,Xizhou county,county,990200,true,990202,
990202,2028-01-01,,西州区,Xizhou district,county,990200,true,,西州|西州新区
"""
INDICATORS = """\
indicator_id,title_zh,title_en,about,quantity_kind,unit,may_be_negative,price_basis,definition_zh,definition_en,valid_from
flights,飞行架次,Flights,region,flow,flight,false,none,架次。,Flights.,2026-01-01
"""
UNITS_CSV = "unit_id,title_zh,title_en,dimension,factor,also_written\nflight,架次,flights,flight,1,班次\n"
VINTAGES = "vintage_rule_id,name_pattern,ordinal,status,title_zh,title_en\n"
SERIES = "source,name,indicator,period_kind,region\n"
TOO = "{},{},{},region,flow,flight,false,none,架次。,Flights.,2026-01-01\n"
SHARES = (
    INDICATORS.splitlines()[0]
    + """,denominator
a,甲,A,region,share,ratio,false,none,比重。,Share.,2026-01-01,b
b,乙,B,region,share,ratio,false,none,比重。,Share.,2026-01-01,c
c,丙,C,region,share,ratio,false,none,比重。,Share.,2026-01-01,a
"""
)
THRESHOLD = """[[card.flights.threshold]]
kind = '{}'
compare = 'value'
valid_from = 2026-01-01
{}
"""
SMALL = {
    "programme.toml": HEAD.encode(),
    "regions.csv": REGIONS.encode(),
    "indicators.csv": INDICATORS.encode(),
    "units.csv": UNITS_CSV.encode(),
}


def places(files: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(one.place, one.code) for one in check_programme(files)]


def test_the_built_in_programme_has_the_lists_of_gansu() -> None:
    programme = built_in()

    assert programme.programme_id == "gansu_2016"
    assert (len(programme.indicators), len(programme.regions), len(programme.vintages)) == (48, 220, 16)
    assert set(programme.own_files).isdisjoint(programme.files.keys() - programme.own_files.keys())


def test_units_of_the_national_service_are_known_and_stay_in_their_dimension() -> None:
    units = built_in().units
    written = ["百万元", "万人", "人次", "万千瓦", "亿立方米", "吨标准煤", "美元", "亩", "辆", "户", "条", "只", "点"]

    assert {text: units.parse(text).dimension for text in written} == {
        "百万元": "money", "万人": "person", "人次": "visit", "万千瓦": "power", "亿立方米": "volume",
        "吨标准煤": "standard_coal", "美元": "money_usd", "亩": "area", "辆": "count", "户": "count", "条": "count",
        "只": "count", "点": "point",
    }  # fmt: skip
    assert units.parse("points") == units["point"]
    assert units["mu"].factor == Fraction(2000, 3)


def test_a_programme_of_four_small_files_is_read_with_the_packs_that_it_names() -> None:
    programme = read_programme(SMALL)

    assert programme.units.parse("班次").unit_id == "flight"
    assert programme.units["cny_1e8"].title_zh == "亿元"
    assert programme.regions[-1].also_written == ("西州", "西州新区")
    assert programme.regions[-2].valid_from == date(2000, 1, 1)
    assert set(programme.own_files) == set(SMALL)
    assert programme.sha256 == hash_of(programme.files)


def test_an_archived_programme_reads_the_pack_that_was_archived_and_not_the_package() -> None:
    archived = dict(read_programme(SMALL).files)
    archived["standards/common@1/units.csv"] = b"unit_id,title_zh,title_en,dimension,factor\nown,own,own,own,1\n"

    assert set(read_programme(archived).units) == {"own", "flight"}


def test_every_mistake_is_reported_at_once_with_file_line_and_cell() -> None:
    broken = SMALL | {
        "programme.toml": HEAD.replace("first_year = 2026", 'first_yaer = "x"').encode(),
        "units.csv": b"unit_id,title_zh,title_en,dimension,factor\nmu,\xe4\xba\xa9,mu,area,0.1.2\nx,x,x,,1\n",
        "indicators.csv": INDICATORS.replace("region,flow", "regoin,flow").encode(),
    }

    assert places(broken) == [
        ("indicators.csv:2:4", "not_one_of"),
        ("programme.toml:1:1", "missing"),
        ("programme.toml:6:1", "unknown_key"),
        ("units.csv:2:5", "wrong_type"),
        ("units.csv:3", "missing"),
    ]
    with pytest.raises(MistakesFound) as raised:
        read_programme(broken)
    assert len(raised.value.mistakes) == 5
    assert isinstance(raised.value, ProgrammeBroken)


def test_a_mistake_says_what_to_do_in_both_languages_and_the_nearest_name() -> None:
    (one,) = check_programme(SMALL | {"indicators.csv": INDICATORS.replace(",flight,", ",fligth,").encode()})

    assert str(one) == (
        "indicators.csv:2:6: unknown_reference: 'unit' is 'fligth', and no unit has that id. Did you mean 'flight'? "
        "Write a known one or add it to units.csv. 中文：“unit”为“fligth”，没有这样的计量单位。是否为“flight”？"
        "请填写已有的，或在 units.csv 中增加。"
    )
    assert one.as_json()["nearest"] == "flight"


@pytest.mark.parametrize(
    ("file", "text", "place", "code"),
    [
        ("regions.csv", REGIONS.replace("2028-01-01", "2027-06-01").replace("990202,2027", "990201,2027"),
         "regions.csv:5:2", "overlap"),
        ("regions.csv", REGIONS.replace("2027-12-31", "1999-12-31"), "regions.csv:4:3", "ends_before_it_begins"),
        ("regions.csv", REGIONS.replace("990201,2000", "990301,2000"), "regions.csv:4:1", "code_of_another_level"),
        ("regions.csv", REGIONS.replace("true,990202", "true,"), "regions.csv:4", "successor_of_the_ended"),
        ("regions.csv", REGIONS.replace("2028-01-01", "2028-01-02"), "regions.csv:4:9", "successor_of_another_time"),
        ("regions.csv", REGIONS.replace("2027-12-31", "9999-12-31"), "regions.csv:4:9", "successor_of_another_time"),
        ("regions.csv", REGIONS.replace("prefecture,990000", "prefecture,"), "regions.csv:3", "missing"),
        ("regions.csv", REGIONS.replace("prefecture,990000", "prefecture,990202"), "regions.csv:3:7",
         "parent_not_above"),
        ("regions.csv", REGIONS + "990271,2000-01-01,,西州,X,reporting_area,990271,false,,\n", "regions.csv:6:7",
         "parent_not_above"),
        ("regions.csv", REGIONS + "990203,2000-01-01,,西 州区,X,county,990200,true,,\n", "regions.csv:6:4", "repeated"),
        ("programme.toml", HEAD.replace('"990000"', '"980000"'), "programme.toml:5:1", "unknown_reference"),
        ("indicators.csv", INDICATORS.replace("flights,飞", "=1+1,飞"), "indicators.csv:2:1", "not_an_id"),
        ("units.csv", UNITS_CSV + '"a\nb",甲,a,flight,2,\n', "units.csv:3:1", "not_an_id"),
        ("vintages.csv", VINTAGES + "v1,(((,1,published,甲,A\n", "vintages.csv:2:2", "not_a_pattern"),
        ("vintages.csv", VINTAGES + "v1,(?=a)b,1,published,甲,A\n", "vintages.csv:2:2", "not_a_pattern"),
        ("vintages.csv", VINTAGES + "v1,x,9999999999,published,甲,A\n", "vintages.csv:2:3", "too_large"),
        ("names/series.csv", SERIES + "nsb,架次,flights,year,\n", "names/series.csv:2:1", "not_one_of"),
        ("names/series.csv", SERIES + "nbs,架次,flights,year,东州市\n", "names/series.csv:2:5", "unknown_reference"),
        ("units.csv", UNITS_CSV.replace("班次", "班\x1b[2J次"), "units.csv:2", "not_text"),
        ("units.csv", UNITS_CSV.replace("班次", "班\u202e次"), "units.csv:2", "not_text"),
        ("cards.toml", "x = {a.b.c.d.e = 1}\n", "cards.toml:1:1", "too_large"),
        ("indicators.csv", INDICATORS.replace(",flow,", ",share,"), "indicators.csv:2", "missing"),
        ("indicators.csv", INDICATORS.replace(",flow,", ",change,"), "indicators.csv:2", "method_of_a_rate"),
        ("units.csv", UNITS_CSV.replace("flight,架次", "cny,架次"), "units.csv:2", "repeated"),
        ("units.csv", UNITS_CSV.replace("班次", "亿元"), "units.csv:2:6", "repeated"),
        ("programme.toml", HEAD.replace("common@1", "comon@1"), "programme.toml:8:14", "unknown_pack"),
        ("unit.csv", UNITS_CSV, "unit.csv", "unknown_file"),
        ("cards.toml", "[card.flihts]\nhandler = '统计局'\n", "cards.toml:1:1", "unknown_reference"),
        ("cards.toml", "[card.flights]\nhandler = 3\n", "cards.toml:2:1", "wrong_type"),
        ("indicators.csv", INDICATORS.replace("2026-01-01", "20260101"), "indicators.csv:2:11", "wrong_type"),
        ("units.csv", UNITS_CSV + "kw_own,千瓦甲,own kilowatts,own,1,ＫＷ\n", "units.csv:3:6", "written_alike"),
        ("indicators.csv", INDICATORS + TOO.format("planes", "飞行 架次", "Planes"), "indicators.csv:3:2",
         "title_taken"),
        ("indicators.csv", INDICATORS + TOO.format("planes", "飞机", "FLIGHTS"), "indicators.csv:3:3",
         "title_taken"),
        ("indicators.csv", SHARES, "indicators.csv:2:12", "circle"),
        ("cards.toml", THRESHOLD.format("alarm", "below = 5\nabove = 3"), "cards.toml:1:1", "every_value"),
        ("cards.toml", THRESHOLD.format("alarm", "below = 5") + THRESHOLD.format("good", "above = 4"),
         "cards.toml:6:1", "alarm_and_good"),
        ("cards.toml", THRESHOLD.format("good", "above = 9") + THRESHOLD.format("alarm", "above = 20"),
         "cards.toml:6:1", "alarm_and_good"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_where_it_stands(file: str, text: str, place: str, code: str) -> None:
    assert (place, code) in places(SMALL | {file: text.encode()})


def test_an_entry_that_replaces_one_of_a_pack_takes_its_place() -> None:
    units = UNITS_CSV.replace("also_written", "also_written,replaces") + "cny,元,yuan,money,1,块钱,true\n"

    programme = read_programme(SMALL | {"units.csv": units.encode()})

    assert programme.units.parse("块钱") == programme.units["cny"]
    assert next(iter(programme.units)) == "cny"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[" + b" " * 100_000, "too_large"),
        (b".".join([b"a"] * 20_000) + b" = 1", "too_large"),
        (b"a.b.c.d.e = 1", "too_large"),
        (b"x = " + b"[\n" * 50_000, "not_toml"),
        (b"x = " + b"[" * 1_900, "not_toml"),
        (b"schema = 0x" + b"f" * 1_500, "wrong_type"),
        (b"schema = 1e999999999", "wrong_type"),
        (b"schema = " + b"9" * 1_900, "wrong_type"),
        (b"schema = 1\0", "not_text"),
        (b"title_zh = \"\xb9\xa4\"", "not_text"),
        (b"x" * 2_000_001, "too_large"),
    ],
)  # fmt: skip
def test_hostile_toml_is_refused(content: bytes, code: str) -> None:
    assert code in {one.code for one in check_programme(SMALL | {"programme.toml": content})}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b",".join(b"a%d" % number for number in range(350)) + b"\n", "unknown_key"),
        (b"," * 600 + b"\n", "too_large"),
        (b'unit_id\n"' + b"a" * 3_000, "too_large"),
        (b'unit_id\n"abc', "not_csv"),
        (b"unit_id,unit_id\n", "repeated_heading"),
        (b"unit_id\n\0\n", "not_text"),
        (b"unit_id\n" + b"\xff\xff", "not_text"),
        (b"unit_id\n" + b"x\n" * 900_000, "missing"),
    ],
)  # fmt: skip
def test_hostile_csv_is_refused(content: bytes, code: str) -> None:
    found = check_programme(SMALL | {"units.csv": content})

    assert code in {one.code for one in found}
    assert len(found) <= MOST_MISTAKES


def test_a_spreadsheet_may_save_csv_as_gb18030_or_with_a_mark() -> None:
    plain = read_programme(SMALL)

    for content in (UNITS_CSV.encode("gb18030"), b"\xef\xbb\xbf" + UNITS_CSV.replace("\n", "\r\n").encode()):
        assert dict(read_programme(SMALL | {"units.csv": content}).units) == dict(plain.units)


def test_a_folder_is_bounded_before_anything_is_parsed(tmp_path: Path) -> None:
    (tmp_path / ".parent").write_text("x")
    (tmp_path / "programme.toml").write_text(HEAD)
    (tmp_path / "names").mkdir()
    (tmp_path / "names" / "series.csv").write_text("source,name,indicator,period_kind\n")
    assert set(read_folder(tmp_path)) == {"programme.toml", "names/series.csv"}

    (tmp_path / "Größe.csv").write_text("")
    (tmp_path / "link.csv").symlink_to(tmp_path / "programme.toml")
    (tmp_path / "large.csv").write_bytes(b"x" * 2_000_001)
    with pytest.raises(MistakesFound) as raised:
        read_folder(tmp_path)
    assert [one.code for one in raised.value.mistakes] == ["not_a_file_name", "too_large", "not_a_regular_file"]

    assert places({f"mappings/m{number}.toml": b"" for number in range(MOST_FILES + 1)}) == [(".", "too_large")]


def test_reading_a_programme_imports_no_pydantic() -> None:
    code = (
        "import sys; from warehouse.programme.programme import built_in; built_in(); print('pydantic' in sys.modules)"
    )

    assert run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def with_heading(line: str) -> dict[str, bytes]:
    return dict(built_in().own_files) | {
        "names/headings.csv": f"heading,form,column,valid_from,valid_to\n{line}".encode()
    }


@pytest.mark.parametrize(
    ("line", "place", "code"),
    [
        ("利润,monthly_financial,x,,\n", "names/headings.csv:2:2", "not_one_of"),
        ("利润,monthly_financial_return,profit,,\n", "names/headings.csv:2:3", "not_one_of"),
        ("营业成本本月,monthly_financial_return,revenue_month,,\n", "names/headings.csv:2:1", "heading_taken"),
        ("利润,monthly_financial_return,revenue_month,,\n利润,*,revenue_ytd,2014-01-01,\n", "names/headings.csv:3:1",
         "repeated"),
    ],
)  # fmt: skip
def test_a_synonym_names_one_column_of_a_form_that_has_it(line: str, place: str, code: str) -> None:
    assert places(with_heading(line)) == [(place, code)]


def test_a_unit_whose_dimension_has_no_base_and_a_threshold_without_a_bound_are_mistakes() -> None:
    units = UNITS_CSV + "sortie_1e4,万架次,10 thousand sorties,sortie,10000,\n"
    cards = "[card.flights]\n[[card.flights.threshold]]\nkind = 'alarm'\ncompare = 'value'\nvalid_from = 2026-01-01\n"

    assert places(SMALL | {"units.csv": units.encode(), "cards.toml": cards.encode()}) == [
        ("cards.toml:2:1", "missing"), ("units.csv:3:4", "no_base_unit"),
    ]  # fmt: skip


def test_a_series_is_measured_in_the_dimension_of_its_indicator() -> None:
    series = "source,name,indicator,period_kind,unit\nnbs,架次,flights,year,亿元\nnbs,次,flights,,\n"

    assert places(SMALL | {"names/series.csv": series.encode()}) == [
        ("names/series.csv:2:5", "dimension_differs"), ("names/series.csv:3", "missing"),
    ]  # fmt: skip


def test_a_line_for_one_source_is_closer_than_one_for_any() -> None:
    lines = "source,name,indicator,period_kind\nany,架次,flights,year\nnbs,架次,,\n"
    programme = read_programme(SMALL | {"names/series.csv": lines.encode()})
    key = SeriesKey("架次", "架次", "测试省", Frequency.YEAR)

    assert [resolve(key, source, programme).state.value for source in ("any", "nbs")] == ["assigned", "ignored"]
