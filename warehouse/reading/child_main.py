"""The child that reads files: `python -m warehouse.reading.child_main PARENT MEMORY CPU_SECONDS`.

It answers requests in sequence on its standard streams, and ends with its parent.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Iterator

from warehouse.errors import DataError, UnreadableFile
from warehouse.reading.messages import decode_request, encode_answer, encode_contents
from warehouse.reading.open_file import open_file

_PR_SET_PDEATHSIG = 1
_MAX_OPEN_FILES = 64
_MAX_WRITTEN = 1_000_000


def main() -> None:
    """Serves requests until the parent closes the stream."""
    parent, memory_bytes, cpu_seconds = map(int, sys.argv[1:4])
    _die_with(parent)
    _set_limits(memory_bytes)
    answers = os.fdopen(os.dup(1), "wb")
    # Output printed by a library must not enter an answer.
    os.dup2(2, 1)
    for line in sys.stdin.buffer:
        _allow_cpu(cpu_seconds)
        for piece in _answer(line):
            answers.write(piece)
        answers.flush()


def _answer(line: bytes) -> Iterator[bytes | memoryview]:
    try:
        path, limits = decode_request(line)
        return encode_contents(open_file(path, limits))
    except DataError as error:
        fields = {"error": error.code, "message": error.message, "hint": error.hint, "zh": error.zh}
        return encode_answer(fields, [])
    except MemoryError:
        os._exit(1)
    except Exception as error:
        # A bug of the parser on an unforeseen file: the file is refused, the service goes on.
        message = f"The file cannot be read ({type(error).__name__})."
        fields = {"error": UnreadableFile.code, "message": message, "hint": "Save it again as .xlsx."}
        return encode_answer({**fields, "zh": "文件无法读取；请另存为 .xlsx 后重新报送。"}, [])


def _die_with(parent: int) -> None:
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    # The parent may have ended before the call above.
    if os.getppid() != parent:
        sys.exit(1)


def _set_limits(memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MAX_WRITTEN, _MAX_WRITTEN))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_MAX_OPEN_FILES, _MAX_OPEN_FILES))


def _allow_cpu(seconds: int) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds + 1, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
