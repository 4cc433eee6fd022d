"""Document."""

from __future__ import annotations

from datetime import date

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.types.vocabulary.plan import DocumentKind, Evidence


@noun("core.document", en="A document that facts of the programme come from.", zh="政策文件及其他依据")
class Document:
    document_id: strawberry.ID = column("Stable name of the document.", "文件标识")
    title_zh: str = column("Short Chinese title, ours: not the official one.", "中文简题（本站拟，非正式标题）")
    title_en: str = column("Short English title.", "英文简题")
    document_kind: DocumentKind = column("Kind of document.", "文件类别")
    document_number: str | None = column("Official number as printed; null where not known.", "文号")
    issuer_name: str | None = column("Who issued it, Chinese.", "发文单位", is_name=True)
    issued_date: date | None = column("Day of issue; null where only the year or month is known.", "发文日期")
    evidence: Evidence = column("How well it is known to us.", "依据情况")
    region_code: str = column("Region that it is about.", "地区代码")
    progress_report_days: int | None = column(
        "Days after a quarter's end within which departments report progress; null where it asks for no reports.",
        "季度进展报送天数",
    )

    region = to_one("Region", "Region that it is about.", "地区")
    targets = to_many("Target", "Targets that it sets.", "设定的目标")
    tasks = to_many("Task", "Tasks that it gives.", "部署的任务")
    funds = to_many("Fund", "Funds that it names.", "提及的基金")
    projects = to_many("Project", "Projects that it names.", "提及的项目")
    platforms = to_many("Platform", "Innovation platforms that it names.", "提及的创新平台")
    parks = to_many("Park", "Parks that it names.", "提及的园区")
