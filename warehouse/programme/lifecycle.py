"""Applies a folder as a revision of the programme, puts an old one back in force, and writes a revision to a folder.

A programme with a mistake changes nothing: it is read in full before the first byte is archived. Reading the files
again and building are for the caller (`longmai programme apply`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from warehouse.archive.damages import check_ledger
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.archive.lock import writer_lock
from warehouse.archive.order import next_instant
from warehouse.archive.revisions import (
    Revision,
    files_of,
    hashes_of,
    read_revision,
    read_revisions,
    record_revision,
    revision_in_force,
)
from warehouse.archive.seal import ensure_sealed
from warehouse.domain.moment import write_moment
from warehouse.domain.one_line import refuse_unreadable
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.programme.compare import Change, compare
from warehouse.programme.in_force import ensure_programme, lists_digest, programme_in_force, programme_of
from warehouse.programme.programme import BUILT_IN, SCHEMA, Programme, built_in, read_folder, read_programme

CURRENT = "current"
PARENT = ".parent"
_STANDARDS = "standards/"
_MOST_NOTED = 200


@dataclass(frozen=True)
class Outlook:
    """What applying a programme would change."""

    changes: tuple[Change, ...]
    files_read_again: int


def apply_programme(
    home: Home, programme: Programme, *, by: str, reason: str, parent: str | None
) -> tuple[Revision, tuple[Change, ...]]:
    """Archives a programme as the revision in force from now on, and returns it with what it changes.

    `parent` is the hash of the revision that it was written from; None in an empty archive. Raises InvalidArgument
    where another revision is in force, or the same; Busy while another process writes.
    """
    refuse_unreadable(by=by, reason=reason)
    with writer_lock(home):
        home.ensure()
        check_ledger(home)
        ensure_sealed(home)
        is_new = not read_revisions(home) and not read_submissions(home)
        now = next_instant(home)
        ensure_programme(home, now)
        before = _in_force(home)
        if parent != before.sha256 and not (is_new and parent is None):
            raise _other_parent(home, before, parent)
        changes = tuple(compare(programme_of(home, before), programme))
        if programme.sha256 == before.sha256:
            raise InvalidArgument(
                f"It is {before.revision_id}, which is in force: there is nothing to apply.",
                zh=f"内容与现行的 {before.revision_id} 相同，无须应用。",
            )
        revision = record_revision(
            home, programme.files, programme_id=programme.programme_id, schema=SCHEMA, by=by, reason=reason,
            applied_at=now,
        )  # fmt: skip
    return revision, changes


def roll_back(home: Home, name: str, *, by: str, reason: str) -> tuple[Revision, tuple[Change, ...]]:
    """Applies the content of an earlier revision again, as a new revision: nothing is deleted.

    Raises ProgrammeBroken where it has a mistake by the checks of today: what is applied is accepted anew.
    """
    earlier = read_programme(files_of(home, read_revision(home, name)))
    current = revision_in_force(read_revisions(home))
    parent = current.sha256 if current is not None else None
    return apply_programme(home, earlier, by=by, reason=reason, parent=parent)


def outlook(home: Home, programme: Programme) -> Outlook:
    """What applying it would change, without applying it."""
    before = programme_in_force(home)
    changes = tuple(compare(before, programme))
    is_read_again = _lists(before) != _lists(programme)
    return Outlook(changes, len(read_submissions(home)) if is_read_again else 0)


def find_programme(home: Home, name: str) -> Programme:
    """The programme of a folder, a revision (`P000003`), `current`, or `built-in`. Raises UnknownName."""
    if name == CURRENT:
        return programme_in_force(home)
    if name in ("built-in", BUILT_IN):
        return built_in()
    if Path(name).is_dir():
        return read_programme_folder(home, Path(name))
    if name.startswith("P") and name[1:].isdecimal():
        return programme_of(home, read_revision(home, name))
    raise UnknownName(
        f"'{name[:100]}' is neither a folder nor a revision.",
        "Write a folder, a revision such as P000003, current or built-in.",
        zh=f"“{name[:100]}”既不是文件夹也不是修订；可写文件夹、修订（如 P000003）、current 或 built-in。",
    )


def read_programme_folder(home: Home, folder: Path) -> Programme:
    """The programme of a folder. A pack that it names is that of the programme in force, else that of the package: what
    an update of the package changes comes into force only with a pack of another name.

    Raises ProgrammeBroken with every mistake.
    """
    if not folder.is_dir():
        raise UnknownName(f"There is no folder {folder}.", zh=f"没有文件夹 {folder}。")
    files = read_folder(folder)
    programme = read_programme(files)
    in_force = programme_in_force(home).files
    packs = {
        path: content
        for path, content in in_force.items()
        if path.startswith(_STANDARDS) and path.split("/")[1] in programme.head.standards and path not in files
    }
    is_same = all(programme.files.get(path) == content for path, content in packs.items())
    return programme if is_same else read_programme({**packs, **files})


def write_programme_folder(programme: Programme, folder: Path, parent: str | None) -> list[str]:
    """Writes the own files of a programme, and the revision that they were written from; returns their paths.

    Raises InvalidArgument where the folder has files.
    """
    if _is_taken(folder):
        raise InvalidArgument(
            f"{folder} exists and is not empty.",
            "Choose another folder.",
            zh=f"{folder} 已存在且不为空；请另选文件夹。",
        )
    try:
        for path, content in programme.own_files.items():
            written = folder / path
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_bytes(content)
        if parent is not None:
            write_parent(folder, parent)
    except OSError as error:
        raise InvalidArgument(
            f"{folder} cannot be written: {error.strerror}.", "Choose another folder.",
            zh=f"无法写入 {folder}；请另选文件夹。",
        ) from error  # fmt: skip
    return list(programme.own_files)


def _is_taken(folder: Path) -> bool:
    try:
        return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError:
        return False  # what comes next says why it cannot be written


def write_parent(folder: Path, sha256: str) -> None:
    """Notes in a folder the revision that its files were written from."""
    (folder / PARENT).write_text(f"{sha256}\n", "utf-8")


def read_parent(folder: Path) -> str | None:
    """The hash of the revision that a folder was written from; None without a note."""
    noted = folder / PARENT
    if not noted.is_file():
        return None
    with noted.open("rb") as file:
        return file.read(_MOST_NOTED).decode("utf-8", "replace").strip()


def current_sha256(home: Home) -> str:
    """The hash of the programme in force."""
    return programme_in_force(home).sha256


def _in_force(home: Home) -> Revision:
    return read_revisions(home)[-1]


def _lists(programme: Programme) -> str:
    return lists_digest(hashes_of(programme.files))


def _other_parent(home: Home, in_force: Revision, parent: str | None) -> InvalidArgument:
    written = next((entry.revision_id for entry in reversed(read_revisions(home)) if entry.sha256 == parent), None)
    if parent is None:
        en = f"The folder has no file {PARENT}: it does not say which revision it was written from."
        zh = f"文件夹中没有 {PARENT}，无从得知它由哪一修订写出。"
    else:
        en = (
            f"The folder was written from {written or 'another programme'}, and {in_force.revision_id} is in force "
            f"since {write_moment(in_force.applied_at)}, applied by {in_force.by}: {in_force.reason}"
        )
        zh = f"文件夹由 {written or '另一方案'} 写出，而现行为 {in_force.revision_id}（{in_force.by} 应用）。"
    return InvalidArgument(
        en,
        "Compare it with what is in force (longmai programme diff FOLDER current), write that to a new folder (longmai "
        "programme new FOLDER2 --from current) and carry your changes over.",
        zh=f"{zh}请先比较（longmai programme diff 文件夹 current），再用 longmai programme new 新文件夹 --from current "
        "写出现行方案，并将改动移入。",
    )
