"""Compiles a plan into one statement: each list of the plan is a step over the rows of all its parents.

    with "chain" as (the rows of the root's page),
         "chain_enterprises" as (a page of rows for every chain of it),
         "chain_enterprises_page" as (per chain, the JSON of their list),
         "chain_page" as (the JSON of the list of chains: {'nameZh': ..., 'enterprises': {'nodes': ...}} of each)
    select to_json({'nodes': "chain_page"...})

The number of statements does not grow with the rows, and no row becomes a Python object. Names in the text come from
the catalog and the plan's keys; everything else that a client sent is bound. Tables are read as admitted (access.py);
there is no other way to a table from here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from warehouse.query.access import Admitted, check_child, check_choice
from warehouse.query.conditions import OrderBy, Predicate
from warehouse.query.counted import CountedReading, is_counted_once, matching_rows
from warehouse.query.grouping import Grouped, choose_rollup, group_rows, group_table, related_keys
from warehouse.query.highlights import HitReading
from warehouse.query.listing import ListReading
from warehouse.query.paging import SortKey, cursor_text, order_text, page_conditions, sort_keys
from warehouse.query.plan import (
    REMAINDER,
    Child,
    Constant,
    Cursor,
    DrillDown,
    Edges,
    GroupPlan,
    Groups,
    Identity,
    ListPlan,
    NamedRows,
    Nodes,
    NodesPlan,
    Object,
    Output,
    ReadPlan,
    ReferenceChild,
    RowPlan,
    SearchPlan,
    Total,
)
from warehouse.query.predicates import compile_predicate, rows_of
from warehouse.query.rows import (
    CURSOR,
    PARENT,
    POSITION,
    Parents,
    Source,
    columns_in,
    columns_read,
    from_clause,
    join_to_parents,
    linked,
    of_parents,
    select,
    total_of,
    where_clause,
)
from warehouse.query.search import find_hits, matching_pairs
from warehouse.query.shape import write_object, write_output, write_present
from warehouse.query.statement import Statement, indent, join, label, lines, literal, quote, wrap
from warehouse.query.values import BYTES_LEFT, TOO_MANY_BYTES, derive


def compile_plan(plan: ReadPlan, is_bounded: bool = False) -> Statement:
    """One row with one text, the JSON of the plan; no row where the requested row does not exist.

    With `is_bounded` the statement fails with TOO_MANY_BYTES before it builds a text of more than BYTES_LEFT: each list
    is measured before its rows are written, at some cost.

    Raises InvalidArgument for a cursor or filter that does not fit the table, UnknownName for an unknown name,
    AccessDenied where the plan uses what its tables were not admitted with.
    """
    return _Compiler(is_bounded).compile(plan)


@dataclass(frozen=True)
class _Part:
    """A step as its parent uses it: the join, the JSON expression, and the expression of its length."""

    joins: tuple[Statement, ...]
    json: Statement
    size: Statement


class _Compiler:
    """Collects the steps of one statement, each after the steps that it reads."""

    def __init__(self, is_bounded: bool) -> None:
        self._is_bounded = is_bounded
        self._steps: dict[str, Statement] = {}
        self._read_once: set[str] = set()
        self._names: Counter[str] = Counter()

    def compile(self, plan: ReadPlan) -> Statement:
        between = "\n"
        if isinstance(plan, NodesPlan):
            part = self._nodes(plan)
        elif isinstance(plan, RowPlan):
            part = self._row(plan, plan.table.name)
        elif isinstance(plan, SearchPlan):
            part, between = self._search(plan), "\ncross join "
        else:
            part, between = self._list(plan, plan.table.name, None), "\ncross join "
        origin = wrap("from ", join(between, part.joins), "") if part.joins else Statement("")
        fits: tuple[Statement, ...] = ()
        if self._is_bounded and part.joins:
            self._steps["answer_bytes"] = _fitting(part.size, origin)
            origin, fits = lines([origin, 'cross join "answer_bytes"']), (Statement('"answer_bytes".fits'),)
        last_line = lines([wrap("select to_json(", part.json, ")::varchar as answer"), origin, where_clause(fits)])
        if not self._steps:
            return last_line
        steps = join(",\n", (self._named(name, step) for name, step in self._steps.items()))
        return lines([wrap("with ", steps, ""), last_line])

    def _named(self, name: str, step: Statement) -> Statement:
        """Inlines a step that is read once, which is cheaper to plan; materialises the others."""
        how = "not materialized" if name in self._read_once else "materialized"
        return wrap(f"{quote(name)} as {how} (\n", indent(step), "\n)")

    # rows to one

    def _row(self, plan: RowPlan, name: str) -> _Part:
        table = plan.table
        conditions = [] if plan.where is None else [compile_predicate(plan.where, table)]
        self._steps[name] = lines(
            [
                select(columns_read(plan.outputs, table)),
                wrap("from ", rows_of(table), ""),
                where_clause(conditions),
                "limit 1",
            ]
        )
        row = self._outputs(plan.outputs, table, name, None)
        return _Part((Statement(quote(name)), *row.joins), row.json, row.size)

    def _child_row(self, plan: RowPlan, name: str, parents: Parents) -> _Part:
        table, relation = plan.table, parents.relation
        self._steps[name] = lines(
            [
                select([*columns_read(plan.outputs, table), f"{quote(relation.target_column)} as {quote(PARENT)}"]),
                wrap("from ", rows_of(table), ""),
                where_clause([of_parents(parents)]),
            ]
        )
        row = self._outputs(plan.outputs, table, name, None)
        missing = f"case when {quote(name)}.{quote(PARENT)} is not null then "
        joins = (join_to_parents(name, parents), *row.joins)
        return _Part(joins, wrap(missing, row.json, " end"), wrap(missing, row.size, " else 0 end"))

    # rows of one type or another

    def _nodes(self, plan: NodesPlan) -> _Part:
        """Named rows: one step for each type, in the order of their names."""
        name = "nodes"
        self._steps[name] = Statement(f"select unnest(range(?)) as {quote(POSITION)}", (plan.size,))
        joins: list[Statement] = [Statement(quote(name))]
        cases: list[tuple[str, _Part]] = []
        for member in plan.members:
            step = f"{name}_{member.type_name}"
            joins.append(Statement(f"left join {quote(step)} on {_place(step, PARENT)} = {_place(name, POSITION)}"))
            row = self._named_rows(member, step)
            joins += row.joins
            cases.append((f"{_place(step, PARENT)} is not null", row))
        listed = wrap("list(", _first_case(cases), f" order by {_place(name, POSITION)})")
        size = wrap("coalesce(sum(", _size_of_first_case(cases), "), 0)")
        return _Part(tuple(joins), wrap("coalesce(", listed, ", [])"), size)

    def _named_rows(self, member: NamedRows, step: str) -> _Part:
        table = member.plan.table
        columns = [table.column(name) for name, _ in member.keys]
        named = [f"unnest(?::{column.data_type}[]) as {quote(f'named_{column.name}')}" for column in columns]
        same = " and ".join(f"{quote(f'named_{column.name}')} = {quote(column.name)}" for column in columns)
        self._steps[step] = lines(
            [
                select([*columns_read(member.plan.outputs, table), quote(PARENT)]),
                wrap("from ", rows_of(table), ""),
                Statement(
                    f"join (select {', '.join(named)}, unnest(?) as {quote(PARENT)}) as named on {same}",
                    (*(values for _, values in member.keys), member.places),
                ),
            ]
        )
        return self._outputs(member.plan.outputs, table, step, None)

    def _reference(self, child: ReferenceChild, table: Admitted, parent: str, size: object | None) -> _Part:
        """The row that each row names by type and key: one step per type of which more than the id is requested."""
        reference = table.reference(child.reference)
        joins: list[Statement] = []
        cases: list[tuple[str, _Part]] = []
        for choice in child.choices:
            check_choice(table, child.reference, choice.word, choice.plan.table)
            target, key = choice.plan.table, reference.targets[choice.word][1]
            is_of_type = f"{_place(parent, reference.type_column)} = {literal(choice.word)}"
            if all(isinstance(output, (Constant, Identity)) for output in choice.plan.outputs):
                # The reference itself contains it.
                referring = [_reference_id(output, reference.key_column) for output in choice.plan.outputs]
                row = self._outputs(referring, table, parent, None)
            else:
                step = self._free_name(f"{parent}_{child.reference}_{choice.type_name}")
                on_page = Statement(f" and {quote(POSITION)} <= ?", (size,)) if size is not None else Statement("")
                named = f"select {quote(reference.key_column)} from {quote(parent)} where {is_of_type}"
                self._steps[step] = lines(
                    [
                        select([*columns_read(choice.plan.outputs, target), f"{quote(key)} as {quote(PARENT)}"]),
                        wrap("from ", rows_of(target), ""),
                        wrap(f"where {quote(key)} in ({named}", on_page, ")"),
                    ]
                )
                joins.append(
                    Statement(
                        f"left join {quote(step)} on {_place(step, PARENT)} = {_place(parent, reference.key_column)}"
                        f" and {is_of_type}"
                    )
                )
                row = self._outputs(choice.plan.outputs, target, step, None)
            joins += row.joins
            cases.append((is_of_type, row))
        return _Part(tuple(joins), _first_case(cases), _size_of_first_case(cases))

    # search

    def _search(self, plan: SearchPlan) -> _Part:
        name, hits, pairs = "search", "search_hit", "search_pair"
        self._steps[pairs] = matching_pairs(plan)
        self._steps[hits] = find_hits(plan, pairs)
        joins, entries, size = self._parts(
            HitReading(plan), name, None, lambda _keys: Source((f"from {quote(hits)}",), (), None)
        )
        return _Part(tuple(joins), write_object([(part.key, entries[part.key]) for part in plan.listing.parts]), size)

    # lists

    def _list(self, plan: ListPlan, name: str, parents: Parents | None) -> _Part:
        table = plan.table
        keys = sort_keys(table, plan.order_by)

        def source(keys: Sequence[SortKey]) -> Source:
            return self._rows_of_table(rows_of(table), table, plan.where, keys, parents)

        page = ListReading(plan, table, keys)
        if is_counted_once(page):
            rows, step = source(keys), f"{name}_matching"
            self._steps[step] = matching_rows(page, rows)
            made = Source((f"from {quote(step)}",), (), None if rows.parent is None else quote(PARENT))
            counted = CountedReading(plan, table, keys, parents is not None)
            joins, entries, size = self._parts(counted, name, parents, lambda _keys: made)
        else:
            joins, entries, size = self._parts(page, name, parents, source)
        for part in plan.parts:
            if isinstance(part, Groups):
                groups = self._groups(part.plan, plan, table.for_groups(), name, parents)
                joins += groups.joins
                entries[part.key] = groups.json
                size = _sum([size, groups.size])
        return _Part(tuple(joins), write_object([(part.key, entries[part.key]) for part in plan.parts]), size)

    def _groups(self, plan: GroupPlan, of: ListPlan, base: Admitted, name: str, parents: Parents | None) -> _Part:
        """The groups of a list: a list of its own, whose rows `group by` makes of the admitted rows."""
        name, table = self._free_name(f"{name}_groups"), group_table(plan, base)
        leads_here = [base.column(parents.relation.target_column).name] if parents else []
        filtered = {*columns_in(of.where, base), *columns_in(base.rows, base.definer()), *leads_here}
        rollup = choose_rollup(plan, base, frozenset(filtered))
        read = rows_of((base.rolled(rollup) if rollup else None) or base)
        rows = self._rows_of_table(read, base, of.where, related_keys(plan, base), parents)
        order_by = plan.order_by if plan.top is None else (OrderBy(REMAINDER), *plan.order_by)
        listing = ListPlan(of.table, plan.parts, plan.page, plan.having, order_by)
        reading = ListReading(listing, table, sort_keys(table, order_by))
        drill = next((output for output in reading.outputs() if isinstance(output, DrillDown)), None)
        grouped = Grouped(plan, base, rollup, rows, of.where, parents, name, drill)
        source = group_rows(grouped, self._steps)
        if reading.reads_rows and any(isinstance(part, Total) for part in plan.parts):
            # Read twice, so materialised.
            self._steps[f"{name}_made"] = lines(["select *", *source.clauses, where_clause(source.conditions)])
            source = Source((f"from {quote(f'{name}_made')}",), (), source.parent)
        joins, entries, size = self._parts(reading, name, parents, lambda _keys: source)
        return _Part(tuple(joins), write_object([(part.key, entries[part.key]) for part in plan.parts]), size)

    def _parts(
        self,
        page: ListReading,
        name: str,
        parents: Parents | None,
        source: Callable[[Sequence[SortKey]], Source],
    ) -> tuple[list[Statement], dict[str, Statement], Statement]:
        """The steps to join for a list, the JSON of each of its parts by key, and the length of its rows."""
        joins: list[Statement] = []
        sizes: list[Statement] = []
        if page.reads_rows:
            self._steps[name] = page.complete(self._rows(page, source(page.keys)))
            columns = list(self._page_columns(page, name))
            if columns:
                made = _aggregate(columns, name, parents, self._measured(columns, name))
                joins.append(self._add(f"{name}_page", made, parents))
                sizes = [
                    Statement(f"coalesce(strlen({quote(f'{name}_page')}.{quote(column)}), 0)")
                    for column, _, row in columns
                    if row is not None
                ]
                if parents is None and not self._is_bounded and not any(row and row.joins for _, _, row in columns):
                    # Without children only the page reads the rows, and only the last line reads the page.
                    self._read_once |= {name, f"{name}_page"}
        if any(isinstance(part, Total) for part in page.plan.parts):
            joins.append(self._add(f"{name}_total", total_of(source(())), parents))
        entries = {
            part.key: page.write(part, index, name)
            for index, part in enumerate(page.plan.parts)
            if not isinstance(part, Groups)
        }
        return joins, entries, _sum(sizes)

    def _measured(self, columns: Sequence[tuple[str, Statement, _Part | None]], name: str) -> str | None:
        """The step that fails where the rows of a page, with everything below them, are too long to be written."""
        rows = [row for _, _, row in columns if row is not None]
        if not self._is_bounded or not rows:
            return None
        joins = (joined for row in rows for joined in row.joins)
        size = wrap("coalesce(sum(", _sum([row.size for row in rows]), "), 0)")
        self._steps[f"{name}_bytes"] = _fitting(size, lines([f"from {quote(name)}", *joins]))
        return f"{name}_bytes"

    def _add(self, name: str, step: Statement, parents: Parents | None) -> Statement:
        """Adds a step of at most one row per parent and returns its join. At the root it has exactly one row."""
        self._steps[name] = step
        return Statement(quote(name)) if parents is None else join_to_parents(name, parents)

    def _rows(self, page: ListReading, source: Source) -> Statement:
        """The rows of a page for every parent, numbered; one more than requested, to detect a next page."""
        table, keys, is_backward = page.table, page.keys, page.plan.page.is_backward
        columns = columns_read(page.read_outputs(), table)
        conditions = [*source.conditions, *page_conditions(page.plan.page, table, keys)]
        ordered = order_text(keys, is_backward)
        position = f"as {quote(POSITION)}"
        cursor = [wrap("", cursor_text(table, keys), f" as {quote(CURSOR)}")] if page.has_cursors else []
        limit = derive(page.size, _one_more) if page.has_more else page.size
        if source.parent is not None:
            window = f"row_number() over (partition by {source.parent} order by {ordered}) {position}"
            return lines(
                [
                    select([*columns, source.named_parent, *cursor, window]),
                    *source.clauses,
                    where_clause(conditions),
                    Statement(f"qualify {quote(POSITION)} <= ?", (limit,)),
                ]
            )
        inner = lines(
            [
                select(list(dict.fromkeys([*columns, *(quote(key.name) for key in keys)]))),
                *source.clauses,
                where_clause(conditions),
                f"order by {ordered}",
                Statement("limit ?", (limit,)),
            ]
        )
        # Already ordered, and numbering keeps the order: no second sort.
        window = f"row_number() over () {position}"
        return lines([select([*columns, *cursor, window]), "from (", indent(inner), ")"])

    def _page_columns(self, page: ListReading, name: str) -> Iterable[tuple[str, Statement, _Part | None]]:
        """The columns of the step that turns rows into lists: name, expression, and the row that it writes, if any."""
        direction = " desc" if page.plan.page.is_backward else ""
        on_page = Statement(f" filter (where {quote(POSITION)} <= ?)", (page.size,)) if page.has_more else Statement("")
        for index, part in enumerate(page.plan.parts):
            if isinstance(part, Nodes):
                row = self._outputs(part.outputs, page.table, name, page.counted)
            elif isinstance(part, Edges):
                row = self._edge(part, page, name)
            else:
                continue
            # Rows are aggregated as texts, which are lighter than structs. DuckDB parses such a text again for the
            # row that contains it, and rounds numbers of more than 17 digits there: shape.py writes them as texts.
            in_order = f" order by {quote(name)}.{quote(POSITION)}{direction})"
            listed = join("", [wrap("string_agg(to_json(", row.json, f")::varchar, ','{in_order}"), on_page])
            yield f"list_{index}", wrap("('[' || ", listed, " || ']')::json"), row
        if page.has_more:
            yield "has_more", Statement(f"bool_or({quote(POSITION)} > ?)", (page.size,)), None
        for fact, least in (("start_cursor", not direction), ("end_cursor", bool(direction))):
            if page.has_fact(fact):
                chosen = f"{'arg_min' if least else 'arg_max'}({quote(CURSOR)}, {quote(POSITION)})"
                yield fact, join("", [Statement(chosen), on_page]), None

    def _edge(self, edges: Edges, page: ListReading, name: str) -> _Part:
        joins: list[Statement] = []
        entries: list[tuple[str, Statement]] = []
        sizes: list[Statement] = []
        for part in edges.parts:
            if isinstance(part, Cursor):
                entries.append((part.key, Statement(f"{quote(name)}.{quote(CURSOR)}")))
                sizes.append(Statement(f"strlen({quote(name)}.{quote(CURSOR)})"))
            elif isinstance(part, Constant):
                entries.append((part.key, Statement(label(part.text))))
            else:
                row = self._outputs(part.outputs, page.table, name, page.counted)
                joins += row.joins
                entries.append((part.key, row.json))
                sizes.append(row.size)
        return _Part(tuple(joins), write_object(entries), _sum(sizes))

    # shared

    def _outputs(self, outputs: Sequence[Output], table: Admitted, name: str, size: object | None) -> _Part:
        """The JSON of one row of the step `name`, and the steps of its children to be joined for it."""
        joins: list[Statement] = []
        entries: list[tuple[str, Statement]] = []
        own: list[tuple[str, Statement]] = []
        sizes: list[Statement] = []
        for output in outputs:
            if isinstance(output, Child):
                part = self._child(output, table, name, size)
                joins += part.joins
                entries.append((output.key, part.json))
                sizes.append(part.size)
            elif isinstance(output, ReferenceChild):
                part = self._reference(output, table, name, size)
                joins += part.joins
                entries.append((output.key, part.json))
                sizes.append(part.size)
            elif isinstance(output, Object):
                part = self._outputs(output.outputs, table, name, size)
                joins += part.joins
                entries.append((output.key, write_present(output, name, part.json)))
                sizes.append(part.size)
            else:
                own.append((output.key, write_output(output, table, name)))
                entries.append(own[-1])
        if self._is_bounded:
            sizes.append(wrap("strlen(to_json(", write_object(own), ")::varchar)"))
        return _Part(tuple(joins), write_object(entries), _sum(sizes))

    def _child(self, child: Child, table: Admitted, parent: str, size: object | None) -> _Part:
        check_child(table, child.relation, child.plan.table)
        relation = table.relation(child.relation)
        name = self._free_name(f"{parent}_{child.relation}")
        parents = Parents(parent, relation, size, None if relation.link is None else table.link(relation.link))
        if isinstance(child.plan, RowPlan):
            return self._child_row(child.plan, name, parents)
        return self._list(child.plan, name, parents)

    def _free_name(self, name: str) -> str:
        """One relation may be requested under several keys; no relation's name contains `:`."""
        self._names[name] += 1
        return f"{name}:{self._names[name]}" if self._names[name] > 1 else name

    def _rows_of_table(
        self,
        source: Statement,
        table: Admitted,
        where: Predicate | None,
        keys: Sequence[SortKey],
        parents: Parents | None,
    ) -> Source:
        """The rows that a list admits, joined with the rows that its order reads; a link table contributes each pair
        once."""
        conditions = []
        if parents is not None and parents.relation.link is None:
            conditions.append(of_parents(parents))
        if where is not None:
            conditions.append(compile_predicate(where, table))
        clauses = [*from_clause(source, keys), *linked(parents)]
        if parents is None:
            return Source(tuple(clauses), tuple(conditions), None)
        parent = quote(PARENT) if parents.relation.link else quote(parents.relation.target_column)
        return Source(tuple(clauses), tuple(conditions), parent)


