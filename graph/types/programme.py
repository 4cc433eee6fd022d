"""Revisions of the programme."""

from __future__ import annotations

from graph.declare.declare import noun


@noun(
    "core.programme",
    en="A revision of the programme: lists of indicators, units, regions and names, as applied by a person.",
    zh="方案（指标、单位、地区、名称等清单）的修订",
    order_by=("revision_number",),
)
class ProgrammeRevision:
    pass
