"""Kinds, subjects and treatments of contradictions: the words of the registry, which declares them once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.declare.descriptions import both
from graph.declare.words import vocabulary_of, word
from warehouse.measures.contradictions.registry import SUBJECTS, TREATMENTS, load_kinds

if TYPE_CHECKING:
    from enum import Enum

    class ContradictionKind(Enum): ...

    class ContradictionSubject(Enum): ...

    class ContradictionTreatment(Enum): ...
else:
    ContradictionKind = vocabulary_of(
        "ContradictionKind",
        {each.kind.upper(): word(each.kind, each.en, each.zh) for each in load_kinds()},
        both("Kind of contradiction.", "矛盾类型"),
    )
    ContradictionSubject = vocabulary_of(
        "ContradictionSubject",
        {subject.upper(): word(subject, *texts) for subject, texts in SUBJECTS.items()},
        both("Subject of a contradiction.", "矛盾的对象"),
    )
    ContradictionTreatment = vocabulary_of(
        "ContradictionTreatment",
        {treatment.upper(): word(treatment, *texts) for treatment, texts in TREATMENTS.items()},
        both("What measures do with a row in doubt.", "对存疑一行的处理"),
    )
