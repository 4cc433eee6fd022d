"""The positions of firms in industry chains: the rows of the chain form.

A firm may be in two chains; the counted shares drawn here never exceed its revenue. Some nodes stay without a member.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping

import polars as pl

from warehouse.forms.industry_chain import INDUSTRY_CHAIN
from warehouse.sample.catalogue import Catalogue, ChainOutline
from warehouse.sample.draws import stream
from warehouse.sample.firms import Firms
from warehouse.sample.roles import CHAIN_CODE, CHAIN_SHARES, Role

_NICKEL_CHAIN = "L01"
_FIXED_NODES = {
    Role.CHAIN_LEADER: "风力发电机组",
    Role.CHAIN_MEMBER_1: "铸锻件",
    Role.CHAIN_MEMBER_2: "塔筒",
    Role.CHAIN_MEMBER_3: "叶片",
    Role.CHAIN_MEMBER_4: "铸锻件",
}


def chain_count(enterprises: int) -> int:
    """12 chains for up to 58 firms, up to 50 for more; at least the two of the known truths."""
    return max(2, min(50, 12 * enterprises // 58, 12 + max(0, enterprises - 58) // 40))


def chain_members(firms: Firms, seed: int, catalogue: Catalogue) -> pl.DataFrame:
    """The rows of the chain form: one per chain, node and member, and one without a member for every gap."""
    outlines = catalogue.chains[: chain_count(firms.table.height)]
    placed = _place(firms, stream(seed, "chains"), outlines)
    facts = firms.table.rows_by_key("index", named=True, unique=True)
    rows: list[dict[str, object]] = []
    for outline in outlines:
        leader = _leader(outline, placed[outline.code], facts)
        source = stream(seed, "roles in", outline.code)
        for stage, node in outline.nodes:
            members = placed[outline.code].get(node, [])
            rows.extend(
                _row(outline, stage, node)
                | {
                    "credit_code": facts[index]["credit_code"],
                    "name": facts[index]["name"],
                    "role": "链主" if index == leader else _role(source, facts[index]["role"]),
                    "counted_share": share,
                }
                for index, share in members
            )
            if not members:
                rows.append(_row(outline, stage, node))
    schema = {column.name: pl.String for column in INDUSTRY_CHAIN.columns}
    numbers = ("counted_share", "recovery_days", "yearly_aim")
    return pl.DataFrame(rows, schema={**schema, **dict.fromkeys(numbers, pl.Int64)})


Placed = dict[str, dict[str, list[tuple[int, int]]]]
"""By chain and node: the index of each member and the share counted, in per cent."""


def _place(firms: Firms, source: random.Random, outlines: tuple[ChainOutline, ...]) -> Placed:
    placed: Placed = defaultdict(lambda: defaultdict(list))
    for role, share in CHAIN_SHARES.items():
        if role in firms.roles:
            placed[CHAIN_CODE][_FIXED_NODES[role]].append((firms.roles[role], share))
    open_chains = [outline for outline in outlines if outline.code != CHAIN_CODE]
    for index, field, role in firms.table.select("index", "industry_name", "role").iter_rows():
        own = [outline for outline in open_chains if outline.field == field]
        if role in CHAIN_SHARES or not own:
            continue
        if role == Role.NICKEL:
            placed[_NICKEL_CHAIN]["电解镍"].append((index, 100))
            continue
        if source.random() >= 0.85 and role != Role.FAILS_TWICE:
            continue
        first = source.choice(own)
        others = [outline for outline in open_chains if outline is not first]
        if others and source.random() < 0.2 and role != Role.FAILS_TWICE:
            placed[first.code][_node(source, first)].append((index, 60))
            second = source.choice(others)
            placed[second.code][_node(source, second)].append((index, 40))
        else:
            share = source.choice((100, 100, 80, 50))
            placed[first.code][_node(source, first)].append((index, share))
    fields = dict(firms.table.select("index", "industry_name").iter_rows())
    for outline in open_chains:
        _give_own_member(outline, open_chains, placed, fields)
    return placed


def _give_own_member(
    outline: ChainOutline, outlines: list[ChainOutline], placed: Placed, fields: Mapping[int, str]
) -> None:
    """Moves a firm of the field from a chain that has two of it to this one, if it has none that could lead it."""
    own = {
        other.code: [
            (node, member)
            for node, members in placed[other.code].items()
            for member in members
            if fields[member[0]] == outline.field
        ]
        for other in outlines
        if other.field == outline.field
    }
    richest = max(own.values(), key=len)
    if own[outline.code] or len(richest) < 2:
        return
    node, member = richest[-1]
    donor = next(code for code, members in own.items() if members is richest)
    placed[donor][node].remove(member)
    placed[outline.code][_nodes(outline)[0]].append(member)


def _node(source: random.Random, outline: ChainOutline) -> str:
    """One of the chain's nodes, except the one that must stay a gap."""
    return source.choice(_nodes(outline))


def _nodes(outline: ChainOutline) -> list[str]:
    gap = int(outline.code[1:]) % len(outline.nodes)
    return [node for number, (_, node) in enumerate(outline.nodes) if number != gap]


def _leader(
    outline: ChainOutline, nodes: dict[str, list[tuple[int, int]]], facts: dict[int, dict[str, object]]
) -> int | None:
    """The largest member of the chain's own field, except the firm that must not have a demonstrating role; a chain
    without such a member has no leader."""
    members = sorted({index for placed in nodes.values() for index, _ in placed})
    fit = [
        index
        for index in members
        if facts[index]["role"] != Role.FAILS_TWICE and facts[index]["industry_name"] == outline.field
    ]
    return max(fit, key=lambda index: (int(str(facts[index]["size"])), -index), default=None)


def _role(source: random.Random, role: object) -> str:
    drawn = source.choice(("骨干", "骨干", "配套", "配套", "潜在"))
    return "配套" if role == Role.FAILS_TWICE else drawn


def _row(outline: ChainOutline, stage: str, node: str) -> dict[str, object]:
    return {"chain_code": outline.code, "chain_name": outline.name, "chain_name_en": outline.name_en,
            "industry_name": outline.field, "stage": stage, "node_name": node}  # fmt: skip
