from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from warehouse.transforms.delivery import Delivery

REGISTER = (
    "战略性新兴产业骨干企业名录,,,,,,,\n"
    "统一社会信用代码,企业名称,行政区划代码,行业代码,所属领域,批次,认定时间,状态\n"
    "91620000XN000001WJ,甲材料有限公司,620302,3213,新材料,1,2014年6月30日,\n"
    "91620000XN000002WK,乙能源有限公司,620900,0610,新能源,2,2015/5/6,退出\n"
    "91620000XN000003WL,丙有限公司,6209,3213,新材料,1,2014-06-30,在库\n"
)
CHAIN = (
    "产业链名录（合成数据）,,,,,,,,\n"
    "产业链代码,产业链名称,所属领域,环节,节点,统一社会信用代码,单位名称,角色,计入比重(%)\n"
    "L01,镍钴,新材料,上游,采选,91620000XN000001WJ,甲,骨干,50\n"
    "L01,镍钴,新材料,下游,电池,,,,\n"
    "L01,镍钴,新材料,中游,冶炼,9.16E+17,乙,链主,120\n"
    "L01,镍钴,新材料,中游,加工,91620000XN000002WK,丙,骨干,120\n"
)


def test_a_register_gives_one_enterprise_per_row(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(REGISTER)

    rows = (
        delivery.datasets["enterprise"].select("credit_code", "industry_class_code", "recognised_date", "status").rows()
    )
    assert [(code, industry, str(day), status) for code, industry, day, status in rows] == [
        ("91620000XN000001WJ", "3213", "2014-06-30", "active"),
        ("91620000XN000002WK", "0610", "2015-05-06", "exited"),
    ]


def test_a_region_code_that_is_too_short_holds_its_row(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(REGISTER)

    assert [(found.rule, found.cell) for found in delivery.findings] == [("not_the_pattern", "C5")]
    assert (delivery.rows_read, delivery.rows_accepted) == (3, 2)


def test_words_become_stored_words_and_per_cent_a_share(deliver: Callable[[str], Delivery]) -> None:
    member = deliver(CHAIN).datasets["chain_member"].row(0, named=True)

    assert (member["stage"], member["role"], member["counted_share"]) == ("upstream", "backbone", Decimal("0.5"))


def test_a_node_without_a_member_is_a_row_and_one_with_a_destroyed_code_is_not(
    deliver: Callable[[str], Delivery],
) -> None:
    delivery = deliver(CHAIN)

    assert delivery.datasets["chain_member"]["node_name"].to_list() == ["采选", "电池", "加工"]
    assert {(found.rule, found.cell) for found in delivery.findings} == {
        ("credit_code_destroyed", "F5"), ("above_maximum", "I5"), ("above_maximum", "I6"),
    }  # fmt: skip


def _members(heading: str, *shares: str) -> str:
    head = (
        f"产业链名录（合成数据）\n产业链代码,产业链名称,所属领域,环节,节点,统一社会信用代码,单位名称,角色,{heading}\n"
    )
    codes = ("91620000XN000001WJ", "91620000XN000002WK")
    rows = (f"L01,镍钴,新材料,上游,采选,{code},甲,骨干,{share}\n" for code, share in zip(codes, shares, strict=True))
    return head + "".join(rows)


def test_shares_without_a_unit_are_per_cent_with_a_warning(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(_members("计入比重", "0.5", "50"))

    assert delivery.datasets["chain_member"]["counted_share"].to_list() == [Decimal("0.005"), Decimal("0.5")]
    (warning,) = [found for found in delivery.findings if found.rule == "unit_assumed"]
    assert "% was assumed for 1 columns" in warning.message
    assert warning.cell == "I2"


def test_shares_without_a_unit_of_which_none_is_above_1_are_refused(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(_members("计入比重", "0.5", "1"))

    assert "column I, '计入比重': no unit is named and no value is above 1" in str(delivery.refusal)
    assert "Write per cent, and (%) in the heading." in str(delivery.refusal)


def test_small_shares_under_a_heading_with_a_unit_are_what_they_say(deliver: Callable[[str], Delivery]) -> None:
    named, nothing = deliver(_members("计入比重(%)", "0.5", "1")), deliver(_members("计入比重", "0", "0"))

    assert named.datasets["chain_member"]["counted_share"].to_list() == [Decimal("0.005"), Decimal("0.01")]
    assert named.findings == ()
    assert nothing.refusal is None
