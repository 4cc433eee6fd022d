"""`longmai programme …`: writes, checks, applies, shows and compares the lists of a province, and restores old ones."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Optional

import typer

from orchestration.console import Json, err, out, print_json
from orchestration.progress import bar
from orchestration.release import print_changes
from orchestration.settings import read_home
from warehouse.archive.home import Home
from warehouse.archive.ledger import Submission
from warehouse.archive.names import shown
from warehouse.errors import CheckFailed, ContractBroken
from warehouse.programme.mistakes import MistakesFound

programme = typer.Typer(
    help="The programme: indicators, units, regions, names and limits of a province, a folder of CSV and TOML files. "
    "中文：方案，即指标、单位、地区、名称与阈值等清单（CSV 与 TOML 文件夹）。"
)

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder of the programme.")]
By = Annotated[str, typer.Option("--by", help="Person who decides.")]
Reason = Annotated[str, typer.Option("--reason", help="Reason.")]
_NAMES = "a folder, a revision (P000003), current or built-in"


@programme.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder to write; it must not have files.")],
    origin: Annotated[
        str, typer.Option("--from", help="current: the programme in force; gansu_2016: the built-in one.")
    ] = "current",
    as_json: Json = False,
) -> None:
    """Writes a programme to a folder, to be changed there with any editor or spreadsheet."""
    from warehouse.programme.lifecycle import current_sha256, find_programme, write_programme_folder

    home = read_home()
    files = write_programme_folder(find_programme(home, origin), folder, current_sha256(home))
    if as_json:
        print_json({"folder": str(folder), "files": files})
        return
    _print(
        f"{len(files)} files are in {folder}. Change them, then: longmai programme check {folder} "
        f"中文：{folder} 中有 {len(files)} 个文件；修改后运行：longmai programme check {folder}"
    )


@programme.command()
def check(
    folder: Folder,
    read: Annotated[
        bool,
        typer.Option(
            "--read",
            help="Also read every archived file under it: what reads otherwise, and the series of each new line.",
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Lists every mistake of a folder with its place and what to do; without one, what applying it would change.

    Exit code 1 if there are mistakes. Nothing is changed.
    """
    from warehouse.ingestion.restage import try_reading
    from warehouse.ingestion.series_assignment import describe_line, outlook_of_lines
    from warehouse.programme.kinds import encoding_of
    from warehouse.programme.lifecycle import current_sha256, find_programme, outlook, read_programme_folder
    from warehouse.rules.needs import needs_removed

    home = read_home()
    try:
        given = read_programme_folder(home, folder)
        found = outlook(home, given)
        missing = needs_removed(find_programme(home, "current"), given)
    except MistakesFound as error:
        _print_mistakes(*_told(error), as_json)
        raise typer.Exit(1) from None
    if missing:
        _print_mistakes([str(need) for need in missing], [asdict(need) for need in missing], as_json)
        raise typer.Exit(1)
    gb18030 = [path for path, content in given.own_files.items() if encoding_of(path, content) == "gb18030"]
    read_otherwise: list[tuple[Submission, Submission]] = []
    if read and found.files_read_again:
        with bar(err) as show_progress:
            read_otherwise = try_reading(
                home, given, lambda done, total: show_progress("reading archived files", done, total)
            )
    lines = outlook_of_lines(home, given) if read else ()
    if as_json:
        files = [
            {
                "submission_id": now.submission_id,
                "file_name": now.file_name,
                "now": _outcome(now),
                "then": _outcome(then),
            }
            for now, then in read_otherwise
        ]
        print_json(
            {
                "mistakes": [],
                "gb18030_files": gb18030,
                "changes": [change.to_json_dict() for change in found.changes],
                "files_read_again": found.files_read_again,
                "files_read_otherwise": files if read else None,
                "series_lines": [asdict(one) for one in lines] if read else None,
            }
        )
        return
    if gb18030:
        _print(f"Read as GB18030, all others as UTF-8: {', '.join(gb18030)}. 中文：按 GB18030 读取，其余为 UTF-8。")
    for change in found.changes:
        _print(str(change))
    if given.sha256 == current_sha256(home):
        _print("No mistakes, and nothing differs from the programme in force. 中文：没有错误，与现行方案相同。")
        return
    _print(
        f"No mistakes. {_counted(len(found.changes), 'entry differs', 'entries differ')} from the programme in force; "
        f"applying it reads {_counted(found.files_read_again, 'file', 'files')} again. "
        f"中文：没有错误。与现行方案有 {len(found.changes)} 处不同；"
        f"应用后将重新读取 {found.files_read_again} 个报送件。"
    )
    for words in map(describe_line, lines):
        _print(f"{words.en} 中文：{words.zh}")
    for now, then in read_otherwise:
        rows, held = f"{now.rows_accepted} → {then.rows_accepted}", f"{now.held_count} → {then.held_count}"
        _print(
            f"{now.submission_id} {shown(now.file_name)}: {now.status} → {then.status}, rows taken {rows}, "
            f"cells held {held} 中文：采用行数 {rows}，暂存单元格 {held}"
        )
    if read:
        _print(
            f"{_counted(len(read_otherwise), 'file', 'files')} would read otherwise. "
            f"中文：有 {len(read_otherwise)} 个报送件的读取结果会改变。"
        )


