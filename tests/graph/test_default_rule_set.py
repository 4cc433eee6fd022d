"""Two places judge the same month: a count of lights that does not select one of them has those of the default."""

from __future__ import annotations

import pytest

from tests.graph.conftest import Service

SELECTED = {
    "nothing": ("projectLights", 2),
    "something else": ("projectLights(where: { isNewest: { eq: true } })", 1),
    "a condition of null": ("projectLights(where: { lightRuleId: { eq: null } })", 2),
    "a rule set": ('projectLights(where: { lightRuleId: { eq: "wuhan" } })', 2),
    "any rule set": ("projectLights(where: { lightRuleId: { isNull: false } })", 4),
    "a rule set below or": (
        'projectLights(where: { or: [{ lightRuleId: { eq: "wuhan" } }, { light: { eq: RED } }] })',
        2,
    ),
    "what is not the default": ("projectLights(where: { not: { isDefaultRule: { eq: true } } })", 2),
    "a version of a rule": ('projectLights(where: { rule: { placeEn: { eq: "Wuhan" } } })', 2),
}


@pytest.mark.parametrize("selected", SELECTED)
def test_lights_are_those_of_the_default_rule_set_unless_others_are_selected(service: Service, selected: str) -> None:
    field, count = SELECTED[selected]

    answer = service.execute(f"{{ found: {field} {{ totalCount nodes {{ lightRuleId }} }} }}").data["found"]

    assert answer["totalCount"] == len(answer["nodes"]) == count


def test_lights_below_a_project_are_of_the_default_rule_set_and_below_a_rule_of_that_one(service: Service) -> None:
    answer = service.execute(
        '{ project(projectId: "line") { lights { nodes { lightRuleId } } }'
        " lightRules { nodes { isDefault lightRuleId lights { nodes { lightRuleId } } } } }"
    ).data

    assert {light["lightRuleId"] for light in answer["project"]["lights"]["nodes"]} == {"yinchuan"}
    for rule in answer["lightRules"]["nodes"]:
        assert rule["isDefault"] == (rule["lightRuleId"] == "yinchuan")
        assert [light["lightRuleId"] for light in rule["lights"]["nodes"]] == [rule["lightRuleId"]] * 2


def test_groups_add_up_the_rows_of_their_list(service: Service) -> None:
    answer = service.execute(
        """{
          one: projectLights { groups(by: [{ field: LIGHT }]) { nodes { count } } }
          all: projectLights(where: { rule: { placeEn: { isNull: false } } }) {
            groups(by: [{ field: LIGHT_RULE_ID }]) { nodes { key { lightRuleId } count filter } } } }"""
    ).data

    assert [group["count"] for group in answer["one"]["groups"]["nodes"]] == [1, 1]
    groups = answer["all"]["groups"]["nodes"]
    assert {group["key"]["lightRuleId"]: group["count"] for group in groups} == {"wuhan": 2, "yinchuan": 2}
    for group in groups:
        drilled = service.execute(
            "query($where: ProjectLightFilter) { projectLights(where: $where) { totalCount } }", where=group["filter"]
        ).data
        assert drilled["projectLights"]["totalCount"] == group["count"]
