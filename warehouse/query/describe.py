"""A plan as lines for a person: what is read, by which role, with which conditions, order and shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from warehouse.query.access import Admitted
from warehouse.query.conditions import AllOf, AnyOf, Comparison, Negation, OrderBy, Predicate, Reaching, Related, Within
from warehouse.query.plan import (
    Child,
    Edges,
    GroupKey,
    GroupPlan,
    Groups,
    ListPart,
    ListPlan,
    Node,
    Nodes,
    NodesPlan,
    NounPlan,
    Object,
    Output,
    Page,
    ReadPlan,
    ReferenceChild,
    SearchPlan,
)
from warehouse.query.values import Derived, Parameter

_INDENT = "  "


def describe_plan(plan: ReadPlan) -> list[str]:
    """The plan, with its parts indented below it."""
    if isinstance(plan, SearchPlan):
        found = f"names like {_value(plan.text)} of {', '.join(plan.types) or 'nothing'}, by {plan.keys!r}"
        return [found, *_below(_plan(plan.listing, "hits: "))]
    if not isinstance(plan, NodesPlan):
        return list(_plan(plan, ""))
    members = (line for member in plan.members for line in _plan(member.plan, f"{member.type_name}: "))
    return [f"rows by the ids of {_value(plan.size)}", *_below(members)]


def _plan(plan: NounPlan, led_by: str) -> Iterator[str]:
    kind = "list" if isinstance(plan, ListPlan) else "row"
    yield f"{led_by}{kind} of {plan.table!r}"
    yield from _below(_admitted(plan.table))
    if plan.where is not None:
        yield from _below([f"where {describe_predicate(plan.where)}"])
    if not isinstance(plan, ListPlan):
        yield from _below(_outputs(plan.outputs))
        return
    yield from _below([f"order by {_order(plan.order_by, plan.table.row_key)}", _page(plan.page)])
    for part in plan.parts:
        yield from _below(_part(part, plan))


def _admitted(table: Admitted) -> Iterator[str]:
    """What the access rule of a table leaves, where it removes something."""
    if table.rows is not None:
        yield f"rule: rows where {describe_predicate(table.rows)}"
    closed = len(table.contract.columns) - len(table.columns)
    if closed:
        yield f"rule: {closed} of {len(table.contract.columns)} columns closed"


def _part(part: ListPart, plan: ListPlan) -> Iterator[str]:
    match part:
        case Nodes(key, outputs):
            yield f"{key}: rows"
            yield from _below(_outputs(outputs))
        case Edges(key, parts):
            yield f"{key}: edges"
            for inner in parts:
                if isinstance(inner, Node):
                    yield from _below(_outputs(inner.outputs))
        case Groups(key, groups):
            yield from _groups(key, groups, plan)
        case _:
            yield part.key


def _groups(key: str, plan: GroupPlan, of: ListPlan) -> Iterator[str]:
    by = [_group_key(one) for one in plan.keys]
    yield f"{key}: groups by {', '.join(by)}"
    yield from _below(_which_groups(plan))
    rule = of.table.for_groups().telling
    if rule is not None and rule.least > 1:
        yield from _below([f"rule: only of {rule.least} {rule.counted or 'rows'} and more"])
    if plan.aggregates:
        yield from _below([f"tell {', '.join(aggregate.name for aggregate in plan.aggregates)}"])
    if plan.having is not None:
        yield from _below([f"having {describe_predicate(plan.having)}"])
    yield from _below([f"order by {_order(plan.order_by, by)}", _page(plan.page)])
    for part in plan.parts:
        yield from _below(_part(part, of))


def _group_key(key: GroupKey) -> str:
    column = f"{key.relation}.{key.column}" if key.relation else key.column
    return f"{key.grain} of {column}" if key.grain else column


def _which_groups(plan: GroupPlan) -> Iterator[str]:
    if plan.top is not None:
        yield f"the first {_value(plan.top)} and all others as one"
    if plan.has_levels:
        yield "subtotals by the first keys, down to the total"
    if plan.fills_periods:
        yield "periods without rows too"


def _outputs(outputs: Iterable[Output]) -> Iterator[str]:
    plain: list[str] = []
    for output in outputs:
        match output:
            case Child(key, relation, plan):
                yield from _listed(plain)
                yield from _plan(plan, f"{key}, by {relation}: ")
            case ReferenceChild(key, reference, choices):
                yield from _listed(plain)
                for choice in choices:
                    yield from _plan(choice.plan, f"{key}, by {reference} to {choice.type_name}: ")
            case Object(key, inner):
                yield from _listed(plain)
                yield f"{key}: object"
                yield from _below(_outputs(inner))
            case _:
                plain.append(output.key)
    yield from _listed(plain)


def _listed(keys: list[str]) -> Iterator[str]:
    if keys:
        yield ", ".join(keys)
        keys.clear()


def describe_predicate(predicate: Predicate) -> str:
    """A condition on one line."""
    match predicate:
        case Comparison(column, operator, value):
            return f"{column} {operator} {_value(value)}"
        case AllOf(parts):
            return _joined(" and ", parts, "true")
        case AnyOf(parts):
            return _joined(" or ", parts, "false")
        case Negation(part):
            return f"not ({describe_predicate(part)})"
        case Related(relation, part):
            return f"some {relation} ({describe_predicate(part)})"
        case Within(relation, part):
            return f"it or any {relation} above ({describe_predicate(part)})"
        case Reaching(relation, part):
            return f"some {relation} at any depth ({describe_predicate(part)})"


def _joined(word: str, parts: Sequence[Predicate], of_none: str) -> str:
    inner = [describe_predicate(part) for part in parts]
    return inner[0] if len(inner) == 1 else f"({word.join(inner)})" if inner else of_none


def _value(value: object) -> str:
    """The value, or the place in the variables that it comes from."""
    if isinstance(value, Derived):
        return _value(value.source)
    if isinstance(value, Parameter):
        return "$" + ".".join(str(step).removeprefix("$") for step in value.path)
    return repr(value)


def _order(order_by: Sequence[OrderBy], at_last: Sequence[str]) -> str:
    keys = [
        (f"{key.relation}." if key.relation else "")
        + key.column
        + (" by pinyin" if key.by_pinyin else "")
        + (" desc" if key.is_descending else "")
        + (" nulls first" if key.nulls_first else "")
        for key in order_by
    ]
    return ", ".join(dict.fromkeys([*keys, *at_last]))


def _page(page: Page) -> str:
    bounds = [f" {name} a cursor" for name, cursor in (("after", page.after), ("before", page.before)) if cursor]
    return f"{'last' if page.is_backward else 'first'} {_value(page.size)}{''.join(bounds)}"


def _below(lines: Iterable[str]) -> Iterator[str]:
    return (_INDENT + line for line in lines)
