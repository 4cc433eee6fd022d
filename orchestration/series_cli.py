"""`longmai series …`: the series of third parties' files, and what they are."""

from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from orchestration.console import Json, out, print_json
from orchestration.programme_cli import By, Reason, publish_revision
from orchestration.settings import read_home

series = typer.Typer(
    help="Series of third parties' files: list them, assign one to an indicator once for all files, or ignore it. "
    "中文：第三方文件中的序列：列出、指派到指标（一次，适用于所有文件）或忽略。"
)

_STATES = {"assigned": "已指派", "unassigned": "未指派", "ignored": "已忽略"}
_WHY = {
    "unknown_indicator": "名称未对应到指标", "unknown_unit": "计量单位未登记或不适用", "unknown_region": "地区未知",
    "not_named": "文件未写明指标",
}  # fmt: skip
SeriesId = Annotated[str, typer.Argument(metavar="ID", help="Series: nbs/社会消费品零售总额_当期值/亿元/100000.")]


@series.command("list")
def list_all(
    everything: Annotated[bool, typer.Option("--all", help="Include assigned and ignored series.")] = False,
    as_json: Json = False,
) -> None:
    """Lists series that wait to be assigned, with what their names propose. A proposal decides nothing."""
    from warehouse.ingestion.series_list import list_series, propose
    from warehouse.programme.in_force import programme_in_force
    from warehouse.transforms.layouts.resolve import unknown_of

    home = read_home().ensure()
    programme = programme_in_force(home)
    found = [row for row in list_series(home).to_dicts() if everything or row["state"] == "unassigned"]
    for row in found:
        row["unknown"] = unknown_of(row["why"], row["unit_received"], row["region_code"], programme)
        proposal = propose(row, programme) if row["state"] == "unassigned" else None
        row["proposed_indicator"] = proposal.indicator_id if proposal is not None else None
        row["proposed_kind"] = proposal.period_kind if proposal is not None else None
    if as_json:
        print_json(found)
        return
    # Plain lines: an id is to be copied whole.
    for row in found:
        maybe = " ".join(filter(None, (row["proposed_indicator"], row["proposed_kind"])))
        known = " ".join(filter(None, (row["indicator_id"], row["period_kind"])))
        says = known or ", ".join(row["unknown"])
        says_zh = known or "、".join(_WHY[why] for why in row["unknown"])
        count, span = row["period_count"], f"{row['first_period']} … {row['last_period']}, {row['submission_id']}"
        _print(
            f"{row['series_id']}\n    {row['state']}: {says}; {count} period{'' if count == 1 else 's'} {span}"
            + (f"; may be {maybe}" if maybe else "")
            + f" 中文：{_STATES[row['state']]}{'：' if says_zh else ''}{says_zh}；{count} 期 {span}"
            + (f"；可能为 {maybe}" if maybe else "")
        )
    if not found:
        _print("No series waits to be assigned. 中文：没有待指派的序列。")


@series.command()
def show(series_id: SeriesId, as_json: Json = False) -> None:
    """Shows a series and, where it is not assigned, its values with their cells."""
    from warehouse.ingestion.series_list import find_series

    row, values = find_series(read_home().ensure(), series_id)
    if as_json:
        print_json({**row, "values": values.drop("series_id").to_dicts()})
        return
    for name, value in row.items():
        if value is not None:
            _print(f"{name:14} {value}")
    for value in values.iter_rows(named=True):
        _print(
            f"{value['period']:10} {value['value_received']:>16}  {value['submission_id']} {value['source_sheet']} "
            f"{value['source_cell']}"
        )


@series.command()
def assign(
    series_id: SeriesId,
    indicator: Annotated[str, typer.Option("--indicator", help="Indicator that it is.")],
    kind: Annotated[str, typer.Option("--kind", help="month, ytd, quarter, year or point.")],
    by: By,
    reason: Reason,
    unit: Annotated[Optional[str], typer.Option("--unit", help="Its unit, where the files do not say it.")] = None,  # noqa: UP045
    region: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option("--region", help="Its region code, where the files do not say it."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only compare with the values in force.")] = False,
    folder: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option("--folder", help="Write the line to this folder of a programme instead of applying it."),
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Assign although values differ much.")] = False,
    as_json: Json = False,
) -> None:
    """Assigns a series to an indicator, for all files, by its exact name; then reads again, builds and publishes."""
    from warehouse.ingestion.series_assignment import (
        apply_assignment,
        describe,
        describe_series,
        prepare_assignment,
        write_to_folder,
    )

    home = read_home().ensure()
    found = prepare_assignment(home, series_id, indicator, kind, by=by, reason=reason, unit=unit, region=region)
    words = describe(found.comparison)
    if dry_run:
        if as_json:
            taken = [
                {"series_id": one.series_id, "state": one.state, "why": one.why, "lost": one.lost,
                 "comparison": _plain(one.comparison)}
                for one in found.series
            ]  # fmt: skip
            print_json(
                {"comparison": _plain(found.comparison), "needs_accept": found.needs_acceptance, "series": taken}
            )
            return
        count = len(found.series)
        _print(f"The line takes {count} series. {words.en} 中文：该行涉及 {count} 个序列：{words.zh}")
        for one in map(describe_series, found.series):
            _print(f"    {one.en} 中文：{one.zh}")
        if found.needs_acceptance:
            _print("Assigning it needs --accept. 中文：指派时须加 --accept。")
        return
    if folder is not None:
        path = write_to_folder(folder, found, is_accepted=accept)
        if as_json:
            print_json({"written_to": path})
            return
        _print(
            f"One line was added to {path}. Apply it: longmai programme apply {folder} --by NAME --reason TEXT "
            f"中文：已在 {path} 增加一行；请运行 longmai programme apply 应用。"
        )
        return
    revision, changes = apply_assignment(home, found, is_accepted=accept)
    if not as_json:
        _print(f"{words.en} 中文：{words.zh}")
    publish_revision(home, revision.revision_id, [str(change) for change in changes], as_json)


@series.command()
def ignore(
    series_id: SeriesId,
    by: By,
    reason: Reason,
    accept: Annotated[bool, typer.Option("--accept", help="Ignore although assigned series go with it.")] = False,
    as_json: Json = False,
) -> None:
    """Ignores a series for all files: it stays stored, and no file is held for it."""
    from warehouse.ingestion.series_assignment import apply_assignment, prepare_ignoring

    home = read_home().ensure()
    found = prepare_ignoring(home, series_id, by=by, reason=reason)
    revision, changes = apply_assignment(home, found, is_accepted=accept)
    publish_revision(home, revision.revision_id, [str(change) for change in changes], as_json)


def _plain(comparison: Any) -> dict[str, object]:
    factor = comparison.largest_factor
    return {
        "new": comparison.new,
        "equal": comparison.equal,
        "different": comparison.different,
        "largest_factor": None if factor is None else str(factor),
        "outside_of_index": comparison.outside_of_index,
        "without_number": comparison.without_number,
    }


def _print(text: str) -> None:
    out.print(text, markup=False, highlight=False, soft_wrap=True)
