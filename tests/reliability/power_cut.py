"""A disk that forgets: the system calls of a real run, replayed up to a moment, without what was not synced.

`record` runs the worker under strace and keeps every change below the data directory. `Disk.state_at` then says what
may lie on the disk after a power cut: what an fsync made safe is there; each other change (a write, a name, a rename)
is there or not, in any order, as POSIX allows and no friendlier. `Disk.lay_out` puts such a state into a folder.
A call that the replay does not know fails the recording instead of being left out.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).parents[2]
CALLS = (
    "openat,open,creat,lseek,write,pwrite64,ftruncate,truncate,fsync,fdatasync,rename,renameat,renameat2,link,linkat,"
    "symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir"
)
UNKNOWN = "writev,pwritev,pwritev2,fallocate,copy_file_range,sendfile,splice,sync_file_range,sync,syncfs,msync"
_LINE = re.compile(rb"^(\d+) +(\w+)\((.*)\) += (-?\d+)", re.DOTALL)
_HALF = re.compile(rb"^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$", re.DOTALL)
_REST = re.compile(rb"^(\d+) +<\.\.\. \w+ resumed>(.*)$", re.DOTALL)
_ARRIVING = re.compile(r"\.arriving-[0-9a-f]{16}")
_DESCRIPTOR = re.compile(rb"(\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2})*)>")
_PAGE = 4096
_LONG = 1 << 20

Keeps = Callable[[int], bool]
"""Whether a change that was not synced (by its number) has reached the disk all the same."""


def keeps_nothing(change: int) -> bool:
    return False


def keeps_everything(change: int) -> bool:
    return True


@dataclass
class Change:
    """One change of a file (bytes at an offset, or cut to a length) or of a folder (a name that comes or goes)."""

    number: int
    is_name: bool
    offset: int = 0
    data: bytes | None = None
    name: str = ""
    node: Node | None = None
    arrives_in: Node | None = None
    """Of a name that goes because it was renamed: the folder whose sync makes that safe."""


@dataclass
class Node:
    """A file, a folder or a link (`target`); a sync is (its number, up to which change it covers, its path then)."""

    is_folder: bool = False
    target: str | None = None
    changes: list[Change] = field(default_factory=list)
    syncs: list[tuple[int, int, str]] = field(default_factory=list)

    def safe_at(self, moment: int) -> int:
        """The number of the first change that no fsync has made safe by then."""
        return max((covers for number, covers, _ in self.syncs if number < moment), default=0)


State = dict[str, bytes | str | None]
"""What lies where: bytes of a file, target of a link, None for a folder."""


class Disk:
    """A data directory: as it was when the recording began (all of it safe), and every change since."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.length = 0
        self.points: list[tuple[int, str]] = []
        """Fault points that the run passed, and when."""
        self.syncs: list[tuple[int, str]] = []
        """Every fsync: its number and of what."""
        self.names: list[tuple[int, str]] = []
        """Every name that came or went: its number and which."""
        self.top = self._load(root)

    def forgetting(self, paths: str) -> Disk:
        """The planted fault: a disk on which an fsync of a path that this expression matches did nothing."""
        faulty = copy.deepcopy(self)
        nodes, seen = [faulty.top], set()
        while nodes:
            node = nodes.pop()
            if id(node) not in seen:
                seen.add(id(node))
                node.syncs = [sync for sync in node.syncs if not re.fullmatch(paths, sync[2])]
                nodes += [change.node for change in node.changes if change.node is not None]
        return faulty

    def state_at(self, moment: int, keeps: Keeps) -> State:
        """What lies on the disk when the power goes after so many changes and syncs."""
        found: State = {}
        self._collect(self.top, "", moment, keeps, found)
        return found

    def keeps_names(self) -> Keeps:
        """The well-known trap: a name reaches the disk before the bytes that it names."""
        return {number for number, _ in self.names}.__contains__

    def about(self, moment: int) -> str:
        """The last sync or name before a moment, and the next one, for a message."""
        known = sorted([(number, f"sync {what}") for number, what in self.syncs] + self.names)
        before = [what for number, what in known if number < moment][-1:]
        return " | ".join([*before, *[what for number, what in known if number >= moment][:1]])

    def lay_out(self, state: State, folder: Path) -> Path:
        """Puts a state into a folder. Long files are linked, not copied: nothing that is published is written again.

        The links of one folder's neighbours are of the same file: who checks beside others has a parent of its own, for
        a link that comes or goes changes what the snapshot's file is known by.
        """
        pool = folder.parent / "pool"
        pool.mkdir(parents=True, exist_ok=True)
        for name, content in state.items():
            path = folder / name
            if content is None:
                path.mkdir(parents=True, exist_ok=True)
            elif isinstance(content, str):
                path.symlink_to(content)
            elif len(content) > _LONG:
                kept = pool / hashlib.sha256(content).hexdigest()
                if not kept.exists():
                    kept.write_bytes(content)
                    kept.chmod(0o444)
                path.hardlink_to(kept)
            else:
                path.write_bytes(content)
        for waiting in (folder / "inbox").glob("*"):
            os.utime(waiting, (1, 1))
        return folder

    def replay(self, trace: Path, marks: Path) -> None:
        """Adds the changes of one recorded run. Raises ValueError at a call that it does not know."""
        positions: dict[tuple[bytes, str], int] = {}
        for name, arguments, result, begun in _calls(trace, lambda: self.length):
            self._apply(name, arguments, result, begun, positions, str(marks))

    def _apply(
        self, call: str, arguments: bytes, result: int, begun: int, positions: dict[tuple[bytes, str], int], marks: str
    ) -> None:
        # strace writes every byte of a text in hexadecimal: a quotation mark is never inside.
        parts = arguments.split(b'"')
        texts = [_plain(found) for found in parts[1::2]]
        descriptors = [
            (number, os.fsdecode(_plain(path))) for number, path in _DESCRIPTOR.findall(b'"'.join(parts[::2]))
        ]
        if call == "write" and descriptors and descriptors[0][1] == marks:
            self.points.append((self.length, texts[0].decode().strip()))
            return
        if call in ("write", "pwrite64", "ftruncate", "lseek", "fsync", "fdatasync") or call in UNKNOWN.split(","):
            if not any(self._is_ours(path) for _, path in descriptors):
                return
            descriptor, path = descriptors[0]
            node = self._find(path)
            if node is None:  # a file that has no name any more
                return
            key = (descriptor, path)
            match call:
                case "write":
                    at = positions.get(key, -1)
                    at = self._size(node) if at < 0 else at
                    self._note(node, Change(self._next(), False, at, texts[0][:result]))
                    positions[key] = positions[key] + result if positions.get(key, -1) >= 0 else -1
                case "pwrite64":
                    offset = int(arguments.rsplit(b",", 1)[1])
                    self._note(node, Change(self._next(), False, offset, texts[0][:result]))
                case "ftruncate":
                    self._note(node, Change(self._next(), False, int(arguments.rsplit(b",", 1)[1])))
                case "lseek":
                    if positions.get(key, 0) >= 0:
                        positions[key] = result
                case "fsync" | "fdatasync":
                    number, what = self._next(), os.path.relpath(path, self.root)
                    self.syncs.append((number, what))
                    node.syncs.append((number, begun, what))
                case _:
                    raise ValueError(f"{call} of {path} is not replayed.")
            return
        paths = self._paths(texts, descriptors, call)
        if not any(map(self._is_ours, paths)):
            return
        match call:
            case "open" | "openat" | "creat":
                node = self._find(paths[0])
                if node is None and b"O_CREAT" in arguments:
                    node = Node()
                    self._name(self._next(), paths[0], node)
                elif node is not None and b"O_TRUNC" in arguments and self._size(node):
                    self._note(node, Change(self._next(), False, 0))
                opened = str(result).encode()
                positions[(opened, paths[0])] = -1 if b"O_APPEND" in arguments else 0
            case "mkdir" | "mkdirat":
                self._name(self._next(), paths[0], Node(is_folder=True))
            case "unlink" | "unlinkat" | "rmdir":
                self._name(self._next(), paths[0], None)
            case "symlink" | "symlinkat":
                self._name(self._next(), paths[1], Node(target=texts[0].decode()))
            case "link" | "linkat":
                self._name(self._next(), paths[1], self._find(paths[0]))
            case "rename" | "renameat" | "renameat2":
                # One change in two places: the journal keeps both or neither.
                node, number = self._find(paths[0]), self._next()
                self._name(number, paths[1], node)
                self._name(number, paths[0], None, arrives_in=self._find(str(Path(paths[1]).parent)))
            case _:
                raise ValueError(f"{call} of {paths} is not replayed.")

    def _paths(self, texts: list[bytes], descriptors: list[tuple[bytes, str]], call: str) -> list[str]:
        bases = [path for _, path in descriptors] or ["/"]
        return [os.path.normpath(Path(bases[min(n, len(bases) - 1)]) / os.fsdecode(t)) for n, t in enumerate(texts)]

    def _load(self, path: Path) -> Node:
        if path.is_symlink():
            return Node(target=str(path.readlink()))
        if path.is_file():
            return Node(changes=[Change(-1, False, 0, path.read_bytes())])
        children = [Change(-1, True, name=child.name, node=self._load(child)) for child in sorted(path.iterdir())]
        return Node(is_folder=True, changes=children)

    def _next(self) -> int:
        self.length += 1
        return self.length - 1

    def _note(self, node: Node, change: Change) -> None:
        node.changes.append(change)

    def _name(self, number: int, path: str, node: Node | None, arrives_in: Node | None = None) -> None:
        folder = self._find(str(Path(path).parent))
        self.names.append((number, os.path.relpath(path, self.root)))
        if folder is not None:
            folder.changes.append(Change(number, True, name=Path(path).name, node=node, arrives_in=arrives_in))

    def _is_ours(self, path: str) -> bool:
        return Path(path).is_relative_to(self.root)

    def _find(self, path: str) -> Node | None:
        """What a path names for the running programs: with every change, synced or not."""
        node: Node | None = self.top
        for part in Path(path).relative_to(self.root).parts:
            if node is None:
                return None
            node = next((change.node for change in reversed(node.changes) if change.name == part), None)
        return node

    def _size(self, node: Node) -> int:
        size = 0
        for change in node.changes:
            size = change.offset if change.data is None else max(size, change.offset + len(change.data))
        return size

    def _collect(self, folder: Node, prefix: str, moment: int, keeps: Keeps, found: State) -> None:
        names: dict[str, Node | None] = {}
        for change in _survivors(folder, moment, keeps):
            names[change.name] = change.node
        for name, node in sorted(names.items()):
            if node is None:
                continue
            path = f"{prefix}{name}"
            if node.is_folder:
                found[path] = None
                self._collect(node, f"{path}/", moment, keeps, found)
            else:
                found[path] = node.target if node.target is not None else _content(node, moment, keeps)


