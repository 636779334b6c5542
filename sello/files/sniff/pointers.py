"""Files that only say where the document is: shortcuts, and what cloud folders leave in its place."""

import re
from collections.abc import Iterable

from sello.files.sniff.findings import Finding
from sello.files.sniff.reasons import HollowFile, PointerFile, ProgramRefused

_SHORTCUT = b"L\x00\x00\x00\x01\x14\x02\x00"
_ALIAS = b"book\x00\x00\x00\x00mark\x00\x00\x00\x00"
_LOOKED = 4096
"""A pointer is a few hundred bytes; a text that only speaks of one, further down, is a text."""
_SECTIONS = re.compile(r"\s*[\[;#]")
_SECTION = re.compile(r"^\[(InternetShortcut|Desktop Entry)\b[^\]\n]*\]", re.IGNORECASE | re.MULTILINE)
_RUNS = re.compile(r"^\s*Exec\s*=", re.MULTILINE)
_CLOUD = re.compile(
    r'\s*\{(?=.{0,2000}"(?:doc_id|resource_key|resource_id|shortcut_target|\.?cloud_?doc)"\s*:)'
    r'|\s*\{\s*"url"\s*:\s*"https?://[^"]*"\s*(?:,[^{}]{0,2000})?\}\s*\Z',
    re.DOTALL,
)
_LOCATION = re.compile(r"<plist\b.{0,500}<key>\s*(?:URL|NSURLNameKey)\s*</key>", re.DOTALL | re.IGNORECASE)
_LIBRARY = re.compile(r"<(?:libraryDescription|searchConnectorDescription|persistedQuery)\b", re.IGNORECASE)
_STAND_IN = re.compile(r"XSym\r?\n\d{4}\r?\n|version https://git-lfs\.github\.com/spec/")
"""What a disk of the Mac's on the network, or a repository, leaves in the place of a file."""
_ONLY_AN_ADDRESS = re.compile(r"\s*https?://[^\s<>\"]{4,2000}\s*\Z", re.IGNORECASE)
"""A text of one link and nothing else: what stands behind it may be gone tomorrow."""
_BINARY_KEYS = (b"URL", b"NSURLNameKey")


def look(head: bytes) -> None:
    """Raise the Finding of a shortcut, a placeholder of a cloud folder, or a file of nothing but zeros."""
    if head.startswith((_SHORTCUT, _ALIAS)) or _binary_location(head):
        raise Finding(PointerFile)
    if len(head) >= 16 and not head.strip(b"\x00"):
        raise Finding(HollowFile)
    for text in _readings(head[:_LOOKED]):
        _look_at(text)


def _look_at(text: str) -> None:
    section = _SECTION.search(text) if _SECTIONS.match(text) else None
    if section and section[1].lower() == "desktop entry" and _RUNS.search(text):
        raise Finding(ProgramRefused)
    if section or any(told.search(text) for told in (_LOCATION, _LIBRARY)):
        raise Finding(PointerFile)
    if any(told.match(text) for told in (_CLOUD, _STAND_IN, _ONLY_AN_ADDRESS)):
        raise Finding(PointerFile)


def _readings(start: bytes) -> Iterable[str]:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield start[: len(start) // 2 * 2].decode("utf-16", "replace")
    elif b"\x00" not in start:
        yield start.decode("utf-8-sig", "replace")


def _binary_location(head: bytes) -> bool:
    return head.startswith(b"bplist0") and any(key in head[:_LOOKED] for key in _BINARY_KEYS)
