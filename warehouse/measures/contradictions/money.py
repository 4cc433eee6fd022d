"""Contradictions about money: what funds report against each other and against the registers; support."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from warehouse.forms.fund_covenant import COVENANT_KINDS
from warehouse.forms.policy_support import SUPPORT_KINDS
from warehouse.measures.contradictions.registry import Inputs, kind
from warehouse.measures.money.doubts import endings_by_firm, investments_after_end, payments
from warehouse.measures.money.endings import with_endings
from warehouse.measures.money.lookthrough import circles_of
from warehouse.measures.money.support import unit_register

_ZERO = Decimal(0)
_COVENANTS, _SUPPORTS = ({stored: word for word, stored in kinds.items()} for kinds in (COVENANT_KINDS, SUPPORT_KINDS))
_INVESTMENTS = ("core.fund_investment", "core.fund", "core.enterprise")
_FLOWS = ("core.fund_contribution", "core.fund")
Row = Mapping[str, Any]
_SCHEMA: dict[str, Any] = {
    "subject_id": pl.String, "enterprise_id": pl.String, "fund_id": pl.String, "is_synthetic": pl.Boolean,
    "first_submission_id": pl.String, "first_sheet": pl.String, "first_row": pl.Int32,
    "second_submission_id": pl.String, "second_sheet": pl.String, "second_row": pl.Int32,
    "text_en": pl.String, "text_zh": pl.String,
}  # fmt: skip


def _found(rows: Iterable[Row]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=_SCHEMA, orient="row")


def _at(first: Row, second: Row | None) -> dict[str, Any]:
    """Both places; of a list as a whole only the file."""
    places: dict[str, Any] = {}
    for name, row in (("first", first), ("second", second or {})):
        places |= {
            f"{name}_submission_id": row.get("submission_id"),
            f"{name}_sheet": row.get("source_sheet"),
            f"{name}_row": row.get("source_row"),
        }
    return places


def _names(inputs: Inputs) -> dict[str, str]:
    return dict(inputs["core.fund"].select("fund_id", "name_zh").iter_rows())


@kind(
    "investee_unknown",
    "A fund invested in a firm that is in no register.",
    "基金被投企业不在任何名录中",
    subject="fund",
    treatment="apart",
    reads=_INVESTMENTS,
)
def investee_unknown(inputs: Inputs) -> pl.DataFrame:
    """The money stays in the firm's name, without field and chain. The second place is the newest register."""
    names, register = _names(inputs), inputs["core.enterprise"]["submission_id"].max()
    return _found(
        {
            "subject_id": row["fund_id"],
            "is_synthetic": row["is_synthetic"],
            **_at(row, {"submission_id": register}),
            "text_en": f"{names[row['fund_id']]} invested in {row['enterprise_name'] or '?'} ({row['credit_code']}),"
            " which no register has. The money counts under that code, in no known field and chain.",
            "text_zh": f"“{names[row['fund_id']]}”投资的“{row['enterprise_name'] or '?'}”（{row['credit_code']}）"
            "不在任何名录中；金额按该代码计入，领域与产业链列为不明。",
        }
        for row in inputs["core.fund_investment"].filter(pl.col("enterprise_id").is_null()).iter_rows(named=True)
    )


@kind(
    "investee_ended",
    "A fund invested in a firm that had left or merged.",
    "基金投资于已退出或已合并的企业",
    subject="fund",
    treatment="kept",
    reads=(*_INVESTMENTS, "core.enterprise_change"),
)
def investee_ended(inputs: Inputs) -> pl.DataFrame:
    """The money stays in the sums of the fund and of the firm. The second place is the change."""
    names = _names(inputs)
    firms = dict(inputs["core.enterprise"].select("enterprise_id", "name_zh").iter_rows())
    return _found(
        {
            "subject_id": row["fund_id"],
            "enterprise_id": row["enterprise_id"],
            "is_synthetic": row["is_synthetic"],
            **_at(row, end),
            "text_en": f"{names[row['fund_id']]} invested in {firms[row['enterprise_id']]} on {row['investment_date']};"
            f" it had left the list by {end['change_date']}. The money stays in the sums.",
            "text_zh": f"“{names[row['fund_id']]}”于{row['investment_date']}投资“{firms[row['enterprise_id']]}”，"
            f"而该企业{end['change_date']}已不在名录内；金额仍计入合计。",
        }
        for row, end in investments_after_end(inputs["core.fund_investment"], inputs["core.enterprise_change"])
    )


@kind(
    "paid_before_called",
    "Capital was paid before it was called.",
    "实缴早于出资通知",
    subject="fund",
    treatment="kept",
    reads=_FLOWS,
)
def paid_before_called(inputs: Inputs) -> pl.DataFrame:
    """A payment with which a contributor has paid more than was called by then; only where calls are reported. The
    second place is the call that follows, if any."""
    names = _names(inputs)
    return _found(
        {
            "subject_id": row["fund_id"],
            "is_synthetic": row["is_synthetic"],
            **_at(row, payment.next_call),
            "text_en": f"{row['contributor_name']} had paid {_text(payment.paid)} yuan in to {names[row['fund_id']]} by"
            f" {row['contribution_date']}; {_text(payment.called or _ZERO)} were called. The payment"
            " stays in the sums.",
            "text_zh": f"截至{row['contribution_date']}，“{row['contributor_name']}”向“{names[row['fund_id']]}”实缴"
            f"{_text(payment.paid)}元，而出资通知仅{_text(payment.called or _ZERO)}元；实缴仍计入合计。",
        }
        for payment in payments(inputs["core.fund_contribution"])
        if (row := payment.row) and payment.is_before_call
    )


