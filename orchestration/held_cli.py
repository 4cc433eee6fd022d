"""`longmai held …`: the lists of held cells and doubtful codes, and what people decide about them."""

from typing import Annotated, Optional

import typer
from rich.table import Table as RichTable
from rich.text import Text

from orchestration.console import Json, out, print_json, seal_older
from orchestration.settings import read_home
from warehouse.archive.home import Home
from warehouse.archive.names import shown
from warehouse.decisions.ledger import Decision, DecisionKind

held = typer.Typer(
    help="Held cells: list, correct, release or reject them; confirm credit codes. A decision counts from the next "
    "refresh on."
)

CellId = Annotated[str, typer.Argument(metavar="ID", help="Submission, sheet and cell: S000012/财务状况/Q21.")]
RowId = Annotated[str, typer.Argument(metavar="ROW", help="Submission, sheet and row: S000012/财务状况/21.")]
Person = Annotated[str, typer.Option("--by", help="Who decides.")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]


@held.command("list")
def list_cells(
    form: Annotated[Optional[str], typer.Option(help="Only cells of this form.")] = None,  # noqa: UP045
    period: Annotated[Optional[str], typer.Option(help="Only cells of this period: 2016-03.")] = None,  # noqa: UP045
    everything: Annotated[bool, typer.Option("--all", help="Also cells that were decided about.")] = False,
    as_json: Json = False,
) -> None:
    """Cells that wait for a decision."""
    from warehouse.decisions.decide import list_held

    cells = list_held(read_home().ensure(), form_id=form, period=period).rows(named=True)
    chosen = [cell for cell in cells if everything or cell["state"] == "open"]
    if as_json:
        print_json(chosen)
        return
    table = RichTable()
    table.add_column("id", no_wrap=True)
    for name in ("column", "subject", "rule", "text", "state"):
        table.add_column(name, overflow="fold")
    for cell in chosen:
        table.add_row(
            cell["held_cell_id"],
            cell["column_name"] or "",
            cell["subject"] or "",
            cell["rule"],
            cell["text"] or "",
            cell["state"] + (" (reused)" if cell["is_reused"] else ""),
        )
    out.print(table)


@held.command()
def show(cell: CellId, as_json: Json = False) -> None:
    """One held cell: what is wrong with it, and every decision about it."""
    from warehouse.decisions.decide import list_held
    from warehouse.decisions.ledger import read_decisions
    from warehouse.errors import UnknownName

    home = read_home().ensure()
    found = next((row for row in list_held(home).iter_rows(named=True) if row["held_cell_id"] == cell), None)
    if found is None:
        raise UnknownName(f"There is no held cell '{cell}'.", "`longmai held list` shows them all.")
    decisions = [entry for entry in read_decisions(home) if cell == entry.held_cell_id]
    if as_json:
        print_json({**found, "decisions": [_told(entry) for entry in decisions]})
        return
    for name, value in found.items():
        if value is not None:
            out.print(f"{name:18} {value}", markup=False, highlight=False)
    for entry in decisions:
        out.print(
            f"{entry.decision_id:18} {entry.decided_at:%Y-%m-%d %H:%M} UTC {entry.person}: {entry.kind.value} "
            f"{entry.value or ''} ({entry.reason})",
            markup=False,
            highlight=False,
        )


@held.command()
def correct(
    cell: CellId,
    value: Annotated[
        str, typer.Argument(help="What should stand there, written as in the file; after -- if negative.")
    ],
    by: Person,
    reason: Reason,
) -> None:
    """Reads the cell as if VALUE stood in it. A corrected key brings the whole row in."""
    _decide(cell, DecisionKind.CORRECTED, by, reason, value)


@held.command()
def release(cell: CellId, by: Person, reason: Reason) -> None:
    """Takes the cell as it stands, where a value can be made of it."""
    _decide(cell, DecisionKind.RELEASED, by, reason)


@held.command()
def reject(cell: CellId, by: Person, reason: Reason) -> None:
    """Leaves the cell out for good."""
    _decide(cell, DecisionKind.REJECTED, by, reason)


@held.command()
def withdraw(
    cell: Annotated[str, typer.Argument(metavar="ID", help="A cell, or a credit code of `longmai held codes`.")],
    by: Person,
    reason: Reason,
) -> None:
    """Takes the decision in force back: the cell waits again, the code is doubtful again. Both stay in the ledger."""
    if "/" in cell:
        _decide(cell, DecisionKind.WITHDRAWN, by, reason)
    else:
        _decide_code(cell, DecisionKind.WITHDRAWN, by, reason)


