"""What a ZIP is a package of: Office Open XML, OpenDocument, or a kind that is not taken."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sello.files.kinds import DOCX, ODP, ODS, ODT, PPTX, XLSX, FileKind
from sello.files.sniff import foreign
from sello.files.sniff.findings import Finding
from sello.files.sniff.foreign import Foreign
from sello.files.sniff.reasons import BrokenFile, DangerousArchive, ProgramRefused, ProtectedFile, WithMacros

Found = TypeVar("Found")

_PART = 16 * 1024 * 1024
"""The largest part that is read to tell the kind: no real list of types or manifest comes near it."""
_OPEN = "application/vnd.openxmlformats-officedocument."
_OFFICE: dict[str, FileKind] = {
    f"{_OPEN}wordprocessingml.document.main+xml": DOCX,
    f"{_OPEN}spreadsheetml.sheet.main+xml": XLSX,
    f"{_OPEN}presentationml.presentation.main+xml": PPTX,
    f"{_OPEN}presentationml.slideshow.main+xml": PPTX,
}
_OFFICE_FOREIGN: dict[str, Foreign] = {
    f"{_OPEN}wordprocessingml.template.main+xml": foreign.WORD_TEMPLATE,
    f"{_OPEN}spreadsheetml.template.main+xml": foreign.EXCEL_TEMPLATE,
    f"{_OPEN}presentationml.template.main+xml": foreign.POWERPOINT_TEMPLATE,
    "application/vnd.ms-excel.sheet.binary.macroenabled.main": foreign.EXCEL_BINARY,
    "application/vnd.ms-visio.drawing.main+xml": foreign.VISIO,
    "application/vnd.ms-visio.template.main+xml": foreign.VISIO,
    "application/vnd.ms-visio.stencil.main+xml": foreign.VISIO,
    "application/vnd.ms-package.xps-fixeddocumentsequence+xml": foreign.XPS,
    "application/oxps": foreign.XPS,
}
_ODF: dict[str, FileKind] = {
    "application/vnd.oasis.opendocument.text": ODT,
    "application/vnd.oasis.opendocument.spreadsheet": ODS,
    "application/vnd.oasis.opendocument.presentation": ODP,
}
_ODF_DRAWING = "application/vnd.oasis.opendocument.graphics"
_ODF_ANY = "application/vnd.oasis.opendocument."
_ODF_MANIFEST = "META-INF/manifest.xml"
FOREIGN = frozenset(
    {
        *_OFFICE_FOREIGN.values(),
        foreign.OPENDOCUMENT_DRAWING,
        foreign.OPENDOCUMENT_OTHER,
        foreign.EPUB,
        foreign.IWORK,
    }
)
"""The kinds that are told here and not taken."""
_TAG = re.compile(r"<(?:\w+:)?(Override|Default)\b([^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_MACRO_NAME = re.compile(r"(?i)(vbaProject\.bin$|vbaData\.xml$|/macrosheets/|/activeX/)")
_MACRO_TYPE = re.compile(r"vbadata\+xml|macrosheet\+xml|\.activex|macroenabled")
_MACRO_STORE = "vbaproject"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_ODF_MACRO = re.compile(r"(?i)^(Basic|Scripts)/.")
_APPLE = re.compile(r"(?i)(^|/)(Index/Document\.iwa|Index\.zip|index\.apxl|buildVersionHistory\.plist)$")
_PROGRAM = re.compile(r"^(META-INF/MANIFEST\.MF|AndroidManifest\.xml|classes\.dex)$")


def look(archive: zipfile.ZipFile) -> FileKind | None:
    """Tell an Office or OpenDocument file; None for a plain ZIP. Raises a Finding for what is not taken."""
    names = archive.namelist()
    if "[Content_Types].xml" in names:
        return _office(archive, names)
    if "mimetype" in names:
        return _by_mimetype(archive, names)
    if any(_PROGRAM.match(name) for name in names):
        raise Finding(ProgramRefused)
    if any(_APPLE.search(name) for name in names):
        raise foreign.IWORK.refused()
    return None


@dataclass(frozen=True)
class _Types:
    """The types by part and by extension, all in lower case, as packages compare them."""

    overrides: dict[str, str]
    defaults: dict[str, str]

    def of(self, name: str) -> str:
        """The type of a part, empty where the list says none."""
        folded = name.lower()
        return self.overrides.get(folded) or self.defaults.get(folded.rpartition(".")[2], "")


def _office(archive: zipfile.ZipFile, names: list[str]) -> FileKind | None:
    """By the types of the parts that are there: what is announced for parts that are not there is nothing."""
    types = _types(_part(archive, "[Content_Types].xml"))
    typed = {name: types.of(name) for name in names}
    other = _first(_OFFICE_FOREIGN, typed.values())
    # The type of a binary workbook is one of those that announce macros, and it need have none.
    announced = other is not foreign.EXCEL_BINARY and any(map(_MACRO_TYPE.search, typed.values()))
    if announced or _holds_macros(archive, typed):
        raise Finding(WithMacros)
    if other is not None:
        raise other.refused()
    kind = _first(_OFFICE, typed.values())
    missing = _first(_OFFICE, types.overrides.values())
    if kind is None and missing is not None:
        raise Finding(BrokenFile, kind=missing.label)
    return kind


def _first(known: Mapping[str, Found], kinds: Iterable[str]) -> Found | None:
    return next((known[kind] for kind in kinds if kind in known), None)


def _holds_macros(archive: zipfile.ZipFile, typed: Mapping[str, str]) -> bool:
    """Whether a part is called what only macros are, or is a store of them; ``typed`` are their types."""
    stores = (name for name, kind in typed.items() if _MACRO_STORE in kind)
    return any(map(_MACRO_NAME.search, typed)) or any(_is_compound(archive, name) for name in stores)


def _is_compound(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a part is what a store of macros is: a default type also falls on printers' settings."""
    with archive.open(name) as part:
        return part.read(4) == _COMPOUND


