"""The computed root fields by name."""

from __future__ import annotations

from collections.abc import Mapping

from graph.computed.declare import ComputedField
from graph.computed.enterprise_simulation import ENTERPRISE_SIMULATION
from graph.computed.fund_scenario import FUND_SCENARIO
from graph.computed.growth_bridge_of import GROWTH_BRIDGE_OF
from graph.computed.nowcast_change_of import NOWCAST_CHANGE_OF
from graph.computed.removal_what_if import REMOVAL_WHAT_IF
from graph.computed.tasks import KNOCK_ON, TASK_TIMINGS
from graph.computed.what_if import WHAT_IF

COMPUTED: Mapping[str, ComputedField] = {
    "enterpriseSimulation": ENTERPRISE_SIMULATION,
    "fundScenario": FUND_SCENARIO,
    "growthBridgeOf": GROWTH_BRIDGE_OF,
    "knockOn": KNOCK_ON,
    "nowcastChangeOf": NOWCAST_CHANGE_OF,
    "removalWhatIf": REMOVAL_WHAT_IF,
    "taskTimings": TASK_TIMINGS,
    "whatIf": WHAT_IF,
}
