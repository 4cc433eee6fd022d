"""Persisted queries by hash: automatic ones, registered by clients, and those that the operator lists.

Apollo's protocol: a client sends the SHA-256 of its document; if it is unknown, the client sends hash and document
once, and then the hash only. In allow-list mode (LONGMAI_ONLY_DOCUMENTS) only documents of LONGMAI_DOCUMENTS run.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path

from graph.errors import (
    BAD_REQUEST,
    DOCUMENT_NOT_LISTED,
    PERSISTED_QUERY_NOT_FOUND,
    PERSISTED_QUERY_NOT_SUPPORTED,
)
from warehouse.errors import InvalidArgument

MOST_DOCUMENTS = 1_000
MOST_CHARACTERS = 4_000_000

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


class DocumentRefused(Exception):
    """An unknown or forbidden document. `status` is the HTTP status, if it does not depend on the media type."""

    def __init__(self, message: str, code: str, hint: str | None = None, status: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.hint = hint
        self.status = status


class Documents:
    """The documents of one process by hash. Thread-safe. `listed` are those of the operator."""

    def __init__(self, listed: Mapping[str, str] | None = None, *, only_listed: bool = False) -> None:
        self._listed = dict(listed or {})
        self._only_listed = only_listed
        self._registered: OrderedDict[str, str] = OrderedDict()
        self._characters = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._registered)

    def text(self, query: str | None, sha256: str | None) -> str:
        """The document to run. Raises DocumentRefused."""
        if sha256 is not None and not _SHA256.fullmatch(sha256):
            raise DocumentRefused("'sha256Hash' must be 64 hexadecimal digits in lower case.", BAD_REQUEST, status=400)
        if query is not None and sha256 is not None and hash_of(query) != sha256:
            raise DocumentRefused("provided sha does not match query", BAD_REQUEST, status=400)
        if self._only_listed:
            return self._listed_text(query, sha256)
        if query is not None:
            return query
        assert sha256 is not None
        return self._known_text(sha256)

    def register(self, query: str, sha256: str | None) -> None:
        """Registers an executed document under the hash sent with it."""
        if sha256 is None or self._only_listed or sha256 in self._listed:
            return
        with self._lock:
            if sha256 not in self._registered:
                self._registered[sha256] = query
                self._characters += len(query)
            self._registered.move_to_end(sha256)
            while len(self._registered) > MOST_DOCUMENTS or self._characters > MOST_CHARACTERS:
                _, dropped = self._registered.popitem(last=False)
                self._characters -= len(dropped)

    def _known_text(self, sha256: str) -> str:
        if sha256 in self._listed:
            return self._listed[sha256]
        with self._lock:
            if sha256 in self._registered:
                self._registered.move_to_end(sha256)
                return self._registered[sha256]
        # Apollo Client needs status 200 and this exact message; after a 400 it stops sending hashes.
        raise DocumentRefused("PersistedQueryNotFound", PERSISTED_QUERY_NOT_FOUND, status=200)

    def _listed_text(self, query: str | None, sha256: str | None) -> str:
        sha256 = sha256 or hash_of(query or "")
        if sha256 in self._listed:
            return self._listed[sha256]
        raise DocumentRefused(
            f"The document {sha256[:12]}… is not in the allow-list of this service.",
            DOCUMENT_NOT_LISTED,
            "Ask the operator to list it in LONGMAI_DOCUMENTS.",
        )


def unsupported_version(version: object) -> DocumentRefused:
    """Apollo's error for an unsupported protocol version: the client continues without hashes."""
    return DocumentRefused(
        "PersistedQueryNotSupported", PERSISTED_QUERY_NOT_SUPPORTED, f"The version is {version!r}, not 1.", 200
    )


def hash_of(query: str) -> str:
    """SHA-256 of a document's text in UTF-8."""
    return hashlib.sha256(query.encode()).hexdigest()


def read_documents(place: Path) -> dict[str, str]:
    """Documents of a .graphql file or of all such files in a folder, by hash; also under the hash of the stripped
    text, since clients do not send a file's final line break. Raises InvalidArgument.
    """
    files = sorted(place.rglob("*.graphql")) if place.is_dir() else [place]
    try:
        texts = [file.read_text("utf-8") for file in files]
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidArgument(f"LONGMAI_DOCUMENTS: {error}.") from error
    return {hash_of(form): form for text in texts for form in (text, text.strip())}
