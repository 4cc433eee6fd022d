"""A zip file without the time of its making: same parts, same bytes."""

from __future__ import annotations

import io
import zipfile

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def without_times(content: bytes) -> bytes:
    """The same archive, each part dated alike."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(fixed, "w") as target:
        for part in source.infolist():
            info = zipfile.ZipInfo(part.filename, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            # The system that made the archive is a byte of it.
            info.create_system = 3
            target.writestr(info, source.read(part))
    return fixed.getvalue()