@programme.command("apply")
def apply_folder(folder: Folder, by: By, reason: Reason, as_json: Json = False) -> None:
    """Checks a folder, archives it as the programme in force, reads the files again, builds and publishes.

    With a mistake, nothing changes. A release with too many changes is held until a person accepts it.
    """
    from warehouse.programme.lifecycle import (
        apply_programme,
        find_programme,
        read_parent,
        read_programme_folder,
        write_parent,
    )
    from warehouse.rules.needs import refuse_needs_removed

    home = read_home()
    try:
        given = read_programme_folder(home, folder)
    except MistakesFound as error:
        _print_mistakes(*_told(error), as_json)
        raise typer.Exit(1) from None
    refuse_needs_removed(find_programme(home, "current"), given)
    revision, changes = apply_programme(home, given, by=by, reason=reason, parent=read_parent(folder))
    write_parent(folder, revision.sha256)
    publish_revision(home, revision.revision_id, [str(change) for change in changes], as_json)


@programme.command()
def rollback(
    revision: Annotated[
        str, typer.Argument(metavar="REVISION", help="Revision whose content to apply again: P000002.")
    ],
    by: By,
    reason: Reason,
    as_json: Json = False,
) -> None:
    """Applies an earlier revision again, as a new one, and publishes. Nothing is deleted."""
    from warehouse.archive.revisions import read_revision
    from warehouse.programme.in_force import programme_of
    from warehouse.programme.lifecycle import find_programme, roll_back
    from warehouse.rules.needs import refuse_needs_removed

    home = read_home()
    earlier = programme_of(home, read_revision(home, revision))
    refuse_needs_removed(find_programme(home, "current"), earlier)
    try:
        applied, changes = roll_back(home, revision, by=by, reason=reason)
    except MistakesFound as error:
        _print_mistakes(*_told(error), as_json)
        raise typer.Exit(1) from None
    publish_revision(home, applied.revision_id, [str(change) for change in changes], as_json)


@programme.command()
def show(
    revision: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Argument(metavar="REVISION", help="P000003, current or built-in; all revisions by default."),
    ] = None,
    to: Annotated[Optional[Path], typer.Option("--to", help="Folder to write its files to.")] = None,  # noqa: UP045
    as_json: Json = False,
) -> None:
    """Lists the revisions with who applied them and why, or the files of one; with --to, writes them to a folder."""
    from warehouse.archive.revisions import hashes_of, read_revisions
    from warehouse.domain.moment import write_moment
    from warehouse.programme.compare import compare
    from warehouse.programme.lifecycle import find_programme, write_programme_folder
    from warehouse.programme.programme import built_in

    home = read_home()
    if revision is not None or to is not None:
        found = find_programme(home, revision or "current")
        if to is not None:
            write_programme_folder(found, to, found.sha256)
        if as_json:
            print_json({"sha256": found.sha256, "files": hashes_of(found.files), "written_to": to})
            return
        for path, sha256 in hashes_of(found.files).items():
            _print(f"{sha256[:12]}  {path}")
        if to is not None:
            _print(f"Written to {to}. 中文：已写入 {to}。")
        return
    revisions = read_revisions(home)
    is_unchanged = not revisions or built_in().sha256 in {entry.sha256 for entry in revisions}
    differing = [] if is_unchanged else compare(find_programme(home, "current"), built_in())
    if as_json:
        rows = [
            {
                "revision_id": entry.revision_id, "programme_id": entry.programme_id, "sha256": entry.sha256,
                "by": entry.by, "reason": entry.reason, "applied_at": entry.applied_at,
                "is_in_force": entry is revisions[-1],
            }
            for entry in revisions
        ]  # fmt: skip
        print_json({"revisions": rows, "built_in_differs": bool(differing)})
        return
    for entry in revisions:
        state = "in force" if entry is revisions[-1] else "earlier"
        _print(
            f"{entry.revision_id}  {state:9} {entry.programme_id}  {entry.sha256[:12]}  applied "
            f"{write_moment(entry.applied_at)} by {entry.by}: {entry.reason}"
        )
    if not revisions:
        _print("Nothing was applied yet: the built-in programme is in force. 中文：尚未应用修订，现行为内置方案。")
    if differing:
        _print(
            f"This version of Longmai brings another built-in programme: {len(differing)} entries differ from the one "
            "in force. It changes nothing here until somebody applies it: longmai programme diff current built-in "
            f"中文：本版本带有新的内置方案，与现行方案有 {len(differing)} 处不同；未经应用不生效。"
        )


