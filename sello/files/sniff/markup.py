"""XML: an electronic document is taken as it is, what a browser would draw or run is not."""

import os
import re
from typing import BinaryIO

from sello.files.kinds import XML, FileKind
from sello.files.sniff.findings import Finding
from sello.files.sniff.reasons import BrokenFile, WebPageRefused

_MARKUP = re.compile(r"\s*<[!?a-z/]", re.IGNORECASE)
_DECLARED = re.compile(r"\s*<\?xml\s[^>]*\?>")
_PREFACE = re.compile(r"\s*(?:<!--.*?-->|<\?(?!xml-stylesheet)[^>]*\?>)", re.DOTALL)
_ROOT = re.compile(r"\s*<([A-Za-z_][\w.-]*(?::[\w.-]+)?)(\s[^<>]*)?/?>")
_CODE = re.compile(
    r"<\s*(?:[\w-]+:)?(?:html|svg|script|iframe|object|embed|stylesheet|transform|smil|xul|vxml)\b"
    r"|<!doctype|<!entity|<\?xml-stylesheet"
    r"|www\.w3\.org/(?:1999/xhtml|2000/svg|1999/XSL/Transform)",
    re.IGNORECASE,
)
_TAIL = 4096


def is_markup(sample: str) -> bool:
    """Whether a text begins as markup does."""
    return _MARKUP.match(sample) is not None


def is_document(sample: str) -> bool:
    """Whether a text begins as an XML document that says so, and holds nothing that would draw or run.

    It says so by its declaration or by the namespace of its root, as electronic invoices do.
    The whole sample is looked at: names of drawing and running elements, their namespaces, style sheets,
    and document types, whose entities swell.
    """
    root = _root(sample)
    if root is None or _CODE.search(sample):
        return False
    return _DECLARED.match(sample) is not None or "xmlns" in (root[2] or "")


def look(file: BinaryIO, sample: str) -> FileKind:
    """Take an XML document whose end closes what its beginning opened; refuse any other markup."""
    root = _root(sample)
    if root is None or not is_document(sample):
        raise Finding(WebPageRefused)
    if not _closed(file, root[1]):
        raise Finding(BrokenFile, kind=XML.label)
    return XML


def _root(sample: str) -> re.Match[str] | None:
    at = 0
    while preface := _PREFACE.match(sample, at):
        at = preface.end()
    return _ROOT.match(sample, at)


def _closed(file: BinaryIO, root: str) -> bool:
    file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
    tail = file.read().replace(b"\x00", b"").decode("latin-1")
    closing = re.compile(
        rf"(?:</{re.escape(root)}\s*>|<{re.escape(root)}\b[^<>]*/>)\s*(?:<!--.*?-->\s*)*\Z", re.DOTALL
    )
    return closing.search(tail) is not None
