"""What waits for what: how much a task may slip before its end moves, and what moves if something is late.

Days are calendar days, and a task is finished on the day that it is due. A task that needs another starts on the day
after that one is due, never before the plan is issued. Plans state no durations, so a delay has a range: the waiting
task may take anything from no day to its whole window, unless its duration is stated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter

from warehouse.errors import ContractBroken

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Node:
    """A task, a checkpoint within it, a target or an object of a task: the day that it is due, and the day on which it
    was finished."""

    node_id: str
    kind: str
    due: date
    issued: date | None = None
    duration_days: int | None = None
    finished: date | None = None


@dataclass(frozen=True)
class PlanGraph:
    """Nodes with their edges: `needs` finish to start, `finishes` (part of, serves) finish to finish."""

    nodes: Mapping[str, Node]
    needs: Sequence[tuple[str, str]]
    """The task that waits, and the one that it needs."""
    finishes: Sequence[tuple[str, str]]
    """What cannot be finished, and what it is made of or served by."""
    needed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for waiting, needed in self.needs:
            self.needed[waiting].append(needed)
        for whole, part in self.finishes:
            self.parts[whole].append(part)

    def before(self, node_id: str) -> list[str]:
        return [*self.needed.get(node_id, ()), *self.parts.get(node_id, ())]

    def in_order(self) -> list[str]:
        """Every node after all that it waits for. Raises ContractBroken naming a circle."""
        try:
            return list(TopologicalSorter({name: self.before(name) for name in self.nodes}).static_order())
        except CycleError as error:
            circle = " → ".join(str(name) for name in error.args[1])
            raise ContractBroken(
                f"The plan waits for itself: {circle}.", zh=f"规划中的前后依赖成环：{circle}。"
            ) from error

    def start(self, node: Node) -> date | None:
        """The day after the latest that it needs is due, never before the issue."""
        days = [self.nodes[name].due + _DAY for name in self.needed.get(node.node_id, ())]
        return max([*days, *([node.issued] if node.issued else [])], default=None)

    def window(self, node: Node) -> int | None:
        """Days from its start to the day that it is due; below 1 it is due before what it needs."""
        start = self.start(node)
        return None if start is None else (node.due - start).days + 1

    def longest(self, node: Node) -> int:
        return node.duration_days if node.duration_days is not None else max(self.window(node) or 0, 0)

    def least(self, node: Node) -> int:
        return node.duration_days or 0


@dataclass(frozen=True)
class Finish:
    """The day on which a node is finished, and what says so: the node that it waits for with the days that it takes
    after that, None where its own due day does."""

    day: date
    cause: str | None = None
    duration: int | None = None
    """None where the node is finished with the cause, which is a part of it."""


@dataclass(frozen=True)
class Delay:
    """What moves: at least and at most so many days after it was due, and the first day on which it is late."""

    node: Node
    days_least: int
    days_most: int
    least: Finish
    most: Finish

    @property
    def state(self) -> str:
        return "late" if self.days_least > 0 else "may_be_late"

    @property
    def turns_on(self) -> date:
        return self.node.due + _DAY


def knock_on(graph: PlanGraph, subject: str, weeks: int) -> list[Delay]:
    """What is late, or may be, because the subject is finished `weeks` weeks after it was due; the subject first.

    What is finished keeps its day, and what is late without the subject is not its effect. Raises ContractBroken where
    the plan waits for itself.
    """
    least = _forecast(graph, subject, weeks, graph.least)
    most = _forecast(graph, subject, weeks, graph.longest)
    without = _forecast(graph, subject, 0, graph.longest)
    delays = []
    for name in graph.in_order():
        node = graph.nodes[name]
        days = [max((forecast[name].day - node.due).days, 0) for forecast in (least, most)]
        if days[1] > 0 and most[name].day > without[name].day:
            delays.append(Delay(node, days[0], days[1], least[name], most[name]))
    return sorted(delays, key=lambda delay: (delay.node.node_id != subject, -delay.days_most, delay.node.node_id))


def _forecast(graph: PlanGraph, subject: str, weeks: int, days: Callable[[Node], int]) -> dict[str, Finish]:
    finish: dict[str, Finish] = {}
    for name in graph.in_order():
        node = graph.nodes[name]
        if node.finished is not None:
            finish[name] = Finish(node.finished)
            continue
        found = [Finish(node.due)]
        if name == subject:
            found.append(Finish(node.due + timedelta(weeks=weeks)))
        found += [
            Finish(finish[needed].day + timedelta(days=days(node)), needed, days(node))
            for needed in graph.needed.get(name, ())
            if finish[needed].day > graph.nodes[needed].due
        ]
        found += [Finish(finish[part].day, part) for part in graph.parts.get(name, ())]
        finish[name] = max(found, key=lambda one: one.day)
    return finish


@dataclass(frozen=True)
class Float:
    """How many days a task may slip before its end moves."""

    end: Node
    node: Node
    start: date | None
    window_days: int | None
    latest_finish: date
    float_days: int
    is_critical: bool


def floats(graph: PlanGraph) -> list[Float]:
    """The float of every task to every end that waits for it: a target, or a task that needs others and that no task
    waits for. A task is critical where its float is the least of all tasks of the end."""
    found = []
    for end in _ends(graph):
        latest = _latest(graph, end)
        tasks = [graph.nodes[name] for name in latest if graph.nodes[name].kind == "task"]
        spare = {node.node_id: (latest[node.node_id] - node.due).days for node in tasks}
        least = min(spare.values())
        for node in sorted(tasks, key=lambda node: node.node_id):
            days = spare[node.node_id]
            found.append(
                Float(end, node, graph.start(node), graph.window(node), latest[node.node_id], days, days == least)
            )
    return found


def _ends(graph: PlanGraph) -> Iterator[Node]:
    waited_for = {needed for _, needed in graph.needs}
    for name in graph.in_order():
        node = graph.nodes[name]
        is_end_of_chain = node.kind == "task" and graph.needed.get(name) and name not in waited_for
        if is_end_of_chain or (node.kind == "target" and graph.parts.get(name)):
            yield node


def _latest(graph: PlanGraph, end: Node) -> dict[str, date]:
    """The latest day on which each node may be finished without moving the end."""
    latest = {end.node_id: end.due}
    for name in reversed(graph.in_order()):
        if name not in latest:
            continue
        node = graph.nodes[name]
        for needed in graph.needed.get(name, ()):
            day = latest[name] - timedelta(days=graph.longest(node))
            latest[needed] = min(latest.get(needed, day), day)
        for part in graph.parts.get(name, ()):
            latest[part] = min(latest.get(part, latest[name]), latest[name])
    return latest
