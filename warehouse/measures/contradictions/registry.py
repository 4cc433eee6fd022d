"""The registry of kinds: every function of this folder that is marked with `kind`, and the table that they make.

    @kind("member_unknown", "…", "…", subject="chain", treatment="left_out", reads=("core.chain", …))
    def member_unknown(inputs: Inputs) -> pl.DataFrame: ...

A function returns one row per contradiction with `subject_id`, the places (`first_…` and `second_…` with
`submission_id`, `sheet` and `row`), `text_en`, `text_zh` and `is_synthetic`. It may name further nouns that are
concerned (`chain_id`); that of the subject itself is filled in. mart.contradiction reads what the kinds declare.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import polars as pl

from warehouse.errors import ContractBroken

MODULES = "contradictions/*.py"
"""The files of the kinds; a release that changes one finds the table by this pattern (snapshots/code.py)."""

Inputs = Mapping[str, pl.DataFrame]
Find = Callable[[Inputs], pl.DataFrame]

SUBJECTS: Mapping[str, tuple[str, str]] = {
    "enterprise": ("An enterprise.", "企业"),
    "chain": ("An industry chain.", "产业链"),
    "fund": ("A fund.", "基金"),
    "task": ("A task.", "任务"),
    "project": ("A project.", "项目"),
    "platform": ("An innovation platform.", "创新平台"),
    "park": ("A park.", "园区"),
}
"""The nouns that a contradiction may be about; each has the column `…_id`."""

TREATMENTS: Mapping[str, tuple[str, str]] = {
    "left_out": ("What is in doubt is in no sum.", "存疑部分不计入任何合计"),
    "kept": ("It counts as reported: no yuan and no report is dropped.", "按申报计入，不剔除任何金额与报告"),
    "adjusted": ("It counts in part: scaled to the whole, or completed from outside.", "按整体折算或由外部补足后计入"),
    "apart": (
        "It counts in full, under an open source, field, host or unit.",
        "全额计入，来源、领域、依托单位或计量单位列为不明",
    ),
}
"""What measures do with a row in doubt. A kind declares it, and its measure has to do so."""

_PLACES: Mapping[str, type[pl.DataType]] = {
    "first_submission_id": pl.String,
    "first_sheet": pl.String,
    "first_row": pl.Int32,
    "second_submission_id": pl.String,
    "second_sheet": pl.String,
    "second_row": pl.Int32,
}
FIRST_PLACE = {"first_submission_id": "submission_id", "first_sheet": "source_sheet", "first_row": "source_row"}
SECOND_PLACE = {"second_submission_id": "submission_id", "second_sheet": "source_sheet", "second_row": "source_row"}
"""The columns of a place, and those of a row of core that stands there."""
NO_SECOND_PLACE = {name: pl.lit(None, kind) for name, kind in _PLACES.items() if name in SECOND_PLACE}
"""Of a kind whose other place is no file."""
_GIVEN: dict[str, type[pl.DataType]] = {
    "subject_id": pl.String,
    **_PLACES,
    "text_en": pl.String,
    "text_zh": pl.String,
    "is_synthetic": pl.Boolean,
}
_CONCERNED: dict[str, type[pl.DataType]] = {f"{subject}_id": pl.String for subject in SUBJECTS}


@dataclass(frozen=True)
class Kind:
    """A kind of contradiction: its word with a label in both languages, what it is about, and what it reads."""

    kind: str
    en: str
    zh: str
    subject: str
    treatment: str
    reads: tuple[str, ...]
    find: Find

    def rows(self, inputs: Inputs) -> pl.DataFrame:
        """The contradictions of this kind. Raises ContractBroken where the function does not return what it should."""
        found = self.find({name: inputs[name] for name in self.reads})
        missing, unknown = _GIVEN.keys() - set(found.columns), set(found.columns) - _GIVEN.keys() - _CONCERNED.keys()
        if missing or unknown:
            raise ContractBroken(
                f"The kind of contradiction '{self.kind}' lacks {sorted(missing)} and has {sorted(unknown)} too much.",
                zh=f"矛盾类型“{self.kind}”缺少列 {sorted(missing)}，多出列 {sorted(unknown)}。",
            )
        found = found.with_columns(pl.col("subject_id").alias(f"{self.subject}_id"))
        columns = {
            name: (pl.col(name) if name in found.columns else pl.lit(None)).cast(kind)
            for name, kind in (_GIVEN | _CONCERNED).items()
        }
        return found.select(
            kind=pl.lit(self.kind, pl.String),
            subject_kind=pl.lit(self.subject, pl.String),
            treatment=pl.lit(self.treatment, pl.String),
            **columns,
        )


_KINDS: dict[str, Kind] = {}


def kind(
    word: str, en: str, zh: str, *, subject: str, treatment: str, reads: tuple[str, ...]
) -> Callable[[Find], Find]:
    """Marks the function that finds a kind of contradiction. Raises ContractBroken for a subject that is no noun here,
    a treatment that is no word of TREATMENTS, and for a word that another function has."""

    if subject not in SUBJECTS:
        raise ContractBroken(
            f"The kind of contradiction '{word}' has the subject '{subject}'.",
            f"One of {', '.join(SUBJECTS)}, or a new entry of SUBJECTS.",
            zh=f"矛盾类型“{word}”的对象“{subject}”未定义。请使用 {'、'.join(SUBJECTS)} 之一，或在 SUBJECTS 中添加。",
        )

    if treatment not in TREATMENTS:
        raise ContractBroken(
            f"The kind of contradiction '{word}' has the treatment '{treatment}'.",
            f"One of {', '.join(TREATMENTS)}.",
            zh=f"矛盾类型“{word}”的处理方式“{treatment}”未定义。请使用 {'、'.join(TREATMENTS)} 之一。",
        )

    def mark(find: Find) -> Find:
        known = _KINDS.get(word)
        if known is not None and (known.find.__module__, known.find.__qualname__) != (
            find.__module__,
            find.__qualname__,
        ):
            raise ContractBroken(
                f"Two functions find the kind of contradiction '{word}'.",
                zh=f"矛盾类型“{word}”有两个函数。",
            )
        _KINDS[word] = Kind(word, en, zh, subject, treatment, reads, find)
        return find

    return mark


@cache
def load_kinds() -> tuple[Kind, ...]:
    """Every kind of this folder, by its word."""
    package = importlib.import_module(__name__.rpartition(".")[0])
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        if module.name != __name__:
            importlib.import_module(module.name)
    return tuple(_KINDS[word] for word in sorted(_KINDS))


def tables_read() -> tuple[str, ...]:
    """Every table that a kind declares."""
    return tuple(sorted({table for each in load_kinds() for table in each.reads}))


def contradictions(inputs: Inputs) -> pl.DataFrame:
    """One row per contradiction, in the shape of mart.contradiction."""
    found = pl.concat([each.rows(inputs) for each in load_kinds()])
    key = ("kind", "subject_kind", "subject_id", *_PLACES)
    parts = (pl.col(name).cast(pl.String).fill_null("") for name in key)
    return (
        found.unique(key, keep="first", maintain_order=True)
        .with_columns(contradiction_id=pl.concat_str(parts, separator="/"))
        .sort("contradiction_id")
    )
