"""Definitions are locked: what may not be compared is refused with the parts that differ and the bridge that exists."""

from __future__ import annotations

import pytest

from warehouse.errors import ContractBroken
from warehouse.measures.metric_comparison import compare_metrics, metric_pairs
from warehouse.measures.reason import Reason
from warehouse.rules.metrics import load_metrics, parse_metrics

METRICS, BRIDGES = load_metrics()
BY_ID = {metric.metric_id: metric for metric in METRICS}


def test_two_shares_of_different_wholes_are_refused_and_no_bridge_exists() -> None:
    found = compare_metrics(BY_ID["sei_share_gdp"], BY_ID["sei_share_industry"], BRIDGES)

    assert found.reason is Reason.METRIC_MISMATCH
    assert found.differs_in == ("metric", "scope", "denominator", "classification", "method")
    assert found.bridge is None


def test_two_growths_are_refused_and_the_bridge_is_named() -> None:
    there, back = (
        compare_metrics(BY_ID[one], BY_ID[other], BRIDGES)
        for one, other in (("growth_nominal", "growth_same_base"), ("growth_same_base", "growth_nominal"))
    )

    assert there.reason is Reason.METRIC_MISMATCH
    assert there.bridge is not None and there.bridge.words_en == "scope, method and revision of the growth bridge"
    assert back.bridge == there.bridge


def test_one_definition_is_comparable_and_mixed_vintages_are_flagged() -> None:
    share = BY_ID["sei_share_gdp"]

    assert compare_metrics(share, share).reason is None
    assert not compare_metrics(share, share, vintages=("first_release", "first_release")).is_mixed_vintage
    assert compare_metrics(share, share, vintages=("first_release", "post_4th_census")).is_mixed_vintage


def test_every_pair_has_a_row_and_each_metric_is_comparable_with_itself_alone() -> None:
    pairs = metric_pairs(METRICS, BRIDGES)

    assert pairs.height == len(METRICS) ** 2
    comparable = pairs.filter("is_comparable")
    assert comparable["metric_id"].to_list() == comparable["other_metric_id"].to_list() == list(BY_ID)


def test_a_bridge_leads_between_metrics_that_exist() -> None:
    text = '[[bridge]]\nfrom_metric = "a"\nto_metric = "b"\nwords_zh = "x"\nwords_en = "x"\n'

    with pytest.raises(ContractBroken, match="there is no metric 'a'"):
        parse_metrics(text)