def _aggregate(
    columns: Sequence[tuple[str, Statement, _Part | None]], name: str, parents: Parents | None, fitting: str | None
) -> Statement:
    """Aggregates the rows of a page into one row of lists, or one per parent; no rows where they exceed the limit."""
    parent = f"{quote(name)}.{quote(PARENT)}"
    selected: list[Statement | str] = [parent] if parents is not None else []
    selected += [wrap("", expression, f" as {quote(column)}") for column, expression, _ in columns]
    return lines(
        [
            select(selected),
            f"from {quote(name)}",
            *(joined for _, _, row in columns if row is not None for joined in row.joins),
            *([f"cross join {quote(fitting)}", f"where {quote(fitting)}.fits"] if fitting else []),
            f"group by {parent}" if parents is not None else "",
        ]
    )


def _place(step: str, column: str) -> str:
    return f"{quote(step)}.{quote(column)}"


def _reference_id(output: Output, key_column: str) -> Output:
    """The id of a referenced row, taken from the row that refers to it."""
    return replace(output, columns=(key_column,)) if isinstance(output, Identity) else output


def _fitting(size: Statement, origin: Statement) -> Statement:
    """One row where a text of this size may be written; the statement fails otherwise."""
    return lines(
        [
            Statement(
                f"select case when bytes <= ? then true else error('{TOO_MANY_BYTES}') end as fits", (BYTES_LEFT,)
            ),
            "from (",
            indent(lines([wrap("select ", size, " as bytes"), origin])),
            ")",
        ]
    )


def _sum(sizes: Sequence[Statement]) -> Statement:
    return join(" + ", sizes) if sizes else Statement("0")


def _size_of_first_case(cases: Sequence[tuple[str, _Part]]) -> Statement:
    branches = [wrap(f"when {condition} then ", part.size, "") for condition, part in cases]
    return wrap("case ", join(" ", branches), " else 0 end") if cases else Statement("0")


def _first_case(cases: Sequence[tuple[str, _Part]]) -> Statement:
    """The JSON of the first case that holds, or null. Rows of different types have different fields: each is JSON."""
    if not cases:
        return Statement("null::json")
    branches = [wrap(f"when {condition} then to_json(", part.json, ")") for condition, part in cases]
    return wrap("case\n", indent(join("\n", branches)), "\nend")


def _one_more(size: int) -> int:
    return size + 1
