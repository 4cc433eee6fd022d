"""The command that writes the mapping of somebody else's list to a register."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from orchestration.console import err, out
from orchestration.settings import read_home
from warehouse.errors import InvalidArgument


def write_map(
    file: Annotated[
        Path, typer.Argument(help="A list with headings of its own, or the submission that it is: S000012.")
    ],
    form: Annotated[str, typer.Option("--to", help="Register that it is read as: fund_register. See `longmai forms`.")],
    sheet: Annotated[Optional[str], typer.Option(help="Sheet of the workbook; by default the largest.")] = None,  # noqa: UP045
    target: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option("--out", help="File to write: mappings/NAME.toml of a programme's folder. Default: the output."),
    ] = None,
) -> None:
    """Writes the mapping of a list: every heading with a guess, for a person to check; a file of the programme."""
    from warehouse.archive.names import shown
    from warehouse.archive.store import archived_path
    from warehouse.forms.registry import find_form
    from warehouse.ingestion.receive import submission_called
    from warehouse.programme.in_force import programme_in_force
    from warehouse.programme.kinds import kind_of
    from warehouse.reading.child import ChildReader
    from warehouse.templates.list_mapping import write_mapping

    found = find_form(form)
    if target is not None and kind_of(f"{target.parent.name}/{target.name}") != kind_of("mappings/x.toml"):
        raise InvalidArgument(
            f"'{target}' is no file of a programme.",
            "Write it to mappings/NAME.toml in the programme's folder.",
            zh=f"“{target}”不是方案的文件；请写到方案文件夹的 mappings/名称.toml。",
        )
    if target is not None and target.exists():
        raise InvalidArgument(
            f"'{target}' exists and may have been edited; it stays as it is.",
            "Choose another name, or remove it.",
            zh=f"“{target}”已存在，可能已修改，未覆盖；请换名或先删除。",
        )
    submission = submission_called(read_home(), file)
    path = file if submission is None else archived_path(read_home(), submission.sha256)
    with ChildReader() as reader:
        contents = reader.read(path)
    name = shown(file.name if submission is None else submission.file_name)
    written = write_mapping(contents.sheets, found, name, programme_in_force(read_home()), sheet)
    if target is None:
        print(written.text, end="")
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(written.text, encoding="utf-8")
    out.print(f"{target}", markup=False, highlight=False, soft_wrap=True)
    err.print(
        f"{written.open_count} entries are empty: fill them in, then run `longmai programme check`. "
        f"中文：有 {written.open_count} 项为空，请填写后用 longmai programme check 检查。",
        markup=False, highlight=False, soft_wrap=True,
    )  # fmt: skip