def _types(listed: bytes) -> _Types:
    found = _Types({}, {})
    for what, attributes in _tags(listed):
        kind = attributes.get("contenttype", "")
        if what == "override":
            found.overrides[attributes.get("partname", "").lstrip("/")] = kind
        else:
            found.defaults[attributes.get("extension", "")] = kind
    return found


def _tags(listed: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    wide = listed.startswith((b"\xff\xfe", b"\xfe\xff"))
    for what, inside in _TAG.findall(listed.decode("utf-16" if wide else "utf-8", "replace")):
        found = _ATTRIBUTE.findall(inside)
        yield what.lower(), {name.lower(): (double or single).lower() for name, double, single in found}


def _by_mimetype(archive: zipfile.ZipFile, names: list[str]) -> FileKind | None:
    said = _part(archive, "mimetype").strip().decode("latin-1")
    if said == "application/epub+zip":
        raise foreign.EPUB.refused()
    return _open_document(archive, names, said) if said.startswith(_ODF_ANY) else None


def _open_document(archive: zipfile.ZipFile, names: list[str], said: str) -> FileKind:
    has_manifest = _ODF_MANIFEST in names
    if has_manifest and _encrypted(_part(archive, _ODF_MANIFEST)):
        raise Finding(ProtectedFile)
    if any(_ODF_MACRO.match(name) for name in names):
        raise Finding(WithMacros)
    if said == _ODF_DRAWING:
        raise foreign.OPENDOCUMENT_DRAWING.refused()
    if said not in _ODF:
        raise foreign.OPENDOCUMENT_OTHER.refused()
    if "content.xml" not in names or not has_manifest:
        raise Finding(BrokenFile, kind=_ODF[said].label)
    return _ODF[said]


def _encrypted(manifest: bytes) -> bool:
    return b"encryption-data" in manifest.replace(b"\x00", b"")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A whole part: a mark behind padding counts as much as one at the beginning."""
    with archive.open(name) as part:
        content = part.read(_PART + 1)
    if len(content) > _PART:
        raise Finding(DangerousArchive)
    return content
