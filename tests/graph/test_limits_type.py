"""The limits that a client can ask for are those that hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.execution.execution import Executor, Request
from graph.execution.operation import Operation
from graph.schema import build_schema
from graph.settings import Settings

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore, Service

ALL = """
  bodyBytes tokens operations depth fields aliases rootFields directives repeats filterDepth filterConditions
  filterValues groupKeys groupTop groupQuantiles groupHolders emptyGroups defaultPageRows pageRows answerBytes
  answerErrors querySeconds exportRows exportSeconds messageBytes initSeconds subscriptions streams role rows ids
  statementMegabytes answersMegabytes
"""


def test_the_labels_of_enums_and_units_are_in_both_languages(service: Service) -> None:
    answer = service.execute(
        """{ some: vocabularies(names: ["FundKind", "MoneyUnit", "Nothing", "FundOrderField"]) {
             name values { value zh en } } all: vocabularies { name values { value } } }"""
    )

    some = {
        one["name"]: {word["value"]: (word["zh"], word["en"]) for word in one["values"]} for one in answer.data["some"]
    }
    assert some.keys() == {"FundKind", "MoneyUnit"}
    assert some["FundKind"]["GUIDE"][0] == "引导基金"
    assert some["MoneyUnit"]["HUNDRED_MILLION_YUAN"] == ("亿元", "100 million yuan")
    assert len(answer.data["all"]) > 60
    assert answer.statements == ()


def test_the_limits_are_told_without_reading_a_table(service: Service) -> None:
    asked = service.execute(f"{{ limits {{ {ALL} }} mine: limits {{ most: depth }} }}")

    assert asked.statements == ()
    assert asked.data["mine"] == {"most": 10}
    assert asked.data["limits"] == {
        "bodyBytes": 256_000,
        "tokens": 2_000,
        "operations": 5,
        "depth": 10,
        "fields": 500,
        "aliases": 30,
        "rootFields": 20,
        "directives": 20,
        "repeats": 50,
        "filterDepth": 8,
        "filterConditions": 100,
        "filterValues": 1_000,
        "groupKeys": 5,
        "groupTop": 100,
        "groupQuantiles": 10,
        "groupHolders": 3,
        "emptyGroups": 100_000,
        "defaultPageRows": 100,
        "pageRows": 1_000,
        "answerBytes": 16_000_000,
        "answersMegabytes": 256.0,
        "answerErrors": 10,
        "querySeconds": 10.0,
        "exportRows": 100_000,
        "exportSeconds": 60.0,
        "messageBytes": 64_000,
        "initSeconds": 10,
        "subscriptions": 20,
        "streams": 1_000,
        "role": "public",
        "rows": 100_000,
        "ids": 1_000,
        "statementMegabytes": 4_096,
    }


def test_the_limits_of_an_installation_are_its_own(store: FixedStore) -> None:
    executor = Executor(build_schema(Settings(query_timeout_seconds=2.5, streams=7)))

    answer = executor.execute(Request("{ limits { querySeconds streams } }"), Operation(store))

    assert answer.to_json_dict()["data"] == {"limits": {"querySeconds": 2.5, "streams": 7}}
