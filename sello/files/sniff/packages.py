"""What a ZIP is a package of: Office Open XML, OpenDocument, or a kind that is not taken."""

import re
import zipfile
from collections.abc import Iterator

from sello.files.kinds import DOCX, ODP, ODS, ODT, PPTX, XLSX, FileKind
from sello.files.sniff import foreign
from sello.files.sniff.findings import Finding
from sello.files.sniff.foreign import Foreign
from sello.files.sniff.reasons import BrokenFile, DangerousArchive, ProgramRefused, ProtectedFile, WithMacros

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


def _office(archive: zipfile.ZipFile, names: list[str]) -> FileKind | None:
    """By the types of the parts that are there: what is announced for parts that are not there is nothing."""
    overrides, defaults = _types(_part(archive, "[Content_Types].xml"))
    present = {_type_of(name, overrides, defaults): name for name in names}
    other = next((_OFFICE_FOREIGN[each] for each in present if each in _OFFICE_FOREIGN), None)
    if other is not foreign.EXCEL_BINARY and any(map(_MACRO_TYPE.search, present)):
        raise Finding(WithMacros)
    stores = [name for name in names if _MACRO_STORE in _type_of(name, overrides, defaults)]
    if any(map(_MACRO_NAME.search, names)) or any(_is_compound(archive, name) for name in stores):
        raise Finding(WithMacros)
    if other is not None:
        raise other.refused()
    if kind := next((_OFFICE[each] for each in present if each in _OFFICE), None):
        return kind
    if missing := next((_OFFICE[each] for each in overrides.values() if each in _OFFICE), None):
        raise Finding(BrokenFile, kind=missing.label)
    return None


def _is_compound(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a part is what a store of macros is: a default type also falls on printers' settings."""
    with archive.open(name) as part:
        return part.read(4) == _COMPOUND


def _types(listed: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """The types by part and by extension, all in lower case, as packages compare them."""
    overrides: dict[str, str] = {}
    defaults: dict[str, str] = {}
    for what, attributes in _tags(listed):
        kind = attributes.get("contenttype", "")
        if what == "override":
            overrides[attributes.get("partname", "").lstrip("/")] = kind
        else:
            defaults[attributes.get("extension", "")] = kind
    return overrides, defaults


def _tags(listed: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    wide = listed.startswith((b"\xff\xfe", b"\xfe\xff"))
    for what, inside in _TAG.findall(listed.decode("utf-16" if wide else "utf-8", "replace")):
        found = _ATTRIBUTE.findall(inside)
        yield what.lower(), {name.lower(): (double or single).lower() for name, double, single in found}


def _type_of(name: str, overrides: dict[str, str], defaults: dict[str, str]) -> str:
    folded = name.lower()
    return overrides.get(folded) or defaults.get(folded.rpartition(".")[2], "")


def _by_mimetype(archive: zipfile.ZipFile, names: list[str]) -> FileKind | None:
    said = _part(archive, "mimetype").strip().decode("latin-1")
    if said == "application/epub+zip":
        raise foreign.EPUB.refused()
    if not said.startswith(_ODF_ANY):
        return None
    if "META-INF/manifest.xml" in names and _encrypted(_part(archive, "META-INF/manifest.xml")):
        raise Finding(ProtectedFile)
    if any(_ODF_MACRO.match(name) for name in names):
        raise Finding(WithMacros)
    kind = _ODF.get(said)
    if kind is None:
        drawing = said == _ODF_DRAWING
        raise (foreign.OPENDOCUMENT_DRAWING if drawing else foreign.OPENDOCUMENT_OTHER).refused()
    if "content.xml" not in names or "META-INF/manifest.xml" not in names:
        raise Finding(BrokenFile, kind=kind.label)
    return kind


def _encrypted(manifest: bytes) -> bool:
    return b"encryption-data" in manifest.replace(b"\x00", b"")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A whole part: a mark behind padding counts as much as one at the beginning."""
    with archive.open(name) as part:
        content = part.read(_PART + 1)
    if len(content) > _PART:
        raise Finding(DangerousArchive)
    return content
