"""The known truths, recomputed from the written files alone."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from warehouse.sample.generate import SampleReport

REVENUE = "营业收入|本年累计"
SAME = "营业收入|上年同期累计"
CODE = "统一社会信用代码"
FLOWS = ("工业总产值", "营业收入", "营业成本", "利润总额", "研发费用")
Months = Callable[[str], list[dict[str, Any]]]


def test_nickel_output_rises_a_tenth_and_its_price_falls_by_29_8_percent(
    known: Any, financial: Months, output: Months, read: Any
) -> None:
    truth = known["nickel_volume_and_price"]
    code, expected = truth["credit_code"], truth["expected"]
    rows = {period: read.row_of(output(period), code) for period in truth["periods"]}

    for period, row in rows.items():
        price = read.number(row["出厂价格(元)|本月"])
        assert price == Decimal(expected["price_month"][period])
        if period.startswith("2015"):
            assert price == Decimal("0.702") * read.number(row["出厂价格(元)|上年同期"])
            assert read.number(row["出厂价格(元)|上年同期"]) == Decimal(expected["price_month"][f"2014{period[4:]}"])
    before, after = (read.number(rows[f"{year}-12"]["产量|本年累计"]) for year in (2014, 2015))
    assert after == before * Decimal("1.1")
    assert expected["output_ytd"] == {"2014-12": str(int(before)), "2015-12": str(int(after))}


def test_nickel_effects_add_up_to_the_fall_in_revenue(known: Any, financial: Months, read: Any) -> None:
    truth = known["nickel_volume_and_price"]
    expected = truth["expected"]
    first, second = (
        read.money(read.row_of(financial(f"{year}-12"), truth["credit_code"]), REVENUE) for year in (2014, 2015)
    )

    mean = float(second - first) / math.log(second / first)
    effects = [Decimal(expected[name]) for name in ("price_effect", "quantity_effect")]

    assert [first, second] == [Decimal(expected["revenue_ytd"][f"{year}-12"]) for year in (2014, 2015)]
    assert second == first * Decimal("0.7722")
    assert [float(effect) for effect in effects] == pytest.approx([mean * math.log(0.702), mean * math.log(1.1)])
    assert sum(effects) == second - first
    assert [round(effect * 100 / first, 2) for effect in effects] == [Decimal("-31.18"), Decimal("8.40")]


def test_one_firm_falls_twice_and_another_once(known: Any, financial: Months, read: Any) -> None:
    for truth_id, falls in (("revenue_falls_two_years", [True, True]), ("revenue_falls_one_year", [True, False])):
        truth = known[truth_id]
        for (period, expected), fall in zip(truth["expected"].items(), falls, strict=True):
            row = read.row_of(financial(period), truth["credit_code"])
            assert read.money(row, REVENUE) == Decimal(expected["revenue_ytd"])
            assert read.money(row, SAME) == Decimal(expected["revenue_same_ytd"])
            assert (read.money(row, REVENUE) < read.money(row, SAME)) is expected["falls"] is fall


def test_the_firm_that_falls_twice_has_no_demonstrating_role(known: Any, sample: SampleReport, read: Any) -> None:
    code = known["revenue_falls_two_years"]["credit_code"]
    chains = next(path for path in sample.files if "产业链名录" in path.name)

    roles = {row["角色"] for row in read.table(chains) if row[CODE] == code}

    assert roles == {"配套"}


def test_the_chain_passes_ten_billion_in_december(
    known: Any, sample: SampleReport, financial: Months, read: Any
) -> None:
    truth = known["chain_passes_ten_billion"]
    chains = next(path for path in sample.files if "产业链名录" in path.name)
    shares = {
        row[CODE]: Decimal(str(row["计入比重(%)"])) / 100
        for row in read.table(chains)
        if row["产业链代码"] == truth["chain_code"] and row[CODE]
    }

    def counted(period: str) -> Decimal:
        return sum(
            (read.money(row, REVENUE) * shares[row[CODE]] for row in financial(period) if row[CODE] in shares),
            Decimal(0),
        )

    sums = truth["expected"]["ytd_sums"] | truth["expected"]["year_sums"]
    assert {period: counted(period) for period in sums} == {period: Decimal(text) for period, text in sums.items()}
    assert counted("2015-11") < 10_000_000 <= counted("2015-12")


def test_chains_have_gaps_and_firms_in_two_chains(sample: SampleReport, read: Any) -> None:
    rows = read.table(next(path for path in sample.files if "产业链名录" in path.name))
    members = [(row[CODE], row["产业链代码"]) for row in rows if row[CODE]]
    shares: dict[str, int] = {}
    for row in rows:
        if row[CODE]:
            shares[row[CODE]] = shares.get(row[CODE], 0) + int(row["计入比重(%)"])

    assert {row["产业链代码"] for row in rows} == {f"L{number:02d}" for number in range(1, 13)}
    assert any(row[CODE] is None for row in rows)
    assert len(set(members)) > len({code for code, _ in members})
    # One firm is counted with 115 %.
    assert sorted(shares.values())[-2:] == [100, 115]


def test_the_late_return_comes_a_month_later_in_a_supplement(
    known: Any, sample: SampleReport, financial: Months, read: Any
) -> None:
    truth = known["late_reporter"]
    code, (period,) = truth["credit_code"], truth["periods"]
    (supplement,) = (path for path in sample.files if "财务状况" in path.name and "补报" in path.name)
    (row,) = read.table(supplement)

    assert code not in {row[CODE] for row in financial(period)}
    assert row[CODE] == code
    assert supplement.name.startswith(truth["expected"]["arrives_in"] + "_0_")
    assert read.money(row, REVENUE) == Decimal(truth["expected"]["revenue_ytd"])
    assert read.money(row, "营业收入|本月") == Decimal(truth["expected"]["revenue_month"])


def test_the_entrant_restates_a_year_that_it_never_reported(
    known: Any, sample: SampleReport, financial: Months, read: Any
) -> None:
    truth = known["entrant"]
    first = truth["expected"]["first_period"]
    row = read.row_of(financial(first), truth["credit_code"])
    earlier = [period for period in sample.periods if period < first]

    assert all(truth["credit_code"] not in {row[CODE] for row in financial(period)} for period in earlier)
    assert read.money(row, SAME) == Decimal(truth["expected"]["revenue_same_ytd"]) > 0


def test_the_restated_base_differs_from_last_years_report(known: Any, financial: Months, read: Any) -> None:
    truth = known["restated_base"]
    for period, expected in truth["expected"].items():
        then = read.row_of(financial(f"2014{period[4:]}"), truth["credit_code"])
        now = read.row_of(financial(period), truth["credit_code"])
        assert read.money(then, REVENUE) == Decimal(expected["reported_last_year"])
        assert read.money(now, SAME) == Decimal(expected["restated"])
        assert read.money(now, SAME) - read.money(then, REVENUE) == Decimal(expected["difference"]) != 0


def test_the_correction_changes_the_revenue_of_one_firm_only(
    known: Any, sample: SampleReport, financial: Months, read: Any
) -> None:
    truth = known["corrected_return"]
    (period,) = truth["periods"]
    (correction,) = (path for path in sample.files if "财务状况" in path.name and "更正" in path.name)
    first, second = financial(period), read.table(correction)

    changed = [
        (before[CODE], heading)
        for before, after in zip(first, second, strict=True)
        for heading in before
        if before[heading] != after[heading]
    ]

    assert changed == [(truth["credit_code"], "营业收入|本月"), (truth["credit_code"], REVENUE)]
    for rows, age in ((first, "old"), (second, "new")):
        row = read.row_of(rows, truth["credit_code"])
        assert read.money(row, "营业收入|本月") == Decimal(truth["expected"][age]["revenue_month"])
        assert read.money(row, REVENUE) == Decimal(truth["expected"][age]["revenue_ytd"])


def test_dirty_cells_are_where_the_truth_file_says(sample: SampleReport, truth: Any, known: Any, read: Any) -> None:
    assert [cell["kind"] for cell in truth["dirty_cells"]] == ["text_in_number", "lower_case_code", "dash_for_blank"]
    with_role = {item["credit_code"] for item in known.values() if "credit_code" in item}
    for cell in truth["dirty_cells"]:
        path = sample.files[0].parent / cell["file"]
        assert read.grid(path)[cell["row"] - 1][cell["column"] - 1] == cell["text"]
        assert cell["credit_code"] not in with_role


def test_months_add_up_to_the_year_to_date_in_every_file(
    sample: SampleReport, financial: Months, truth: Any, known: Any, read: Any
) -> None:
    merged = known["enterprises_that_end"]["expected"]["merged"]
    joins = (merged["into"], merged["day"][:7])
    # A firm whose month is missing has a year to date that is ahead by it.
    afterwards = {(code, "2016-12") for code in known["half_reported_month"]["expected"]["missing"]}
    late = next(path for path in sample.files if "财务状况" in path.name and "补报" in path.name)
    correction = next(path for path in sample.files if "财务状况" in path.name and "更正" in path.name)
    corrected = correction.name.split("_0_")[1]
    dirty = {(cell["credit_code"], cell["period"][:4], cell["heading"].split("|")[0]) for cell in truth["dirty_cells"]}
    ytd: dict[tuple[str, str, str, str], Decimal] = {}
    compared = 0
    for period in sample.periods:
        year, month = period.split("-")
        rows = read.table(correction) if f"{year}年{int(month)}月" in corrected else financial(period)
        if f"_财务状况_{year}年{int(month)}月" in late.name:
            rows = rows + read.table(late)
        for row in rows:
            code = row[CODE].upper()
            for flow in FLOWS:
                for now, total in (("本月", "本年累计"), ("上年同期", "上年同期累计")):
                    if (code, year, flow) in dirty:
                        continue
                    value = read.money(row, f"{flow}|{total}")
                    before = ytd.get((code, year, flow, now))
                    if before is not None:
                        if (code, period) in afterwards:
                            continue
                        taken_over = ytd[merged["credit_code"], year, flow, now] if (code, period) == joins else 0
                        assert before + taken_over + read.money(row, f"{flow}|{now}") == value
                        compared += 1
                    ytd[code, year, flow, now] = value

    assert compared > 50 * 30 * len(FLOWS) * 2


def test_after_a_merger_the_heir_reports_for_both_and_a_firm_that_left_no_longer_reports(
    known: Any, financial: Months, output: Months, read: Any
) -> None:
    ends = known["enterprises_that_end"]["expected"]
    merged, left = ends["merged"], ends["left"]
    codes = {
        period: {row[CODE] for row in financial(period)} for period in ("2016-06", "2016-07", "2016-09", "2016-10")
    }
    heir = {period: read.row_of(financial(period), merged["into"]) for period in ("2015-12", "2016-12")}
    before = read.money(read.row_of(financial("2015-12"), merged["credit_code"]), REVENUE)
    makes = [
        {row["产品代码"] for row in output(period) if row[CODE] in (merged["into"], merged["credit_code"])}
        for period in ("2016-06", "2016-12")
    ]

    assert [merged["credit_code"] in codes[period] for period in ("2016-06", "2016-07")] == [True, False]
    assert [left["credit_code"] in codes[period] for period in ("2016-09", "2016-10")] == [True, False]
    assert len(financial("2016-12")) == len(codes["2016-06"]) - 2 == 56
    assert read.money(heir["2016-12"], SAME) == read.money(heir["2015-12"], REVENUE) + before
    assert read.money(heir["2016-12"], REVENUE) == Decimal(merged["unit"]["revenue_ytd"])
    assert makes[0] == makes[1]


def test_provincial_totals_are_the_sums_of_the_files(financial: Months, truth: Any, read: Any) -> None:
    for total in truth["provincial_totals"]:
        rows = financial(total["period"])
        assert len(rows) == total["firms_first"]
        assert sum(read.money(row, REVENUE) for row in rows) == Decimal(total["revenue_ytd_first"])
    totals = truth["provincial_totals"]
    changed = [item["period"] for item in totals if item["revenue_ytd"] != item["revenue_ytd_first"]]
    assert changed == ["2015-04", "2015-10"]


def test_falling_firms_are_those_whose_december_is_below_its_base(financial: Months, truth: Any, read: Any) -> None:
    for year, codes in truth["falling_revenue"].items():
        rows = financial(f"{year}-12")
        assert sorted(row[CODE] for row in rows if read.money(row, REVENUE) < read.money(row, SAME)) == codes


def test_the_total_row_is_the_sum_of_the_column(sample: SampleReport, financial: Months, read: Any) -> None:
    rows = read.grid(sample.files[0].parent / "2015-03_1_财务状况.xlsx")
    (total,) = (row for row in rows if row[0] == "合计")

    assert Decimal(str(total[8])) == sum(read.money(row, REVENUE) for row in financial("2015-03"))


@pytest.mark.parametrize("truth_id", ["renamed_enterprise", "recoded_enterprise"])
def test_a_firm_reports_under_its_old_code_until_it_changes(
    truth_id: str, known: Any, financial: Months, output: Months, read: Any
) -> None:
    truth = known[truth_id]
    before, after = truth["periods"]
    old, new = truth["expected"]["old_code"], truth["credit_code"]

    for returns in (financial, output):
        codes = {period: [row[CODE] for row in returns(period)] for period in (before, after)}
        assert (old in codes[before], new in codes[before]) == (True, False)
        assert (old in codes[after], new in codes[after]) == (False, True)
    assert read.row_of(financial(before), old)["单位详细名称"] == truth["expected"]["old_name"]
    assert read.money(read.row_of(financial(after), new), REVENUE) == Decimal(truth["expected"]["revenue_ytd"][after])
