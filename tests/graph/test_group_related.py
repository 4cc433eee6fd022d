"""Groups by columns of the rows that a row leads to."""

from __future__ import annotations

from typing import Any

import pytest

from tests.graph.conftest import Asked, Service
from tests.graph.group_rows import by, check_refused, check_rollup, decimal, groups, total

Rows = list[dict[str, Any]]

NAMED = """{ m: enterpriseMonths(first: 1000) { nodes {
    enterpriseId revenueCny region { nameZh parentRegionCode } enterprise { batch nameZh status } } } }"""


@pytest.fixture(scope="module")
def named(grouped: Service) -> Rows:
    """The returns with what they lead to."""
    return [
        {
            **row,
            "region": (row["region"] or {}).get("nameZh"),
            "parent": (row["region"] or {}).get("parentRegionCode"),
            "batch": (row["enterprise"] or {}).get("batch"),
            "status": (row["enterprise"] or {}).get("status"),
        }
        for row in grouped.execute(NAMED).data["m"]["nodes"]
    ]


def test_rows_are_grouped_by_columns_of_the_rows_that_they_lead_to(grouped: Service, named: Rows) -> None:
    found = groups(
        grouped,
        "first: 100, by: [{ region: NAME_ZH }, { enterprise: BATCH }, { enterprise: STATUS }]",
        "key { region { nameZh } enterprise { batch status __typename } } count sum { revenueCny }",
    )

    expected = by(named, "region", "batch", "status")
    assert len(found) == len(expected) > 3
    for one in found:
        region, enterprise = one["key"]["region"], one["key"]["enterprise"]
        key = (
            region and region["nameZh"],
            enterprise and enterprise["batch"],
            enterprise and enterprise["status"],
        )
        assert enterprise is None or enterprise["__typename"] == "Enterprise"
        assert one["count"] == len(expected[key])
        assert decimal(one["sum"]["revenueCny"]) == total(expected[key], "revenueCny")


def test_a_related_key_is_null_where_no_row_is_led_to(grouped: Service) -> None:
    found = groups(
        grouped, "by: [{ region: NAME_ZH }], orderBy: [{ region: NAME_ZH, nulls: FIRST }]", "key { region { nameZh } }"
    )

    assert found[0] == {"key": {"region": None}}
    assert {"key": {"region": {"nameZh": "兰州市"}}} in found


def test_the_whole_row_is_given_where_its_key_is_grouped_by(grouped: Service) -> None:
    found = groups(
        grouped,
        "by: [{ field: REGION_CODE }, { region: NAME_ZH }]",
        "key { regionCode region { nameZh nameEn parent { nameZh } } }",
    )

    assert {
        "regionCode": "620100",
        "region": {"nameZh": "兰州市", "nameEn": "Lanzhou", "parent": {"nameZh": "甘肃省"}},
    } in [one["key"] for one in found]


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_groups_are_ordered_by_related_keys(grouped: Service, direction: str) -> None:
    found = groups(
        grouped,
        f"by: [{{ region: NAME_EN }}], orderBy: [{{ region: NAME_EN, direction: {direction} }}]",
        "key { region { nameEn } }",
    )

    names = [one["key"]["region"]["nameEn"] for one in found if one["key"]["region"]]
    assert names == sorted(names, reverse=direction == "DESC")
    assert len(names) == 2


@pytest.mark.parametrize(
    ("having", "regions"),
    [
        ('{ region: { nameEn: { startsWith: "lan" } } }', {"Lanzhou"}),
        ('{ not: { region: { nameEn: { eq: "Lanzhou" } } } }', {"Jinchang", None}),
        (
            '{ or: [{ region: { nameEn: { isNull: true } } }, { region: { nameEn: { in: ["Jinchang"] } } }] }',
            {"Jinchang", None},
        ),
    ],
)
def test_groups_are_chosen_by_their_keys(grouped: Service, having: str, regions: set[str | None]) -> None:
    found = groups(grouped, f"by: [{{ region: NAME_EN }}], having: {{ key: {having} }}", "key { region { nameEn } }")

    assert {(one["key"]["region"] or {}).get("nameEn") for one in found} == regions