@held.command()
def codes(
    everything: Annotated[bool, typer.Option("--all", help="Also codes that were confirmed.")] = False,
    as_json: Json = False,
) -> None:
    """Credit codes whose check character does not fit: taken with a warning until somebody confirms them."""
    from warehouse.decisions.confirm import list_doubtful_codes

    found = list_doubtful_codes(read_home().ensure()).rows(named=True)
    chosen = [code for code in found if everything or code["state"] == "open"]
    if as_json:
        print_json(chosen)
        return
    table = RichTable()
    table.add_column("credit_code", no_wrap=True)
    names = ("state", "cell_count", "cell", "decision_id", "person", "reason")
    for name in names:
        table.add_column(name, overflow="fold")
    for row in chosen:
        table.add_row(row["credit_code"], *(Text(shown(str(row[name] or ""))) for name in names))
    out.print(table)


@held.command()
def confirm(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A credit code of `longmai held codes`.")],
    by: Person,
    reason: Reason,
) -> None:
    """Says that a credit code is right as written, though its check character does not fit: in every file."""
    _decide_code(code, DecisionKind.CONFIRMED, by, reason)


@held.command()
def withdraw_row(row: RowId, by: Person, reason: Reason) -> None:
    """Counts no value of a row that was taken, nor what earlier files gave of it. The archive keeps everything."""
    _withdraw(row, DecisionKind.ROW_WITHDRAWN, by, reason)


@held.command()
def restore_row(row: RowId, by: Person, reason: Reason) -> None:
    """Takes the withdrawal of a row back: its values count again. Both stay in the ledger."""
    _withdraw(row, DecisionKind.WITHDRAWN, by, reason)


@held.command()
def proposals(as_json: Json = False) -> None:
    """Whom rows with a destroyed or unknown code may be about."""
    from warehouse.decisions.match import list_proposals

    found = list_proposals(read_home().ensure()).rows(named=True)
    if as_json:
        print_json(found)
        return
    table = RichTable()
    table.add_column("id", no_wrap=True)
    for name in ("name_received", "code_received", "name_zh", "credit_code", "reason", "score", "state"):
        table.add_column(name, overflow="fold")
    for row in found:
        table.add_row(
            row["match_proposal_id"],
            *(
                str(row[name] or "")
                for name in ("name_received", "code_received", "name_zh", "credit_code", "reason", "score", "state")
            ),
        )
    out.print(table)


@held.command()
def accept(
    proposal: Annotated[str, typer.Argument(metavar="PROPOSAL", help="An id of `longmai held proposals`.")],
    by: Person,
    reason: Reason,
) -> None:
    """Takes a row with a destroyed code for the proposed enterprise. Where it is about none: reject its cell."""
    from warehouse.decisions.match import accept_proposal

    decision = accept_proposal(read_home().ensure(), proposal, person=by, reason=reason)
    _say(decision, f"{decision.held_cell_id} is read as {decision.value}")


def _home() -> Home:
    home = read_home().ensure()
    seal_older(home)
    return home


def _decide(cell: str, kind: DecisionKind, person: str, reason: str, value: str | None = None) -> None:
    from warehouse.decisions.decide import decide

    decision = decide(_home(), cell, kind, person=person, reason=reason, value=value)
    _say(decision, f"{cell} {kind.value}")


def _decide_code(code: str, kind: DecisionKind, person: str, reason: str) -> None:
    from warehouse.decisions.confirm import decide_code

    decision = decide_code(_home(), code, kind, person=person, reason=reason)
    what = "confirmed" if kind is DecisionKind.CONFIRMED else "doubtful again"
    _say(decision, f"{decision.subject} {what}", "tables")


def _withdraw(row: str, kind: DecisionKind, person: str, reason: str) -> None:
    from warehouse.decisions.withdraw import decide_row

    decision = decide_row(_home(), row, kind, person=person, reason=reason)
    what = "withdrawn" if kind is DecisionKind.ROW_WITHDRAWN else "restored"
    _say(decision, f"{row} {what}")


def _say(decision: Decision, what: str, where: str = "figures") -> None:
    text = f"{decision.decision_id}: {what}. It is in the {where} after `longmai refresh`."
    out.print(text, markup=False, highlight=False)


def _told(entry: Decision) -> dict[str, str | None]:
    return {
        "decision_id": entry.decision_id,
        "kind": entry.kind.value,
        "value": entry.value,
        "person": entry.person,
        "reason": entry.reason,
        "decided_at": entry.decided_at.isoformat(),
    }
