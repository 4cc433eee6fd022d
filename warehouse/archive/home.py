"""The data directory: where each kind of file lives under LONGMAI_HOME."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from warehouse.archive.disk import close_to_others, make_folder


@dataclass(frozen=True)
class Home:
    """The data directory. Nothing but `ensure` touches the disk."""

    root: Path

    @property
    def inbox(self) -> Path:
        """The inbox for files of departments; they are moved into the archive."""
        return self.root / "inbox"

    @property
    def archive(self) -> Path:
        """Files as received and the ledger of submissions: the one folder to back up."""
        return self.root / "archive"

    @property
    def staged(self) -> Path:
        """Typed rows per submission: a cache that can be rebuilt from the archive."""
        return self.root / "staged"

    @property
    def snapshots(self) -> Path:
        """Published and retired snapshots with their manifests, and builds in progress."""
        return self.root / "snapshots"

    @property
    def beside(self) -> Path:
        """Past states, built as of an instant and never in force."""
        return self.snapshots / "beside"

    @property
    def rollbacks(self) -> Path:
        """One entry per rollback."""
        return self.root / "rollbacks"

    @property
    def current(self) -> Path:
        """A link to the published snapshot."""
        return self.root / "current"

    @property
    def writer_lock(self) -> Path:
        """Locked by the process that archives or builds."""
        return self.root / "writer.lock"

    @property
    def dagster(self) -> Path:
        """Dagster's own run storage."""
        return self.root / "dagster"

    def ensure(self) -> Home:
        """Creates missing folders, closes them to others (archive/disk.py) and returns itself."""
        make_folder(self.root)
        close_to_others(self.root)
        for folder in (self.inbox, self.archive / "files", self.archive / "submissions", self.staged, self.snapshots):
            make_folder(folder)
        return self
