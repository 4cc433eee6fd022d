"""Forms, indicators and cells that are asked in a year, and what of them somebody knows already.

A form with a calendar is asked of each reporter in each period that is due; of any other form the rows that were sent
count. A cell is known where the register or the last return says it: a name, the same period of last year, a month that
two years to date give, a capacity that seldom changes. The first that fits counts. A known cell may still be wanted:
the same period is where a restatement shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl

from warehouse.domain.period import PeriodKind
from warehouse.forms.form import Form, Sender
from warehouse.forms.registry import FORMS
from warehouse.measures.china_days import days_in_china
from warehouse.rules.rule_sets import RuleSet, load_rule_sets

KNOWN = ("name", "same_period", "month", "unchanged")
_PRODUCTS = "monthly_output_return"


@dataclass(frozen=True)
class BurdenBounds:
    identity: tuple[str, ...]
    known_names: tuple[str, ...]
    unchanged: tuple[str, ...]


def load_burden_rules() -> tuple[RuleSet[BurdenBounds], ...]:
    return load_rule_sets("burden@*.toml", BurdenBounds)


@dataclass(frozen=True)
class Asked:
    """The columns of one row of a form in one period, and those that are known, by kind."""

    columns: frozenset[str]
    known: Mapping[str, frozenset[str]]

    @property
    def needed(self) -> frozenset[str]:
        return self.columns - frozenset().union(*self.known.values())


def content_of(form: Form, bounds: BurdenBounds) -> frozenset[str]:
    """The columns that say something about the subject."""
    return frozenset(
        column.name
        for column in form.columns
        if column.required and column.name not in form.key and column.name not in bounds.identity
    )


@cache
def asked(form: Form, month: int | None, bounds: BurdenBounds) -> Asked:
    """What a row of the form asks in that month; None for a form without months."""
    columns = {column.name for column in form.columns if column.required}
    is_combined = form.calendar is not None and month in form.calendar.combined_months
    names = columns & set(bounds.known_names)
    same, months, unchanged = set[str](), set[str](), set[str]()
    for measure in form.measures:
        has_year_to_date = any(fact.period_kind is PeriodKind.YTD for fact in measure.facts)
        for fact in measure.facts:
            is_month = fact.period_kind is PeriodKind.MONTH
            if is_combined and is_month and not fact.is_of_combined_months:
                columns -= set(fact.columns)
                continue
            if fact.same_period is not None:
                same.add(fact.same_period)
            if is_month and has_year_to_date:
                months.add(fact.value)
            if measure.indicator_id in bounds.unchanged and month != _first_month(form):
                unchanged.add(fact.value)
    found = dict(zip(KNOWN, map(frozenset, (names, same, months, unchanged)), strict=True))
    return Asked(frozenset(columns), found)


def _first_month(form: Form) -> int:
    exempt = form.calendar.exempt_months if form.calendar is not None else frozenset()
    return next(month for month in range(1, 13) if month not in exempt)


def burden_form(tables: Mapping[str, pl.DataFrame], rule: RuleSet[BurdenBounds]) -> pl.DataFrame:
    """One row per form and year, in the columns of mart.burden_form."""
    key = ["form_id", "year", "is_synthetic"]
    rows = pl.concat([_due(tables), _sent(tables["core.submission"])], how="diagonal")
    both = _counted(rows, rule.bounds)
    titles = pl.DataFrame({"form_id": list(FORMS), "title_zh": [form.title_zh for form in FORMS.values()]})
    owed = pl.col("reporter").drop_nulls().n_unique()
    return (
        both.group_by(key)
        .agg(*_SUMS, indicator_count=pl.col("content").max(), respondent_count=pl.when(owed > 0).then(owed))
        .join(titles, on="form_id")
        .with_columns(_of_kind("form_id", "year").alias("burden_form_id"), *_derived(rule))
        .with_columns(saved_alone_count=pl.col("known_count") + pl.col("asked_twice_count"))
        .select(pl.col(name).cast(kind) for name, kind in FORM.items())
        .sort("burden_form_id")
    )


def burden_respondent(tables: Mapping[str, pl.DataFrame], rule: RuleSet[BurdenBounds]) -> pl.DataFrame:
    """One row per respondent and year, in the columns of mart.burden_respondent: what it owed of the forms with a
    calendar, and what it sent of the others."""
    key = ["respondent_kind", "reporter", "year", "is_synthetic"]
    rows = pl.concat([_due(tables), _event_files(tables)], how="diagonal")
    is_event = pl.col("form_id").is_in([form.form_id for form in FORMS.values() if form.calendar is None])
    return (
        _counted(rows, rule.bounds)
        .group_by(*key, "form_id")
        .agg(*_SUMS, content=pl.col("content").max())
        .group_by(key)
        .agg(
            pl.col(_SUMMED).sum(),
            form_count=pl.len(),
            event_form_count=is_event.sum(),
            event_cell_count=pl.col("cell_count").filter(is_event).sum(),
            indicator_count=pl.col("content").sum(),
        )
        .with_columns(
            _of_kind("respondent_kind", "reporter", "year").alias("burden_respondent_id"),
            *(
                pl.when(pl.col("respondent_kind") == kind).then("reporter").alias(f"{kind}_id")
                for kind in ("enterprise", "department", "project")
            ),
            *_derived(rule),
        )
        .select(pl.col(name).cast(kind) for name, kind in RESPONDENT.items())
        .sort("burden_respondent_id")
    )


_KNOWN_COUNTS = tuple(f"known_{kind}_count" for kind in KNOWN)
_SUMMED = ("file_count", "row_count", "cell_count", *_KNOWN_COUNTS, "asked_twice_count")
_SUMS = tuple(pl.col(name).sum() for name in _SUMMED)


def _derived(rule: RuleSet[BurdenBounds]) -> tuple[pl.Expr, ...]:
    known = pl.sum_horizontal(_KNOWN_COUNTS)
    return (
        known.alias("known_count"),
        (pl.col("cell_count") - known).alias("needed_count"),
        pl.lit(rule.version_id).alias("rule_set_version_id"),
    )


def _of_kind(*parts: str) -> pl.Expr:
    kind = pl.when("is_synthetic").then(pl.lit("synthetic")).otherwise(pl.lit("real"))
    return pl.concat_str(*parts, kind, separator="/")


def _counted(rows: pl.DataFrame, bounds: BurdenBounds) -> pl.DataFrame:
    """The rows of files (`form_id`, `year`, `month`, `row_count`) with the cells that they ask."""
    key = ["form_id", "year", "is_synthetic", "month"]
    forms = frozenset(rows.select(key[:3]).unique().iter_rows())
    shapes = []
    for form_id, year, is_synthetic, month in rows.select(key).unique().iter_rows():
        form = FORMS[form_id]
        row = asked(form, month, bounds)
        shapes.append(
            {
                "form_id": form_id,
                "year": year,
                "is_synthetic": is_synthetic,
                "month": month,
                "cell_count": len(row.columns),
                "content": len(content_of(form, bounds) & row.columns),
                **{f"known_{kind}_count": len(columns) for kind, columns in row.known.items()},
                "asked_twice_count": len(row.needed & _repeated((form_id, year, is_synthetic), forms, bounds)),
            }
        )
    counts = ("cell_count", *_KNOWN_COUNTS, "asked_twice_count")
    schema = {
        **dict.fromkeys(("form_id", "year"), pl.String), "is_synthetic": pl.Boolean, "month": pl.Int8,
        **dict.fromkeys((*counts, "content"), pl.Int64),
    }  # fmt: skip
    shape = pl.DataFrame(shapes, schema=schema, orient="row")
    joined = rows.join(shape, on=key, nulls_equal=True)
    return joined.with_columns(pl.col(name) * pl.col("row_count") for name in counts)


def burden_duplicate(burdens: pl.DataFrame, subjects: pl.DataFrame, rule: RuleSet[BurdenBounds]) -> pl.DataFrame:
    """One row per pair of columns that ask the same, and year in which one was asked while the other was, or stood: at
    most the rows of the form with fewer of them in the year are asked twice. `subject_count` are those whom both forms
    are about; a standing list is about those of earlier years too.
    """
    about: defaultdict[FormOfYear, set[str]] = defaultdict(set)
    for form_id, year, is_synthetic, subject in subjects.select(
        "form_id", "year", "is_synthetic", "subject"
    ).iter_rows():
        about[form_id, year, is_synthetic].add(subject)
    rows_of = {
        (form_id, year, is_synthetic): rows
        for form_id, year, is_synthetic, rows in burdens.select(
            "form_id", "year", "is_synthetic", "row_count"
        ).iter_rows()
    }
    found = []
    for (first, first_name), (second, second_name) in duplicates(rule.bounds):
        for year, is_synthetic in sorted({each[1:] for each in rows_of if each[0] in (first, second)}):
            both = [(form_id, year, is_synthetic) for form_id in (first, second)]
            if not all(_is_asked_or_stands(each, rows_of.keys()) for each in both):
                continue
            pair = (f"{first}.{first_name}", f"{second}.{second_name}")
            found.append(
                {
                    "burden_duplicate_id": "/".join((*pair, year, "synthetic" if is_synthetic else "real")),
                    "form_id": first,
                    "column_name": first_name,
                    "heading": FORMS[first].column(first_name).title_zh,
                    "other_form_id": second,
                    "other_column_name": second_name,
                    "other_heading": FORMS[second].column(second_name).title_zh,
                    "year": year,
                    "subject_count": len(_about(both[0], about) & _about(both[1], about)),
                    "cell_count": min(rows_of[each] for each in both if each in rows_of),
                    "rule_set_version_id": rule.version_id,
                    "is_synthetic": is_synthetic,
                }
            )
    return pl.DataFrame(found, schema=DUPLICATE, orient="row").sort("burden_duplicate_id")


Named = tuple[str, str]
"""A form and a column of it."""


@cache
def duplicates(bounds: BurdenBounds) -> tuple[tuple[Named, Named], ...]:
    """Amounts that two forms ask about one kind of subject under one heading."""
    by_heading: defaultdict[tuple[str, str], list[Named]] = defaultdict(list)
    for form in FORMS.values():
        for name in sorted(content_of(form, bounds)):
            column = form.column(name)
            if form.key and column.unit_id is not None:
                by_heading[form.key[0], column.title_zh].append((form.form_id, name))
    found = {(one, other) for group in by_heading.values() for one in group for other in group if one[0] < other[0]}
    return tuple(sorted(found))


FormOfYear = tuple[str, str, bool]
"""A form, a year and whether its rows are invented."""


def _repeated(form: FormOfYear, forms: Set[FormOfYear], bounds: BurdenBounds) -> frozenset[str]:
    """The columns of a form that another one asks in the year too, or asked and still answers."""
    found = set()
    for one, other in duplicates(bounds):
        for (form_id, name), (other_id, _) in ((one, other), (other, one)):
            if form_id == form[0] and _is_asked_or_stands((other_id, *form[1:]), forms):
                found.add(name)
    return frozenset(found)


def _is_asked_or_stands(form: FormOfYear, forms: Set[FormOfYear]) -> bool:
    """A list with one row per subject and no calendar stands from the year on in which it came."""
    form_id, year, is_synthetic = form
    if form in forms:
        return True
    declared = FORMS[form_id]
    stands = declared.calendar is None and len(declared.key) == 1
    return stands and any(each[0] == form_id and each[1] < year and each[2] == is_synthetic for each in forms)


def _about(form: FormOfYear, about: Mapping[FormOfYear, set[str]]) -> set[str]:
    """Whom a form was about in a year; a standing list also in the years before."""
    form_id, year, is_synthetic = form
    stands = FORMS[form_id].calendar is None and len(FORMS[form_id].key) == 1
    return {
        subject
        for (other, when, mark), found in about.items()
        if other == form_id and mark == is_synthetic and (when == year or (stands and when < year))
        for subject in found
    }


def _due(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The file of each reporter and period that is due; it may have a row for each task or product."""
    year = pl.col("period").str.slice(0, 4)
    products = (
        tables["mart.growth_product"]
        .group_by(reporter="enterprise_id", year=year)
        .agg(products=pl.col("product_code").n_unique().cast(pl.Int64))
    )
    marks = pl.concat(
        tables[f"core.{kind}"].select("is_synthetic", reporter=f"{kind}_id", respondent_kind=pl.lit(kind))
        for kind in ("enterprise", "project")
    )
    kind = pl.when(pl.col("subject_kind") == "task").then(pl.lit("department")).otherwise("subject_kind")
    return (
        tables["mart.reporting_status"]
        .filter(
            pl.col("due_at").is_not_null(),
            pl.col("status") != "exempt",
            pl.col("form_id").is_in(list(FORMS)),
        )
        .group_by("form_id", "period", respondent_kind=kind, reporter="reporter_id")
        .agg(subjects=pl.len().cast(pl.Int64))
        .with_columns(year=year, month=pl.col("period").str.extract(r"^\d{4}-(\d{2})$").cast(pl.Int8))
        .join(products, on=["reporter", "year"], how="left")
        .join(marks, on=["reporter", "respondent_kind"], how="left")
        .with_columns(
            pl.col("is_synthetic").fill_null(False),
            row_count=pl.when(pl.col("form_id") == _PRODUCTS)
            .then(pl.col("products").fill_null(0))
            .otherwise("subjects"),
            file_count=pl.lit(1, pl.Int64),
        )
        .filter(pl.col("row_count") > 0)
        .select("form_id", "year", "month", "respondent_kind", "reporter", "is_synthetic", "row_count", "file_count")
    )


