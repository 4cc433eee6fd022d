"""Writes docs/sources/real_files.md: what became of every real file beside the checkout, and of an invented file of
each shape of macro data, in our own words and figures.

Run `.venv/bin/python -m tests.real_files_table` from the checkout; a test compares the page with the files.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from tests import macro_shapes
from warehouse.domain.naming import Naming
from warehouse.errors import DataError
from warehouse.forms.registry import FORMS
from warehouse.programme.programme import Programme, built_in, read_programme
from warehouse.reading.child import ChildReader
from warehouse.transforms.delivery import Delivery, read_delivery, refused
from warehouse.transforms.finding import Severity, group_findings

NAMINGS = {
    "gdp/UNVERIFIED_gdp_2015_2024.csv": Naming("王芳", unit_id="cny_1e8", vintage_id="unverified"),
    "gdp/china_gdp_by_province_1992_2020_zh.csv": Naming("王芳", "gdp", "cny_1e8", "post_4th_census"),
    "gdp/gansu_gdp_vintages.csv": Naming("王芳", "gdp"),
    "macro/fixed_asset_investment.csv": Naming(
        "王芳", "fixed_asset_investment", "cny_1e8", "as_published", region_code="100000"
    ),
    "macro/ppi.csv": Naming("王芳", "ppi_yoy_index", "index_yoy", "as_published", region_code="100000"),
}
"""What a person says of the files that do not say themselves what their figures are."""
MAPPINGS = {
    "enterprise/uscc_dirty_zhejiang_travel_agencies.csv": "travel_agencies",
    "enterprise/uscc_sei_companies_sample.csv": "sei_companies",
    "funds/government_funds_2405.xlsx": "government_funds",
}
"""The lists with headings of their own, and the mapping of each, in tests/data/mappings."""
_SHOWN = 2
"""How many messages of a file the page repeats."""
PROJECT = Path(__file__).resolve().parent.parent
PAGE = PROJECT / "docs" / "sources" / "real_files.md"
_INTRODUCTION = """# What becomes of the real files

Written by `tests/real_files_table.py` from the files beside the checkout (`../shared/data/real`), which are never
committed; a test fails where this page and the files say different things.

`form` is one of our report forms, `layout` a third party's file whose values are taken, `reference` material that is
recognised, compared with our reference tables and kept, and of which no value is taken: its status is *accepted* and a
finding `reference_file` says what it is. That is a finding and no status of its own because a status says whether
somebody has to act, and here nobody has. Rows read are always rows accepted plus rows that hold a cell; a row of a list
that can do without its held cell is accepted.

A file that does not say which indicator its figures are of, or in which unit, *waits*; the line below it shows it as a
person names it. A list with headings of its own is shown as it comes and as it is read by a mapping (docs/mapping.md),
*mapped*. A file is *held* where a cell waits for a correction or a series is *unassigned*: its indicator, unit
or region is not in our lists, and its values are stored with it and in no figure until somebody assigns it.

{counts}

| file | outcome | read as | rows | accepted | only unassigned | series unassigned | held cells | findings |
| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | --- |
"""
_SHAPES = """## One file of each shape

Invented numbers in the shapes of the national service's export and of a terminal's (`tests/macro_shapes.py`).

