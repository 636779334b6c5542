"""How a file goes out: its name in the header, headers that keep it harmless, the part that is asked for."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

SAFETY: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
)
"""What keeps a file that somebody sent from acting on our address, should a browser open it after all."""

_ONE_RANGE = re.compile(r"\s*bytes\s*=\s*(?:(\d+)\s*-\s*(\d*)|-\s*(\d+))\s*\Z", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Outgoing:
    """A file as it goes out: how it is saved, what it is, its length in bytes, its hash if it has one."""

    name: str
    media_type: str
    size: int
    sha256: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The headers beside its type and length."""
        return {**SAFETY, "Content-Disposition": disposition(self.name)}


def disposition(filename: str) -> str:
    """The header that makes a browser save a file under its name (RFC 6266, RFC 8187)."""
    decomposed = unicodedata.normalize("NFKD", filename).encode("ascii", "ignore").decode()
    plain = re.sub(r'[\x00-\x1f\x7f"\\%]', "_", decomposed).strip() or "archivo"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"


def one_range(header: str | None, size: int) -> str | None:
    """The one part that a Range header asks for, as `bytes=first-[last]`; None when it is to be ignored.

    As RFC 9110, section 14, has it: the whole file answers a header that makes no sense, another unit, and
    (as we choose) several parts at once. A suffix longer than the file is all of it, one of no bytes lies
    beyond its end. Whether a part that begins at a byte lies in the file is for whoever cuts it.
    """
    found = _ONE_RANGE.match(header or "")
    if found is None:
        return None
    first, last, suffix = found.groups()
    if suffix is not None:
        return f"bytes={max(0, size - int(suffix))}-"
    if last and int(last) < int(first):
        return None
    return f"bytes={int(first)}-{last and int(last)}"