_RESPONDENTS = {
    Sender.ENTERPRISE: ("enterprise", "credit_code"),
    Sender.DEPARTMENT: ("department", "department_name"),
    Sender.PROJECT_UNIT: ("project", "project_id"),
}
"""Who sends a form, and the column of its rows that says who."""
EVENT_FORMS: Mapping[str, tuple[str, str]] = {
    form.form_id: _RESPONDENTS[form.sender]
    for form in FORMS.values()
    if form.calendar is None
    and form.sender in _RESPONDENTS
    and any(column.name == _RESPONDENTS[form.sender][1] for column in form.columns)
}
"""The forms without a calendar whose rows name who sent them."""
SUBJECT_FORMS: tuple[str, ...] = tuple(
    form.form_id
    for form in FORMS.values()
    if form.calendar is None and form.key[:1] in (("credit_code",), ("project_id",))
)
"""The forms without a calendar of which each row is about an enterprise or a project."""
EVENT_READS: tuple[str, ...] = (
    *(f"stage.{FORMS[form_id].dataset}" for form_id in sorted({*EVENT_FORMS, *SUBJECT_FORMS})),
    *("core.enterprise_identity", "core.department", "core.submission"),
)


def _event_rows(tables: Mapping[str, pl.DataFrame], form_id: str, column: str) -> pl.DataFrame:
    """The rows that came of a form without a calendar: whom `column` means (`subject`), file, and year of arrival."""
    files = tables["core.submission"].select(
        "submission_number",
        "is_synthetic",
        year=(pl.col("received_at") + pl.duration(hours=8)).dt.year().cast(pl.String),
    )
    rows = tables[f"stage.{FORMS[form_id].dataset}"].select("submission_number", named=column)
    if column == "credit_code":
        codes = tables["core.enterprise_identity"].sort("valid_to", descending=True, nulls_last=False)
        known = codes.unique("identifier_code", keep="first").select(named="identifier_code", subject="enterprise_id")
    elif column == "department_name":
        known = tables["core.department"].select(named="name_zh", subject="department_id").unique("named")
    else:
        known = rows.select("named", subject="named").unique()
    return rows.join(known, on="named").join(files, on="submission_number").with_columns(form_id=pl.lit(form_id))


