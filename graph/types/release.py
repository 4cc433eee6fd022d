"""Changes of a snapshot against the previous one."""

from __future__ import annotations

from graph.declare.declare import noun, to_one
from graph.types.vocabulary.releases import ChangeCause, ValueChangeKind


@noun(
    "core.release_change",
    en="Changes of this snapshot against the previous one, by table, form and cause.",
    zh="本次发布相对上一快照的变动",
    order_by=("table_name", "form_id", "cause"),
)
class ReleaseChange:
    cause: ChangeCause


@noun(
    "core.release_value",
    en="One value that this snapshot changes: a bounded list, removed and corrected values first.",
    zh="本次发布变动的单个数值（有限列表）",
    order_by=("observation_id",),
)
class ReleaseValue:
    change: ValueChangeKind
    cause: ChangeCause

    decision = to_one("Decision")
