"""A row explains its numbers: in the API, on the command line and from the columns, with the same words."""

from __future__ import annotations

import pytest

from graph.declare.nouns import NOUNS
from tests.graph.conftest import FixedStore, Service
from warehouse.catalog.catalog import load_catalog
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.measures.explanations import EXPLANATIONS, pieces_of
from warehouse.provenance.arithmetic import trace_arithmetic
from warehouse.rules.metrics import load_metrics

ASK = """
{ targetProgress(where: { isSynthetic: { eq: %s } }) {
    nodes { targetProgressId explanation { definition ruleSet inputs arithmetic } } } }
"""


def test_the_arithmetic_of_a_row_has_its_numbers(service: Service) -> None:
    (node,) = service.execute(ASK % "true").data["targetProgress"]["nodes"]

    assert node["explanation"]["ruleSet"] == "target_status@1"
    assert node["explanation"]["arithmetic"].splitlines() == [
        "actual: 13.04 - 12.1 = 0.94",
        "path: 0 + (1 - 0) × 0.75 = 0.75",
        "gap_to_path: 0.94 - 0.75 = 0.19",
        "gap_to_target: 0.94 - 1 = -0.06",
    ]
    assert "actual = 0.94" in node["explanation"]["inputs"].splitlines()
    assert node["explanation"]["definition"].startswith("Progress of a target: path = start + ")


def test_what_is_null_is_in_no_line(service: Service) -> None:
    (node,) = service.execute(ASK % "false").data["targetProgress"]["nodes"]

    assert node["explanation"]["arithmetic"] == "path: 0 + (1 - 0) × 0.75 = 0.75"
    assert not any(line.startswith("actual =") for line in node["explanation"]["inputs"].splitlines())


def test_the_probability_of_a_forecast_is_worked_out_from_its_errors(service: Service) -> None:
    asked = "{ forecasts(where: {isSynthetic: {eq: true}}) { nodes { explanation { ruleSet arithmetic } } } }"
    (node,) = service.execute(asked).data["forecasts"]["nodes"]

    assert node["explanation"]["ruleSet"] == "forecast@1"
    assert node["explanation"]["arithmetic"].splitlines() == [
        "median: 13.15 - 12.1 = 1.05",
        "probability_low: 20 / (26 + 1) = 0.740741",
        "probability: (2 × 20 + 1) / (2 × (26 + 1)) = 0.759259",
        "probability_high: (20 + 1) / (26 + 1) = 0.777778",
    ]


@pytest.mark.parametrize("subject", ["snapshot", 'industries(where: { industryId: { eq: "new_materials" } })'])
def test_a_nowcast_names_each_missing_firm_and_what_is_imputed_for_it(service: Service, subject: str) -> None:
    nowcasts = """nowcasts { nodes { estimateYtdCny quality explanation { arithmetic }
        members { nodes { enterprise { enterpriseId } reason explanation { arithmetic } } } } }"""
    found = f"{{ nodes {{ {nowcasts} }} }}" if subject != "snapshot" else f"{{ {nowcasts} }}"

    answer = service.execute(f"{{ {subject} {found} }}").data

    of = answer["snapshot"] if subject == "snapshot" else answer["industries"]["nodes"][0]
    (nowcast,) = of["nowcasts"]["nodes"]
    assert (nowcast["estimateYtdCny"], nowcast["quality"]) == ("1000", "WEAK")
    assert nowcast["explanation"]["arithmetic"].splitlines()[0] == "estimate_ytd_cny: 820 + 180 = 1000"
    assert nowcast["members"]["nodes"] == [
        {
            "enterprise": {"enterpriseId": "E001"},
            "reason": None,
            "explanation": {"arithmetic": "course_ratio: 1.2 × 1.1 / 1.1 = 1.2\nimputed_ytd_cny: 150 × 1.2 = 180"},
        },
        {"enterprise": {"enterpriseId": "E005"}, "reason": "BASE_MISSING", "explanation": {"arithmetic": ""}},
    ]


@pytest.mark.parametrize("is_synthetic", ["true", "false"])
def test_the_command_line_gives_the_texts_of_the_api(service: Service, store: FixedStore, is_synthetic: str) -> None:
    (node,) = service.execute(ASK % is_synthetic).data["targetProgress"]["nodes"]

    told = trace_arithmetic(store.snapshot.cursor(), "mart.target_progress", node["targetProgressId"])

    assert told == {
        "definition": node["explanation"]["definition"],
        "rule_set": node["explanation"]["ruleSet"],
        "inputs": node["explanation"]["inputs"],
        "arithmetic": node["explanation"]["arithmetic"],
    }


def test_a_row_or_table_that_explains_nothing_is_refused(store: FixedStore) -> None:
    with pytest.raises(UnknownName, match="has no row 'x'"):
        trace_arithmetic(store.snapshot.cursor(), "mart.target_progress", "x")
    with pytest.raises(InvalidArgument, match=r"core\.fund does not explain"):
        trace_arithmetic(store.snapshot.cursor(), "core.fund", "x")


@pytest.mark.parametrize("table", EXPLANATIONS)
def test_every_explanation_names_columns_and_a_metric_that_exist(table: str) -> None:
    explanation = EXPLANATIONS[table]
    columns = {one.name for one in load_catalog().table(table).columns}

    named = {name for lines in explanation.templates.values() for line in lines for _, name in pieces_of(line)}
    assert named - {None} <= columns
    assert explanation.metric_id in {metric.metric_id for metric in load_metrics()[0]}
    assert any(noun.table == table and noun.explanation is explanation for noun in NOUNS.values())