def record(root: Path, trace_folder: Path, disk: Disk, job: str = "refresh", **environment: str) -> int:
    """Runs one job of the worker under strace and adds its changes to `disk`; its exit code."""
    trace_folder.mkdir(parents=True, exist_ok=True)
    trace, marks = trace_folder / "trace", trace_folder / "points"
    command = ["strace", "-f", "-qq", "--seccomp-bpf", "-y", "-xx", "-s", "40000000", "-o", str(trace)]
    outcome = subprocess.run(
        [*command, "-e", f"trace={CALLS},{UNKNOWN}", sys.executable, str(Path(__file__).with_name("worker.py"))],
        input=json.dumps([str(root), job, {**environment, "LONGMAI_FAULT_TRACE": str(marks)}]) + "\n",
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(PROJECT)}, check=True,
    )  # fmt: skip
    disk.replay(trace, marks)
    return int(outcome.stdout)


def can_record() -> bool:
    """Whether strace is installed and may look into a process here."""
    if shutil.which("strace") is None:
        return False
    return (
        subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode == 0
    )


def digest(state: State) -> str:
    """The same for states that a restart cannot tell apart: a file under a building name is deleted unread."""
    summary = hashlib.sha256()
    for name, content in sorted(state.items()):
        is_unread = ".building" in name or ".arriving-" in name
        # The hash of Python: the bytes remember it, and a file that no cut changes is the same bytes in every state.
        shown = 0 if content is None or is_unread else hash(content)
        stable = _ARRIVING.sub(".arriving", name)
        summary.update(f"{stable}\0{type(content).__name__}\0{shown}\n".encode())
    return summary.hexdigest()


