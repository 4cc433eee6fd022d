"""Project."""

from __future__ import annotations

import strawberry

from graph.types.declare import column, noun, to_one
from graph.types.vocabulary import ProjectKind, ProjectStatus


@noun(
    "core.project",
    en="A project that the plan names; sums and progress come with the project reports.",
    zh="方案列名的项目",
)
class Project:
    project_id: strawberry.ID = column("Stable name of the project.", "项目标识")
    name_zh: str = column("Short Chinese name.", "中文简称")
    name_en: str = column("Short English name.", "英文简称")
    project_kind: ProjectKind = column("Kind of project.", "项目类别")
    status: ProjectStatus = column("State, as of the plan.", "状态")
    owner_name: str | None = column("Who carries it out, as the plan writes it.", "承担单位")
    industry_id: str | None = column("Field that it belongs to, our reading.", "所属领域")
    document_id: str = column("Document that names it.", "来源文件标识")

    industry = to_one("Industry", "Field that it belongs to.", "所属领域")
    document = to_one("Document", "Document that names it.", "来源文件")