@kind(
    "paid_above_committed",
    "More capital was paid than committed.",
    "实缴超过认缴",
    subject="fund",
    treatment="kept",
    reads=_FLOWS,
)
def paid_above_committed(inputs: Inputs) -> pl.DataFrame:
    """The payment that passes what the contributor committed in all, and the last commitment."""
    names = _names(inputs)
    return _found(
        {
            "subject_id": row["fund_id"],
            "is_synthetic": row["is_synthetic"],
            **_at(row, payment.last_commitment),
            "text_en": f"{row['contributor_name']} paid {_text(payment.paid)} yuan in to {names[row['fund_id']]} and"
            f" committed {_text(payment.committed)}. The payment stays in the sums.",
            "text_zh": f"“{row['contributor_name']}”向“{names[row['fund_id']]}”实缴{_text(payment.paid)}元，"
            f"超过认缴{_text(payment.committed)}元；实缴仍计入合计。",
        }
        for payment in payments(inputs["core.fund_contribution"])
        if (row := payment.row) and payment.passes_commitment
    )


@kind(
    "spent_above_paid_in",
    "A fund spent more than was paid in and came back.",
    "基金支出超过实缴与回流",
    subject="fund",
    treatment="kept",
    reads=(*_FLOWS, "core.fund_investment", "core.fund_distribution"),
)
def spent_above_paid_in(inputs: Inputs) -> pl.DataFrame:
    """The last investment, and the last payment in to the fund."""
    names, paid, spent = _names(inputs), _sums(inputs, "fund_id"), _sums(inputs, "contributor_fund_id")
    back = _totals(inputs["core.fund_distribution"], "fund_id", "amount_cny")
    last_paid = _last(inputs["core.fund_contribution"].filter(pl.col("paid_in_cny") > 0), "contribution_date")
    found = []
    for fund, row in _last(inputs["core.fund_investment"], "investment_date").items():
        out = _totals(inputs["core.fund_investment"], "fund_id", "amount_cny")[fund] + spent.get(fund, _ZERO)
        if paid.get(fund) and out > paid[fund] + back.get(fund, _ZERO):
            found.append(
                {
                    "subject_id": fund,
                    "is_synthetic": row["is_synthetic"],
                    **_at(row, last_paid.get(fund)),
                    "text_en": f"{names[fund]} spent {_text(out)} yuan; {_text(paid[fund])} were paid in. Both"
                    " stay as reported.",
                    "text_zh": f"“{names[fund]}”支出{_text(out)}元，实缴仅{_text(paid[fund])}元；均按申报保留。",
                }
            )
    return _found(found)


@kind(
    "paid_by_nobody",
    "A fund invested and nobody paid in.",
    "基金已投资但无实缴",
    subject="fund",
    treatment="apart",
    reads=(*_FLOWS, "core.fund_investment"),
)
def paid_by_nobody(inputs: Inputs) -> pl.DataFrame:
    """The first investment; the second place is that of the fund itself."""
    paid = _sums(inputs, "fund_id")
    funds = {row["fund_id"]: row for row in inputs["core.fund"].iter_rows(named=True)}
    first = inputs["core.fund_investment"].sort("investment_date", "source_row", descending=True)
    return _found(
        {
            "subject_id": fund,
            "is_synthetic": row["is_synthetic"],
            **_at(row, funds[fund]),
            "text_en": f"{funds[fund]['name_zh']} invested on {row['investment_date']}; nobody paid in to it. Its"
            " money counts with an open source.",
            "text_zh": f"“{funds[fund]['name_zh']}”于{row['investment_date']}投资，但没有任何实缴记录；"
            "其投资计入来源不明。",
        }
        for fund, row in sorted({row["fund_id"]: row for row in first.iter_rows(named=True)}.items())
        if not paid.get(fund)
    )


@kind(
    "fund_circle",
    "Funds hold each other in a circle.",
    "基金相互持有成环",
    subject="fund",
    treatment="apart",
    reads=_FLOWS,
)
def fund_circle(inputs: Inputs) -> pl.DataFrame:
    """A fund of the circle with its payment from another one, and a payment of it to one of the circle."""
    names = _names(inputs)
    paid = inputs["core.fund_contribution"].filter(
        pl.col("paid_in_cny") > 0, pl.col("contributor_fund_id").is_not_null()
    )
    rows = paid.sort("contribution_date", "source_row").to_dicts()
    found = []
    for circle in circles_of(paid):
        chain = " → ".join(names[fund] for fund in (*circle, circle[0]))
        for fund in circle:
            into = next(r for r in rows if r["fund_id"] == fund and r["contributor_fund_id"] in circle)
            out = next(r for r in rows if r["contributor_fund_id"] == fund and r["fund_id"] in circle)
            found.append(
                {
                    "subject_id": fund,
                    "is_synthetic": into["is_synthetic"],
                    **_at(into, out),
                    "text_en": f"These funds hold each other: {chain}. Their sources cannot be looked through.",
                    "text_zh": f"下列基金相互持有：{chain}，无法穿透其资金来源。",
                }
            )
    return _found(found)


