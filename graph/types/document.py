"""Document."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.types.vocabulary.plan import DocumentKind, Evidence


@noun("core.document", en="A source document of the programme.", zh="政策文件及其他依据")
class Document:
    document_kind: DocumentKind
    issuer_name = column(is_name=True)
    evidence: Evidence

    region = to_one("Region")
    targets = to_many("Target", "Targets that it sets.", "设定的目标")
    tasks = to_many("Task", "Tasks that it assigns.", "部署的任务")
    funds = to_many("Fund", "Funds that it mentions.", "提及的基金")
    projects = to_many("Project", "Projects that it mentions.", "提及的项目")
    platforms = to_many("Platform", "Innovation platforms that it mentions.", "提及的创新平台")
    parks = to_many("Park", "Parks that it mentions.", "提及的园区")