| file | outcome | read as | rows | accepted | only unassigned | series unassigned | held cells | findings |
| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | --- |
"""
_DIFFERENT = """In the workbooks of 2017 the names of a group and its only class ran together in one cell. In the list
of counties 620201 stands for Jiayuguan as a whole, a statistical code; our table has it as the districts of it."""


def deliver(root: Path) -> dict[str, Delivery]:
    """What every file below `root` delivers, by its path."""
    deliveries = {}
    with ChildReader() as reader:
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.name != "README.md":
                name = path.relative_to(root).as_posix()
                deliveries[name] = _deliver(reader, path, None)
                if name in NAMINGS:
                    deliveries[f"{name}, named"] = _deliver(reader, path, NAMINGS[name])
                if name in MAPPINGS:
                    deliveries[f"{name}, mapped"] = _deliver(reader, path, None, with_mapping(MAPPINGS[name]))
    return deliveries


def with_mapping(name: str) -> Programme:
    """The built-in programme with one of the mappings of tests/data."""
    path = f"mappings/{name}.toml"
    return read_programme({**built_in().files, path: (PROJECT / "tests" / "data" / path).read_bytes()})


def _deliver(reader: ChildReader, path: Path, naming: Naming | None, programme: Programme | None = None) -> Delivery:
    try:
        return read_delivery(reader.read(path).sheets, path.name, programme or built_in(), naming=naming)
    except DataError as error:
        return refused(error)


def deliver_shapes() -> dict[str, Delivery]:
    """What the invented files deliver."""
    with tempfile.TemporaryDirectory() as folder:
        macro_shapes.write(Path(folder))
        return deliver(Path(folder))


def page(deliveries: dict[str, Delivery], shapes: dict[str, Delivery]) -> str:
    """The page: a table of files, what a clerk reads of them, then each held cell with its reason."""
    outcomes = Counter(_outcome(delivery) for delivery in deliveries.values())
    counts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    lines = [_INTRODUCTION.rstrip().format(counts=f"Of {len(deliveries)} readings: {counts}.")]
    lines += [_line(name, delivery) for name, delivery in deliveries.items()]
    lines += ["", _SHAPES.rstrip(), *(_line(name, delivery) for name, delivery in shapes.items())]
    lines += ["", "## What a clerk reads", ""]
    for name, delivery in (*deliveries.items(), *shapes.items()):
        if _outcome(delivery) not in ("taken", "reference"):
            lines += [f"**{name}** ({_outcome(delivery)})", "", *_as_read(delivery), ""]
    lines += ["## How reference material compares", ""]
    lines += [
        f"- `{name}`: {finding.message}"
        for name, delivery in deliveries.items()
        for finding in delivery.findings
        if finding.rule in ("reference_compared", "credit_codes_examined", "repeated_key", "unlike_its_column",
                            "dangling_reference")
    ]  # fmt: skip
    lines += ["", "## Held cells", ""]
    for name, delivery in deliveries.items():
        by_rule: dict[tuple[str, str], list[str]] = {}
        for finding in delivery.findings:
            if finding.severity is Severity.HELD:
                by_rule.setdefault((finding.rule, finding.message), []).append(finding.cell or "")
        for (rule, message), cells in by_rule.items():
            lines.append(f"- `{name}`, `{rule}`, {len(cells)} cells. {message} Cells: {', '.join(cells)}.")
    lines += ["", "## Cells whose name is not that of the same code in our table", ""]
    for name, delivery in deliveries.items():
        cells = [finding.cell or "" for finding in delivery.findings if finding.rule == "reference_differs"]
        if cells:
            lines.append(f"- `{name}`: {', '.join(dict.fromkeys(cells))}.")
    lines += ["", _DIFFERENT]
    return "\n".join(lines) + "\n"


def _line(name: str, delivery: Delivery) -> str:
    rules = Counter((finding.severity.value, finding.rule) for finding in delivery.findings)
    told = ", ".join(f"{count} {severity} `{rule}`" for (severity, rule), count in sorted(rules.items())) or "none"
    return (
        f"| {name} | {_outcome(delivery)} | {_read_as(delivery)} | {delivery.rows_read} | {delivery.rows_accepted} "
        f"| {delivery.rows_unassigned} | {_unassigned(delivery)} | {delivery.held_count} | {told} |"
    )


def _outcome(delivery: Delivery) -> str:
    if delivery.refusal is not None:
        return "waits" if delivery.is_waiting else "refused"
    if any(finding.rule == "reference_file" for finding in delivery.findings):
        return "reference"
    return "held" if delivery.held_count or delivery.has_unassigned else "taken"


def _unassigned(delivery: Delivery) -> int:
    return sum(finding.severity is Severity.UNASSIGNED for finding in delivery.findings)


def _as_read(delivery: Delivery) -> list[str]:
    """The findings that somebody has to act on, grouped as the command prints them."""
    acted_on = [found for found in delivery.findings if found.severity not in (Severity.INFO, Severity.WARNING)]
    groups = group_findings(acted_on)
    shown = [f"- {group.where}: {group.message}" if group.where else f"- {group.message}" for group in groups[:_SHOWN]]
    return [*shown, *([f"- and {len(groups) - _SHOWN} more"] if len(groups) > _SHOWN else [])]


def _read_as(delivery: Delivery) -> str:
    if delivery.refusal is not None:
        return f"layout `{delivery.form_id}`" if delivery.is_waiting else "nothing"
    kind = (
        "form" if delivery.form_id in FORMS
        else "reference" if any(finding.rule == "reference_file" for finding in delivery.findings)
        else "layout"
    )  # fmt: skip
    return f"{kind} `{(delivery.form_id or '').removeprefix('reference_')}`"


if __name__ == "__main__":
    PAGE.write_text(page(deliver(PROJECT.parent / "shared" / "data" / "real"), deliver_shapes()), encoding="utf-8")