def _survivors(node: Node, moment: int, keeps: Keeps) -> Iterator[Change]:
    for change in node.changes:
        is_safe = change.number < (change.arrives_in or node).safe_at(moment)
        if is_safe or (change.number < moment and keeps(change.number)):
            yield change


def _content(node: Node, moment: int, keeps: Keeps) -> bytes:
    safe = node.safe_at(moment)
    if len(node.changes) == 1 and node.changes[0].number < 0:
        return node.changes[0].data or b""
    content = bytearray()
    for change in node.changes:
        data = change.data
        if change.number >= safe:
            if change.number >= moment or not keeps(change.number):
                continue
            # A long write may have reached the disk in part: whole pages of it.
            if data is not None and len(data) > _PAGE and not keeps(-change.number):
                data = data[: len(data) // 2 // _PAGE * _PAGE]
        if data is None:
            content = content[: change.offset].ljust(change.offset, b"\0")
        else:
            content.extend(b"\0" * (change.offset - len(content)))
            content[change.offset : change.offset + len(data)] = data
    return bytes(content)


def _calls(trace: Path, clock: Callable[[], int]) -> Iterator[tuple[str, bytes, int, int]]:
    """Each call that succeeded: its name, arguments, result, and how many changes there were when it began."""
    begun: dict[bytes, tuple[bytes, int]] = {}
    with trace.open("rb") as lines:
        for raw in lines:
            line, began = raw.rstrip(b"\n"), clock()
            if half := _HALF.match(line):
                begun[half[1]] = (half[1] + b" " + half[2] + b"(" + half[3], began)
                continue
            if rest := _REST.match(line):
                start, began = begun.pop(rest[1])
                line = start + rest[2]
            if (whole := _LINE.match(line)) and int(whole[4]) >= 0:
                yield whole[2].decode(), whole[3], int(whole[4]), began


def _plain(escaped: bytes) -> bytes:
    return bytes.fromhex(escaped.replace(b"\\x", b"").decode())
