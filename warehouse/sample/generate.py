"""Writes a whole sample: the files in the order of delivery, and the list of truths."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from warehouse.domain.period import Period
from warehouse.errors import InvalidArgument
from warehouse.forms.form import Form
from warehouse.sample.assessed import office_deliveries, office_truths
from warehouse.sample.bulletin import write_bulletin, write_correction
from warehouse.sample.catalogue import Catalogue, read_catalogue
from warehouse.sample.chain_terms import lead_deliveries, noted_members, planted_members, with_terms
from warehouse.sample.chain_truths import chain_truths
from warehouse.sample.chains import chain_count, chain_members
from warehouse.sample.changes import Changes, has_changes, plan_changes, write_changes
from warehouse.sample.contacts import contact_truths
from warehouse.sample.course import plan_course
from warehouse.sample.deliveries import Outbox, write_chains, write_register, write_registers
from warehouse.sample.economy import FILES as ECONOMY_FILES
from warehouse.sample.economy import plan_economy, write_economy
from warehouse.sample.events import Events, monthly_periods, plan_events
from warehouse.sample.facts import Facts
from warehouse.sample.firms import Firms, make_firms
from warehouse.sample.funds import fund_deliveries, fund_truths
from warehouse.sample.money import money_deliveries, money_truths
from warehouse.sample.monthly import MonthlyWriter
from warehouse.sample.national import national_deliveries, national_truths
from warehouse.sample.office import office_files, write_office_files
from warehouse.sample.parks import park_deliveries, park_truths
from warehouse.sample.platforms import platform_deliveries, platform_truths
from warehouse.sample.project_lights import FILES as THIRD_YEAR_FILES
from warehouse.sample.project_lights import has_third_year, third_year_truths, write_third_year
from warehouse.sample.projects import project_deliveries, project_truths
from warehouse.sample.sei_shares import plan_shares, write_shares
from warehouse.sample.supply import FILES as SUPPLY_FILES
from warehouse.sample.supply import chain_gaps, supply_edges, write_supply
from warehouse.sample.task_reports import task_truths
from warehouse.sample.truths import known_truths
from warehouse.sample.warnings import warning_deliveries, warning_truths
from warehouse.sample.workbook import Cell

_MOST_ENTERPRISES = 999_999
_START = Period(2014, month=1)


@dataclass(frozen=True)
class SampleReport:
    """The files written, in the order of delivery, which is also the order of their names.

    `omitted` names the known truths that a sample of this size and length cannot contain.
    """

    files: tuple[Path, ...]
    truth: Path
    enterprises: int
    periods: tuple[str, ...]
    omitted: tuple[str, ...]


def generate(
    out: Path,
    enterprises: int = 58,
    months: int = 36,
    seed: int = 2016,
    start: Period = _START,
    on_progress: Callable[[str, int, int], None] | None = None,
    truth: Path | None = None,
    unit_slip: bool = False,
) -> SampleReport:
    """Writes a sample of `months` calendar months from `start` into `out`; the same arguments give the same bytes.

    Each file gets its name only when it is complete. The truth file is outside `out`, which may be an inbox (default:
    truth.json next to it). `on_progress` is called after each file with its name, the number of files written and their
    total. `unit_slip` adds a truth: two dirty cells of that kind. Raises InvalidArgument for a sample that cannot be
    made.
    """
    truth = truth or out.parent / "truth.json"
    _check_arguments(out, enterprises, months, start, truth)
    out.mkdir(parents=True, exist_ok=True)
    truth.parent.mkdir(parents=True, exist_ok=True)
    catalogue = read_catalogue()
    firms = make_firms(enterprises, seed, start.year, catalogue)
    periods = tuple(monthly_periods(start, months))
    events = plan_events(periods, firms, unit_slip)
    changes = plan_changes(start.year, firms, events)
    chain_rows = with_terms(planted_members(chain_members(firms, seed, catalogue), firms, changes))
    macro = packaged_macro_files()
    money: list[tuple[str, Form, Sequence[Mapping[str, Cell]]]] = [
        *fund_deliveries(firms, start.year),
        *project_deliveries(firms, start.year),
        *office_deliveries(firms, changes, seed, start.year),
        *money_deliveries(firms, changes, start.year),
        *lead_deliveries(chain_rows, start.year),
        *platform_deliveries(start.year),
        *warning_deliveries(firms, start.year),
        *park_deliveries(firms, start.year),
        *national_deliveries(start.year),
    ]
    batches = firms.table["batch"].n_unique()
    total = (
        batches
        + 1
        + len(macro)
        + len(money)
        + 2 * len(periods)
        + (events.late is not None)
        + (events.corrected is not None)
    )
    last_year = max((period.year for period in periods), default=start.year)
    shares = plan_shares(seed, start.year, last_year, firms, catalogue, events)
    offices = office_files(start.year, firms, seed, periods)
    total += len(offices) + has_changes(firms, changes) + SUPPLY_FILES + ECONOMY_FILES + len(shares.years)
    has_december = any(period.month == 12 for period in periods)
    total += 1 + has_december
    third_year = start.year + 2 if has_third_year(periods) else None
    total += THIRD_YEAR_FILES * (third_year is not None)
    outbox = Outbox(out, total, start.year, on_progress)
    write_register(outbox, firms)
    write_chains(outbox, chain_rows)
    write_changes(outbox, firms, changes)
    chains = chain_count(enterprises)
    write_supply(outbox, catalogue, chains, chain_rows, start.year)
    planted = write_shares(outbox, firms, shares)
    write_office_files(outbox, offices)
    economy = plan_economy(seed, start.year)
    write_economy(outbox, economy)
    for name, content in macro:
        outbox.copy(f"01_{name}", content)
    write_registers(outbox, money)
    if third_year is not None:
        write_third_year(outbox, firms, seed, third_year)
    write_correction(outbox)
    noted = noted_members(chain_rows, firms)
    if shares.contradicting is not None:
        noted.append(shares.contradicting)
    monthly = _write_months(outbox, seed, start.year, firms, catalogue, periods, events, changes, noted)
    if has_december:
        write_bulletin(outbox, monthly.profits)
    facts = Facts(
        start.year, catalogue, periods, firms, events, *monthly.role_rows(), chain_rows, monthly.wrong_revenue, changes,
        supply_edges(catalogue, chains, start.year), chain_gaps(chain_rows, start.year), planted, tuple(shares.years),
        economy, monthly.unreported, monthly.profits,
        monthly.field_revenue,
    )  # fmt: skip
    held, omitted = known_truths(facts)
    held += chain_truths(facts)
    held += fund_truths(start.year) + project_truths(start.year) + money_truths(firms, changes, start.year)
    held += task_truths(seed, firms, periods) + contact_truths(firms, periods)
    held += [] if third_year is None else third_year_truths(seed, third_year)
    held += platform_truths(start.year)
    held += office_truths(firms, changes, start.year, months)
    held += warning_truths(firms, start.year)
    held += park_truths(firms, start.year) + national_truths(start.year)
    document = {
        "synthetic": True,
        "arguments": {"enterprises": enterprises, "months": months, "seed": seed, "start": str(start)},
        "money_unit": "cny_1e3",
        "truths": held,
        "omitted": omitted,
        "dirty_cells": monthly.dirty_cells,
        "provincial_totals": monthly.totals,
        "falling_revenue": monthly.falling_revenue,
        "deliveries": outbox.deliveries,
    }
    truth.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return SampleReport(
        tuple(outbox.files), truth, enterprises, tuple(map(str, periods)), tuple(str(item["id"]) for item in omitted)
    )


def _check_arguments(out: Path, enterprises: int, months: int, start: Period, truth: Path) -> None:
    if not 1 <= enterprises <= _MOST_ENTERPRISES:
        raise InvalidArgument(f"A sample cannot have {enterprises} enterprises.", f"Ask for 1 to {_MOST_ENTERPRISES}.")
    if months < 1:
        raise InvalidArgument(f"A sample cannot have {months} months.", "Ask for at least one.")
    if start.month is None:
        raise InvalidArgument(f"A sample starts with a month, not with {start}.", "Write 2014-01.")
    if truth.resolve().is_relative_to(out.resolve()):
        raise InvalidArgument(f"The truth file '{truth.name}' would be among the deliveries.")


def packaged_macro_files() -> list[tuple[str, bytes]]:
    """The packaged macro series: real figures, copied as they are."""
    folder = resources.files("warehouse.sample") / "macro"
    if not folder.is_dir():
        return []
    return sorted((item.name, item.read_bytes()) for item in folder.iterdir() if item.name.endswith(".csv"))


def _write_months(
    outbox: Outbox, seed: int, first_year: int, firms: Firms, catalogue: Catalogue,
    periods: tuple[Period, ...], events: Events, changes: Changes, noted: Sequence[int],
) -> MonthlyWriter:  # fmt: skip
    last_year = max((period.year for period in periods), default=first_year)
    course = plan_course(seed, first_year, last_year, firms, catalogue)
    writer = MonthlyWriter(outbox, course, catalogue, periods, events, changes, noted)
    for year in range(first_year, last_year + 1):
        writer.write_year(year)
    writer.write_outstanding()
    return writer
