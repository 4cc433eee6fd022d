"""The `longmai` command. Serving and querying are handed to `python -m graph`, which is never imported here.

Exit codes: 0 done; 1 something was held, refused by a check or failed; 2 a file was refused, or the command was
called wrongly.
"""

import sys

import typer

from orchestration.bench.command import bench
from orchestration.console import err
from orchestration.files_cli import due, exempt, forms, ingest, sample, template
from orchestration.held_cli import held
from orchestration.reading_cli import query, serve, sql, trace, up
from orchestration.snapshots_cli import backup, refresh, rollback, seal, snapshots, verify
from warehouse.errors import WarehouseError

app = typer.Typer(
    help="Longmai (陇脉), a province's strategic emerging industries: files in, snapshots, GraphQL and SQL out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
# In the order in which the help shows them.
for command in (
    up, sample, ingest, forms, template, refresh, due, trace, exempt, rollback, snapshots, verify, seal, backup, serve,
    query, sql,
):  # fmt: skip
    app.command()(command)
app.add_typer(held, name="held")
app.add_typer(bench, name="bench")


def main() -> None:
    """The entry point: a known error is one clear line and an exit code, never a traceback."""
    try:
        app()
    except WarehouseError as error:
        err.print(f"[bold red]{error.code}[/] ", end="")
        err.print(str(error), markup=False, highlight=False)
        sys.exit(1)


if __name__ == "__main__":
    main()
