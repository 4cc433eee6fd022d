"""Progress bars of the commands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

Show = Callable[[str, int, int], None]
"""Called with the current item, the number of completed items and their total."""


@contextmanager
def bar(console: Console) -> Iterator[Show]:
    """A transient progress bar; disabled if the output is not a terminal."""
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        line = progress.add_task("", total=None)

        def show(what: str, done: int, total: int) -> None:
            progress.update(line, description=what, completed=done, total=total)

        yield show