@kind(
    "covenant_differs",
    "A reported covenant differs from what the flows say.",
    "约束条款报送值与测算值不符",
    subject="fund",
    treatment="kept",
    reads=("mart.fund_covenant_measured", "core.fund_covenant", "core.fund"),
)
def covenant_differs(inputs: Inputs) -> pl.DataFrame:
    """The report; the second place is the fund's lists of flows as a whole."""
    names = _names(inputs)
    reports = {row["fund_covenant_id"]: row for row in inputs["core.fund_covenant"].iter_rows(named=True)}
    return _found(
        {
            "subject_id": row["fund_id"],
            "is_synthetic": row["is_synthetic"],
            **_at(reports[row["fund_covenant_id"]], None),
            "text_en": f"{names[row['fund_id']]} reports {row['covenant_kind']} as {_text(row['reported_value'])};"
            f" its flows give {_between(row)}.",
            "text_zh": f"“{names[row['fund_id']]}”报送的{_COVENANTS[row['covenant_kind']]}为"
            f" {_text(row['reported_value'])}，按流水测算为 {_between(row).replace(' to ', ' 至 ')}。",
        }
        for row in inputs["mart.fund_covenant_measured"].filter("differs").iter_rows(named=True)
    )


@kind(
    "support_of_inactive",
    "A firm got support after it had left or merged.",
    "已退出或已合并的企业仍获支持",
    subject="enterprise",
    treatment="left_out",
    reads=("core.policy_support", "core.enterprise", "core.enterprise_change"),
)
def support_of_inactive(inputs: Inputs) -> pl.DataFrame:
    """Support decided after the end of the firm; without a day, support of a later year."""
    changes = endings_by_firm(inputs["core.enterprise_change"])
    firms = dict(inputs["core.enterprise"].select("enterprise_id", "name_zh").iter_rows())
    support = with_endings(inputs["core.policy_support"], inputs["core.enterprise_change"])
    return _found(
        {
            "subject_id": row["enterprise_id"],
            "is_synthetic": row["is_synthetic"],
            **_at(row, changes[row["enterprise_id"]]),
            "text_en": f"{firms[row['enterprise_id']]} left the list on {row['ended']} and has support of {row['year']}"
            f" ({row['support_kind']}). It is in no sum.",
            "text_zh": f"“{firms[row['enterprise_id']]}”自{row['ended']}起不在名录内，"
            f"仍有{row['year']}年的政策支持（{_SUPPORTS[row['support_kind']]}），不计入合计。",
        }
        for row in support.filter("is_after_end").iter_rows(named=True)
    )


@kind(
    "unit_unknown",
    "The unit of a quantity of support is unknown.",
    "支持数量的计量单位未登记",
    subject="enterprise",
    treatment="apart",
    reads=("core.policy_support", "core.enterprise", "core.unit"),
)
def unit_unknown(inputs: Inputs) -> pl.DataFrame:
    """The row; the second place is the list of units, which is no file."""
    units = unit_register(inputs["core.unit"])
    firms = dict(inputs["core.enterprise"].select("enterprise_id", "name_zh").iter_rows())
    counted = inputs["core.policy_support"].filter(pl.col("quantity").is_not_null())
    return _found(
        {
            "subject_id": row["enterprise_id"],
            "is_synthetic": row["is_synthetic"],
            **_at(row, None),
            "text_en": f"{_text(row['quantity'])} '{row['quantity_unit'] or ''}' for {firms[row['enterprise_id']]}: no"
            " list of units has that unit, so it is a sum of its own.",
            "text_zh": f"“{firms[row['enterprise_id']]}”的支持数量 {_text(row['quantity'])} 的单位"
            f"“{row['quantity_unit'] or ''}”未登记，单列合计。",
        }
        for row in counted.iter_rows(named=True)
        if units.find(row["quantity_unit"] or "") is None
    )


def _sums(inputs: Inputs, key: str) -> dict[str, Decimal]:
    return _totals(inputs["core.fund_contribution"].filter(pl.col(key).is_not_null()), key, "paid_in_cny")


def _totals(rows: pl.DataFrame, key: str, amount: str) -> dict[str, Decimal]:
    return dict(rows.group_by(key).agg(pl.col(amount).sum()).iter_rows())


def _last(rows: pl.DataFrame, day: str) -> dict[str, Row]:
    return {row["fund_id"]: row for row in rows.sort(day, "source_row").iter_rows(named=True)}


def _text(number: Decimal) -> str:
    """Without trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _between(row: Row) -> str:
    low, high = _text(row["low"]), _text(row["high"])
    return low if low == high else f"{low} to {high}"
