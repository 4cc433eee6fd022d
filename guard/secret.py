"""A shared secret, sent as a bearer token, or entered once on a page that sets a cookie."""

from __future__ import annotations

import hashlib
import hmac
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from warehouse.errors import InvalidArgument

SHORTEST = 24
"""Minimum characters of a key, against guessing. `openssl rand -hex 32` gives 64."""
LONGEST = 512


class Secret:
    """A secret that requests must have. The cookie has a value derived from it, never the secret."""

    def __init__(self, value: str, cookie_name: str) -> None:
        self._value = value.encode()
        self.cookie_name = cookie_name
        self._cookie = hmac.digest(self._value, b"cookie " + cookie_name.encode(), "sha256").hex()

    def matches(self, given: str) -> bool:
        """Compares with the secret in constant time."""
        # Digests have one length, so that the length of the secret does not leak either.
        return hmac.compare_digest(_digest(given.encode("utf-8", "surrogatepass")), _digest(self._value))

    def is_in(self, headers: Mapping[bytes, bytes]) -> bool:
        """Whether a request has the secret, as a bearer token or by its cookie."""
        scheme, _, token = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
        if scheme.lower() == "bearer" and self.matches(token.strip()):
            return True
        cookies = headers.get(b"cookie", b"").decode("latin-1")
        values = (part.strip().partition("=") for part in cookies.replace(",", ";").split(";"))
        return any(
            name == self.cookie_name and hmac.compare_digest(value.encode(), self._cookie.encode())
            for name, _, value in values
        )

    def set_cookie(self, is_secure: bool) -> str:
        """The Set-Cookie header of a session cookie, inaccessible to scripts and other sites."""
        secure = "; Secure" if is_secure else ""
        return f"{self.cookie_name}={self._cookie}; Path=/; HttpOnly; SameSite=Strict{secure}"


def read_key_file(path: Path) -> str:
    """The secret in a file that only its owner can read. Raises InvalidArgument."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        with open(descriptor, "rb") as file:  # noqa: PTH123 - reads the file that was checked
            status = os.fstat(file.fileno())
            content = file.read(LONGEST + 2)
    except OSError as error:
        raise InvalidArgument(
            f"The key file '{path}' cannot be read: {error.strerror}. 中文：密钥文件“{path}”无法读取。",
            "Create one: (umask 077; openssl rand -hex 32 > FILE). 中文：可用此命令生成。",
        ) from error
    if not stat.S_ISREG(status.st_mode) or status.st_mode & 0o077 or status.st_uid not in {0, os.geteuid()}:
        raise InvalidArgument(
            f"The key file '{path}' is readable by other users. 中文：密钥文件“{path}”可被他人读取。",
            f"Restrict it to its owner: chmod 600 {path}. 中文：请执行 chmod 600。",
        )
    try:
        key = content.decode("ascii").strip()
    except UnicodeDecodeError:
        key = ""
    if not SHORTEST <= len(key) <= LONGEST or not key.isprintable() or " " in key:
        raise InvalidArgument(
            f"The key file '{path}' has no valid key: one line of {SHORTEST} to {LONGEST} letters, digits and symbols."
            f" 中文：密钥文件“{path}”中没有可用的密钥：应为一行，{SHORTEST} 至 {LONGEST} 个字母、数字或符号。",
            "Create one: (umask 077; openssl rand -hex 32 > FILE). 中文：可用此命令生成。",
        )
    return key


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).digest()
