"""The `longmai` command. `serve` and `query` run `python -m graph`, which is never imported here.

Exit codes: 0 success; 1 cells were held, a check refused, or a failure; 2 a file was refused, or wrong usage.
"""

import importlib
import sys
from pathlib import Path

import typer

from orchestration.console import err
from orchestration.files_cli import due, exempt, forms, hold_escalation, ingest, moot, sample, template
from orchestration.held_cli import held
from orchestration.mapping_cli import write_map
from orchestration.programme_cli import programme
from orchestration.reading_cli import bulletin, query, serve, sql, trace, up
from orchestration.series_cli import series
from orchestration.snapshots_cli import backup, refresh, rollback, seal, snapshots, verify
from warehouse.errors import WarehouseError

_CHECKOUT = Path(__file__).parents[1]
_NO_BENCH = (
    "An installed Longmai does not include the bench. Run the command in a source checkout (make run installs it). "
    "中文：安装包不含性能测试；请在源代码目录中运行该命令（make run 会完成安装）。"
)

app = typer.Typer(
    help="Longmai (陇脉), a province's strategic emerging industries: files in, snapshots, GraphQL and SQL out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
# In the order of the help text.
for command in (
    up, sample, ingest, forms, template, refresh, due, trace, exempt, moot, hold_escalation, rollback, snapshots,
    verify, seal, backup, serve, query, sql, bulletin,
):  # fmt: skip
    app.command()(command)
app.command("map")(write_map)
app.add_typer(held, name="held")
app.add_typer(programme, name="programme")
app.add_typer(series, name="series")


@app.command(add_help_option=False, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def bench(context: typer.Context) -> None:
    """Measures speed and memory relative to the bare libraries; needs a source checkout."""
    load_bench(_CHECKOUT)(context.args, prog_name="longmai bench")


def load_bench(checkout: Path) -> typer.Typer:
    """The bench of a checkout. Exits the command if Longmai is installed without its source."""
    if not (checkout / "bench" / "command.py").is_file():
        err.print(_NO_BENCH, markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(2)
    if str(checkout) not in sys.path:
        sys.path.insert(0, str(checkout))
    found: typer.Typer = importlib.import_module("bench.command").bench
    return found


def main() -> None:
    """The entry point: a WarehouseError is one line and an exit code, never a traceback."""
    try:
        app()
    except WarehouseError as error:
        err.print(f"[bold red]{error.code}[/] ", end="")
        err.print(str(error), markup=False, highlight=False)
        sys.exit(1)


if __name__ == "__main__":
    main()