def test_a_key_that_leads_on_is_chosen_by_what_it_leads_to(grouped: Service) -> None:
    found = groups(
        grouped,
        'by: [{ field: REGION_CODE }], having: { key: { region: { parent: { nameZh: { eq: "甘肃省" } } } } }',
        "key { regionCode }",
    )

    assert {one["key"]["regionCode"] for one in found} == {"620100", "620300"}


def test_choosing_groups_leaves_their_shares_as_they_are(grouped: Service) -> None:
    arguments, told = "by: [{ region: NAME_EN }]", "key { region { nameEn } } share { revenueYtdCny }"
    where = '{ period: { eq: "2014-04" } }'

    every = groups(grouped, arguments, told, where)
    some = groups(
        grouped, f'{arguments}, having: {{ key: {{ region: {{ nameEn: {{ eq: "Lanzhou" }} }} }} }}', told, where
    )

    assert len(some) == 1 < len(every)
    assert some[0] in every


@pytest.mark.parametrize(
    "keys",
    [
        "[{ region: NAME_ZH }, { region: PARENT_REGION_CODE }]",
        "[{ enterprise: BATCH }, { field: IS_FLAGGED }]",
        "[{ enterprise: RECOGNISED_DATE }, { enterprise: STATUS }, { region: IS_ADDITIVE }]",
    ],
)
def test_the_filter_of_a_related_key_admits_its_rows_and_no_others(grouped: Service, keys: str) -> None:
    found = groups(grouped, f"first: 100, by: {keys}", "count filter", "{ isFlagged: { eq: false } }")

    query = "query($w: EnterpriseMonthFilter) { m: enterpriseMonths(where: $w) { totalCount } }"
    assert len(found) > 1
    for one in found:
        where = {"and": [{"isFlagged": {"eq": False}}, one["filter"]]}
        assert grouped.execute(query, w=where).data["m"]["totalCount"] == one["count"]


def test_a_rollup_is_grouped_by_related_keys_too(grouped: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    query = """{ m: enterpriseMonths { groups(by: [{ region: NAME_ZH }, { field: PERIOD }], first: 99) {
        nodes { key { region { nameZh } period } count sum { revenueCny } } } } }"""

    check_rollup(grouped, query, monkeypatch)


def test_a_walk_over_related_keys_gives_each_group_once(grouped: Service) -> None:
    query = """query($after: String) { m: enterpriseMonths { groups(by: [{ region: NAME_ZH }, { enterprise: BATCH }],
        orderBy: [{ enterprise: BATCH, direction: DESC }], first: 1, after: $after) {
          totalCount pageInfo { hasNextPage endCursor } nodes {
            key { region { nameZh } enterprise { batch } } } } } }"""
    walked: Rows = []
    after = None
    while True:
        page = grouped.execute(query, after=after).data["m"]["groups"]
        walked += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]

    assert len(walked) == page["totalCount"] == len({str(one) for one in walked})


@pytest.mark.parametrize(
    ("arguments", "fields", "message"),
    [
        (
            "by: [{ region: NAME_ZH }]",
            "key { region { nameEn } }",
            "m.groups.nodes.key.region.nameEn: the groups are not",
        ),
        ("by: [{ region: NAME_ZH }]", "key { region { parent { nameZh } } }", "not grouped by region.parent"),
        ("by: [{ region: NAME_ZH }]", "key { regionCode }", "not grouped by regionCode"),
        (
            "by: [{ region: NAME_ZH }], orderBy: [{ region: NAME_EN }]",
            "count",
            "m.groups: the groups are not grouped by region.nameEn",
        ),
        ("by: [{ region: NAME_ZH }], orderBy: [{ field: REGION_CODE }]", "count", "not grouped by regionCode"),
        (
            'by: [{ region: NAME_ZH }], having: { key: { regionCode: { eq: "1" } } }',
            "count",
            "not grouped by regionCode",
        ),
        (
            'by: [{ region: NAME_ZH }], having: { key: { region: { nameEn: { eq: "1" } } } }',
            "count",
            "grouped by region.nameEn",
        ),
        ("by: [{ region: NAME_ZH, field: PERIOD }]", "count", "a key with 2 fields"),
    ],
)
def test_related_keys_that_the_groups_have_not_are_refused_before_any_sql(
    grouped: Service, arguments: str, fields: str, message: str
) -> None:
    check_refused(grouped, arguments, fields, message)


