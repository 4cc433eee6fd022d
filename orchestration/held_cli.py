"""`longmai held …`: lists of held cells and unconfirmed codes, and decisions about them."""

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
    help="Held cells: list, correct, release or reject them; confirm credit codes. Decisions take effect at the next "
    "refresh."
)

CellId = Annotated[str, typer.Argument(metavar="ID", help="Submission, sheet and cell: S000012/财务状况/Q21.")]
RowId = Annotated[str, typer.Argument(metavar="ROW", help="Submission, sheet and row: S000012/财务状况/21.")]
Person = Annotated[str, typer.Option("--by", help="Person who decides.")]
Reason = Annotated[str, typer.Option("--reason", help="Reason.")]


@held.command("list")
def list_cells(
    form: Annotated[Optional[str], typer.Option(help="Only cells of this form.")] = None,  # noqa: UP045
    period: Annotated[Optional[str], typer.Option(help="Only cells of this period: 2016-03.")] = None,  # noqa: UP045
    everything: Annotated[bool, typer.Option("--all", help="Include decided cells.")] = False,
    as_json: Json = False,
) -> None:
    """Lists cells that need a decision."""
    from warehouse.decisions.decide import list_held

    cells = list_held(read_home().ensure(), form_id=form, period=period).rows(named=True)
    selected = [cell for cell in cells if everything or cell["state"] == "open"]
    if as_json:
        print_json(selected)
        return
    table = RichTable()
    table.add_column("id", no_wrap=True)
    for name in ("column", "subject", "rule", "text", "state"):
        table.add_column(name, overflow="fold")
    for cell in selected:
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
    """Shows a held cell with its rule and all decisions about it."""
    from warehouse.decisions.decide import list_held
    from warehouse.decisions.ledger import read_decisions
    from warehouse.errors import UnknownName

    home = read_home().ensure()
    found = next((row for row in list_held(home).iter_rows(named=True) if row["held_cell_id"] == cell), None)
    if found is None:
        raise UnknownName(f"There is no held cell '{cell}'.", "`longmai held list --all` lists them.")
    decisions = [entry for entry in read_decisions(home) if cell == entry.held_cell_id]
    if as_json:
        print_json({**found, "decisions": [_to_dict(entry) for entry in decisions]})
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
    value: Annotated[str, typer.Argument(help="Correct value, written as in the file; after -- if negative.")],
    by: Person,
    reason: Reason,
) -> None:
    """Replaces the cell by VALUE. With a corrected key the whole row is accepted."""
    _decide(cell, DecisionKind.CORRECTED, by, reason, value)


@held.command()
def release(cell: CellId, by: Person, reason: Reason) -> None:
    """Accepts the cell unchanged, if it can be parsed."""
    _decide(cell, DecisionKind.RELEASED, by, reason)


@held.command()
def reject(cell: CellId, by: Person, reason: Reason) -> None:
    """Excludes the cell permanently."""
    _decide(cell, DecisionKind.REJECTED, by, reason)


@held.command()
def withdraw(
    cell: Annotated[str, typer.Argument(metavar="ID", help="A cell, or a credit code of `longmai held codes`.")],
    by: Person,
    reason: Reason,
) -> None:
    """Revokes the decision in force: the cell is open, the code unconfirmed again. The ledger has both entries."""
    if "/" in cell:
        _decide(cell, DecisionKind.WITHDRAWN, by, reason)
    else:
        _decide_code(cell, DecisionKind.WITHDRAWN, by, reason)


@held.command()
def codes(
    everything: Annotated[bool, typer.Option("--all", help="Include confirmed codes.")] = False,
    as_json: Json = False,
) -> None:
    """Lists credit codes with a wrong check character: accepted with a warning until confirmed."""
    from warehouse.decisions.confirm import list_doubtful_codes

    found = list_doubtful_codes(read_home().ensure()).rows(named=True)
    selected = [code for code in found if everything or code["state"] == "open"]
    if as_json:
        print_json(selected)
        return
    table = RichTable()
    table.add_column("credit_code", no_wrap=True)
    names = ("state", "cell_count", "cell", "decision_id", "person", "reason")
    for name in names:
        table.add_column(name, overflow="fold")
    for row in selected:
        table.add_row(row["credit_code"], *(Text(shown(str(row[name] or ""))) for name in names))
    out.print(table)


@held.command()
def confirm(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A credit code of `longmai held codes`.")],
    by: Person,
    reason: Reason,
) -> None:
    """Confirms a credit code despite its wrong check character, for all files."""
    _decide_code(code, DecisionKind.CONFIRMED, by, reason)


@held.command()
def withdraw_row(row: RowId, by: Person, reason: Reason) -> None:
    """Excludes all values of an accepted row, including those of earlier files. The archive is not changed."""
    _withdraw(row, DecisionKind.ROW_WITHDRAWN, by, reason)


@held.command()
def restore_row(row: RowId, by: Person, reason: Reason) -> None:
    """Revokes the withdrawal of a row: its values are used again. The ledger has both entries."""
    _withdraw(row, DecisionKind.WITHDRAWN, by, reason)


@held.command()
def proposals(as_json: Json = False) -> None:
    """Lists proposed enterprises for rows with a destroyed or unknown code."""
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
    """Assigns a row with a destroyed code to the proposed enterprise. If none is right, reject its cell."""
    from warehouse.decisions.match import accept_proposal

    decision = accept_proposal(read_home().ensure(), proposal, person=by, reason=reason)
    _say(decision, f"{decision.held_cell_id} reads as {decision.value}")


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
    what = "confirmed" if kind is DecisionKind.CONFIRMED else "unconfirmed again"
    _say(decision, f"{decision.subject} {what}", "tables")


def _withdraw(row: str, kind: DecisionKind, person: str, reason: str) -> None:
    from warehouse.decisions.withdraw import decide_row

    decision = decide_row(_home(), row, kind, person=person, reason=reason)
    what = "withdrawn" if kind is DecisionKind.ROW_WITHDRAWN else "restored"
    _say(decision, f"{row} {what}")


def _say(decision: Decision, what: str, where: str = "figures") -> None:
    text = f"{decision.decision_id}: {what}. The {where} change at the next `longmai refresh`."
    out.print(text, markup=False, highlight=False)


def _to_dict(entry: Decision) -> dict[str, str | None]:
    return {
        "decision_id": entry.decision_id,
        "kind": entry.kind.value,
        "value": entry.value,
        "person": entry.person,
        "reason": entry.reason,
        "decided_at": entry.decided_at.isoformat(),
    }