@programme.command()
def diff(
    before: Annotated[str, typer.Argument(help=f"What to compare: {_NAMES}.")],
    after: Annotated[str, typer.Argument(help=f"With what: {_NAMES}.")] = "current",
    as_json: Json = False,
) -> None:
    """Compares two programmes by nouns: indicator new, unit changed, synonym removed."""
    from warehouse.programme.compare import compare
    from warehouse.programme.lifecycle import find_programme

    home = read_home()
    changes = compare(find_programme(home, before), find_programme(home, after))
    if as_json:
        print_json([change.to_json_dict() for change in changes])
        return
    for change in changes:
        _print(str(change))
    if not changes:
        _print("They are the same. 中文：两者相同。")


def publish_revision(home: Home, revision_id: str, changes: list[str], as_json: bool) -> None:
    """Reads the files again under a new revision, and publishes."""
    from warehouse.archive.ledger import read_submissions
    from warehouse.ingestion.restage import ensure_staged
    from warehouse.snapshots.manifest import to_json
    from warehouse.snapshots.refresh import refresh

    if not as_json:
        for change in changes:
            _print(change)
        _print(f"{revision_id} is in force. 中文：{revision_id} 已生效。")
    if not read_submissions(home):
        if as_json:
            print_json({"revision_id": revision_id, "snapshot": None})
        return
    try:
        with bar(err) as show_progress:
            reports = ensure_staged(
                home, lambda done, total: show_progress("reading archived files again", done, total)
            )
            manifest = refresh(
                home, on_table=lambda table, _content, ordinal, total: show_progress(table.key, ordinal, total)
            )
    except (CheckFailed, ContractBroken):
        err.print(
            f"{revision_id} is in force, and no snapshot could be built under it; the published one stays. Correct the "
            "folder and apply it again, or: longmai programme rollback REVISION "
            f"中文：{revision_id} 已生效，但按其未能生成快照，已发布的快照不变；请更正后再次应用，或回滚。",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
        raise
    if as_json:
        print(to_json(manifest), end="")
        return
    _print(
        f"{_counted(len(reports), 'file was', 'files were')} read again; snapshot {manifest.snapshot_id} is published. "
        f"中文：重新读取 {len(reports)} 个报送件；快照 {manifest.snapshot_id} 已发布。"
    )
    print_changes(out, manifest)


def _print_mistakes(texts: Sequence[str], fields: Sequence[object], as_json: bool) -> None:
    if as_json:
        print_json({"mistakes": fields})
        return
    for text in texts:
        err.print(text, markup=False, highlight=False, soft_wrap=True)
    count = len(texts)
    err.print(
        f"{_counted(count, 'mistake', 'mistakes')}; nothing was changed. 中文：共 {count} 处错误，未作任何改动。",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )


def _told(error: MistakesFound) -> tuple[list[str], list[object]]:
    return [str(mistake) for mistake in error.mistakes], [mistake.as_json() for mistake in error.mistakes]


def _outcome(entry: Submission) -> dict[str, object]:
    return {name: getattr(entry, name) for name in ("status", "rows_read", "rows_accepted", "held_count", "refusal")}


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _print(text: str) -> None:
    out.print(text, markup=False, highlight=False, soft_wrap=True)
