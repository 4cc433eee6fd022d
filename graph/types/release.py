"""What the published snapshot changed against the one before."""

from __future__ import annotations

from decimal import Decimal

from graph.declare.declare import column, noun, to_one
from graph.declare.scalars import Long
from graph.types.vocabulary.releases import ChangeCause, ValueChangeKind


@noun(
    "core.release_change",
    en="What this snapshot changes against the one before it, by table, form and cause.",
    zh="本次发布相对上一快照的变动",
    order_by=("table_name", "form_id", "cause"),
)
class ReleaseChange:
    table_name: str = column("The table.", "数据表")
    form_id: str = column("Report form that the rows come from; empty where from none.", "报表标识，无则为空串")
    cause: ChangeCause = column("Why they changed.", "变动原因")
    rows_before: Long = column("Rows of that table and form before.", "变动前行数")
    rows_added: Long = column("Rows that are new.", "新增行数")
    rows_corrected: Long = column("Rows of the same key with other content.", "更正行数")
    rows_dropped: Long = column("Rows that are gone.", "删除行数")
    values_added: Long | None = column("Values where there was none; null for a table without values.", "新增数值数")
    values_corrected: Long | None = column(
        "Values that differ, or whose restated same period differs; null for a table without values.", "更正数值数"
    )
    values_dropped: Long | None = column("Values that are gone; null for a table without values.", "删除数值数")
    cause_detail: str = column(
        "The decisions with their people, the submissions that the archive no longer has, or the files of the code, "
        "that the cause is; empty for other causes.",
        "原因明细：决定及决定人，归档中缺失的报送件，或变更的程序文件",
    )


@noun(
    "core.release_value",
    en="One value that this snapshot changes: a bounded list, dropped and corrected ones first.",
    zh="本次发布变动的单个数值（有限列表）",
    order_by=("observation_id",),
)
class ReleaseValue:
    observation_id: str = column("What the value is about.", "观测值标识")
    change: ValueChangeKind = column("What happened to it.", "变动类别")
    cause: ChangeCause = column("Why.", "变动原因")
    form_id: str = column("Report form that it comes from; empty where from none.", "报表标识，无则为空串")
    value_before: Decimal | None = column("In the snapshot before; null where there was none.", "变动前数值")
    value_after: Decimal | None = column("In this snapshot; null where there is none.", "变动后数值")
    submission_before: str | None = column("File of the value before.", "变动前来源文件")
    submission_after: str | None = column("File of the value in this snapshot.", "变动后来源文件")
    decision_id: str | None = column("Decision that changed it, where the cause is one.", "所依据的决定")

    decision = to_one("Decision", "Decision that changed it, where the cause is one.", "所依据的决定")
