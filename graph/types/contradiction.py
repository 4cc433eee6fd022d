"""Contradictions between registers."""

from __future__ import annotations

from graph.declare.declare import noun, to_one
from graph.types.vocabulary.contradictions import ContradictionKind, ContradictionSubject, ContradictionTreatment


@noun(
    "mart.contradiction",
    en="Two registers that cannot both be right, with both places and what measures do with the row in doubt.",
    zh="名录之间的矛盾及其两处出处；注明测算时如何处理",
)
class Contradiction:
    kind: ContradictionKind
    subject_kind: ContradictionSubject
    treatment: ContradictionTreatment

    enterprise = to_one("Enterprise")
    chain = to_one("IndustryChain")
    fund = to_one("Fund")
    task = to_one("Task")
    project = to_one("Project")
    platform = to_one("Platform")
    park = to_one("Park")
    first_submission = to_one("Submission", "File of the first place.", "第一处所在文件")
    second_submission = to_one("Submission", "File of the second place.", "第二处所在文件")