def _event_files(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The rows and files of the forms without a calendar that name who sent them, by respondent and year."""
    return pl.concat(
        _event_rows(tables, form_id, column)
        .group_by("form_id", "year", "is_synthetic", reporter="subject")
        .agg(
            row_count=pl.len().cast(pl.Int64),
            file_count=pl.col("submission_number").n_unique().cast(pl.Int64),
        )
        .with_columns(respondent_kind=pl.lit(kind), month=pl.lit(None, pl.Int8))
        for form_id, (kind, column) in EVENT_FORMS.items()
    )


def subjects_of(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Whom the rows of each form and year are about."""
    names = ["form_id", "year", "is_synthetic", "subject"]
    events = [_event_rows(tables, form_id, FORMS[form_id].key[0]).select(names) for form_id in SUBJECT_FORMS]
    marks = pl.concat(
        tables[f"core.{kind}"].select("is_synthetic", subject=f"{kind}_id") for kind in ("enterprise", "project")
    )
    due = (
        tables["mart.reporting_status"]
        .filter(pl.col("due_at").is_not_null(), pl.col("status") != "exempt")
        .select("form_id", year=pl.col("period").str.slice(0, 4), subject="subject_id")
        .join(marks, on="subject")
        .select(names)
    )
    return pl.concat([*events, due]).unique()


def _sent(submissions: pl.DataFrame) -> pl.DataFrame:
    """The rows and files of the forms without a calendar, by the year in which they came."""
    year = days_in_china(pl.col("received_at")).dt.year().cast(pl.String)
    calendarless = [form_id for form_id, form in FORMS.items() if form.calendar is None]
    return (
        submissions.filter(pl.col("form_id").is_in(calendarless), pl.col("rows_accepted") > 0)
        .group_by("form_id", "is_synthetic", year=year)
        .agg(row_count=pl.col("rows_accepted").sum().cast(pl.Int64), file_count=pl.len().cast(pl.Int64))
        .with_columns(month=pl.lit(None, pl.Int8))
    )


_COUNTS: dict[str, Any] = {
    **dict.fromkeys(("file_count", "indicator_count"), pl.Int32),
    **dict.fromkeys(("row_count", "cell_count", "known_count"), pl.Int64),
    **{f"known_{kind}_count": pl.Int64 for kind in KNOWN},
    "needed_count": pl.Int64,
}
_MARKS: dict[str, Any] = {"rule_set_version_id": pl.String, "is_synthetic": pl.Boolean}
FORM: dict[str, Any] = {
    **dict.fromkeys(("burden_form_id", "form_id", "title_zh", "year"), pl.String), "respondent_count": pl.Int32,
    **_COUNTS, "asked_twice_count": pl.Int64, "saved_alone_count": pl.Int64, **_MARKS,
}  # fmt: skip
RESPONDENT: dict[str, Any] = {
    **dict.fromkeys(("burden_respondent_id", "respondent_kind", "enterprise_id", "department_id"), pl.String),
    **dict.fromkeys(("project_id", "year"), pl.String), "form_count": pl.Int32, "event_form_count": pl.Int32, **_COUNTS,
    "event_cell_count": pl.Int64, **_MARKS,
}  # fmt: skip
DUPLICATE: dict[str, Any] = {
    **dict.fromkeys(("burden_duplicate_id", "form_id", "column_name", "heading", "other_form_id"), pl.String),
    **dict.fromkeys(("other_column_name", "other_heading", "year"), pl.String),
    "subject_count": pl.Int32, "cell_count": pl.Int64, **_MARKS,
}  # fmt: skip