@pytest.mark.parametrize(
    ("by", "fields", "keys"),
    [
        ("{ field: PERIOD }", "regionCode", ["{ field: REGION_CODE }"]),
        ("{ region: NAME_ZH }", "regionCode", ["{ field: REGION_CODE }"]),
        ("{ field: PERIOD }", "region { nameZh }", ["{ field: REGION_CODE }", "{ region: NAME_ZH }"]),
        ("{ region: NAME_ZH }", "region { id nameEn }", ["{ region: NAME_EN }", "{ field: REGION_CODE }"]),
        ("{ region: NAME_ZH }", "region { parent { nameZh } }", ["{ field: REGION_CODE }"]),
    ],
)
def test_a_refused_key_names_in_both_languages_what_makes_it_answered(
    grouped: Service, by: str, fields: str, keys: list[str]
) -> None:
    def ask(*by: str) -> Asked:
        return grouped.execute(
            f"{{ m: enterpriseMonths {{ groups(by: [{', '.join(by)}]) {{ nodes {{ key {{ {fields} }} }} }} }} }}"
        )

    refused = ask(by)

    assert refused.statements == ()
    assert refused.error["extensions"]["hint"] == f"Add {' or '.join(keys)} to 'by'."
    assert refused.error["message"].endswith(f"请在 by 中加入 {' 或 '.join(keys)}。")
    for key in keys:
        assert any(all(one["key"].values()) for one in ask(by, key).data["m"]["groups"]["nodes"])


def test_a_period_of_groups_without_one_names_the_date_to_group_by(grouped: Service) -> None:
    asked = grouped.execute("{ m: enterpriseMonths { groups(by: [{ field: PERIOD }]) { nodes { period } } } }")

    assert asked.error["extensions"]["hint"] == "Add { periodEndDate: YEAR } to 'by'."
    assert "中文：分组没有期间" in asked.error["message"]


def test_a_related_amount_is_told_in_the_unit_that_is_asked_for(grouped: Service) -> None:
    asked = grouped.execute(
        """{ fundContributions { groups(by: [{ fund: TARGET_SIZE_CNY }]) { nodes {
             key { fund { targetSizeCny wan: targetSizeCny(unit: TEN_THOUSAND_YUAN) } } } } } }"""
    )

    assert {"key": {"fund": {"targetSizeCny": "250000000", "wan": "25000"}}} in (
        asked.data["fundContributions"]["groups"]["nodes"]
    )


def test_the_id_that_relay_and_apollo_add_does_not_break_the_key_of_a_group(grouped: Service) -> None:
    by_name = grouped.execute(
        "{ enterpriseMonths { groups(by: [{ region: NAME_ZH }]) {"
        " nodes { key { region { id __typename nameZh } } count } } } }"
    ).data["enterpriseMonths"]["groups"]["nodes"]
    by_code = grouped.execute(
        "{ enterpriseMonths { groups(by: [{ region: REGION_CODE }]) { nodes { key { region { id regionCode } } } } } }"
    ).data["enterpriseMonths"]["groups"]["nodes"]
    rows = grouped.execute("{ regions { nodes { id regionCode nameZh } } }").data["regions"]["nodes"]

    ids = {
        group["key"]["region"]["id"]: group["key"]["region"]["nameZh"] for group in by_name if group["key"]["region"]
    }
    assert len(ids) == len(set(ids.values())) > 1
    assert not ids.keys() & {row["id"] for row in rows}
    assert {group["key"]["region"]["id"] for group in by_code if group["key"]["region"]} <= {row["id"] for row in rows}

    refused = grouped.execute("query($id: ID!) { node(id: $id) { id } }", id=next(iter(ids)))
    assert refused.code == "INVALID_ARGUMENT"
