"""What a file is that is no spreadsheet, or one that is not read here: the true reason, and the way out.

Told by its first bytes, or by the parts of its package; a name may say anything.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sello.core.labels import N_

_HEAD: Final = 4096

SAVE: Final = N_("Ábralo en Excel o LibreOffice, guárdelo como .xlsx y repita.")
COPY: Final = N_("Copie la tabla en una planilla, guárdela como .xlsx y repita.")
UNPACK: Final = N_("Descomprímalo y suba la planilla que está dentro.")
DOWNLOAD: Final = N_("Ábralo en Google, descárguelo como .xlsx y súbalo.")


@dataclass(frozen=True, slots=True)
class Foreign:
    """What the file is, and what helps."""

    message: str
    remedy: str


PDF = Foreign(N_("es un PDF, no una planilla."), COPY)
PICTURE = Foreign(N_("es una imagen, no una planilla."), COPY)
RICH_TEXT = Foreign(N_("es un documento de texto (RTF), no una planilla."), COPY)
PACKED = Foreign(N_("es un archivo comprimido, no una planilla."), UNPACK)
WEB_PAGE = Foreign(N_("es una página web, aunque se llame como una planilla."), SAVE)
XML_SHEET = Foreign(N_("es una planilla guardada como XML."), SAVE)
XML = Foreign(N_("es un archivo XML, no una planilla."), SAVE)
SHORTCUT = Foreign(N_("es un acceso directo, no la planilla misma."), DOWNLOAD)
BINARY = Foreign(N_("es una planilla binaria de Excel (.xlsb)."), SAVE)
NUMBERS = Foreign(
    N_("es una planilla de Numbers (Apple)."), N_("Expórtela desde Numbers como Excel (.xlsx) y repita.")
)
DOCUMENT = Foreign(N_("es un documento de Word: no es de Excel ni de LibreOffice Calc."), COPY)
SLIDES = Foreign(N_("es una presentación, no una planilla."), COPY)
WRITER = Foreign(N_("es un documento de LibreOffice Writer, no una planilla."), COPY)

_BYTES: Final = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"{\\rtf", RICH_TEXT),
    (b"Rar!\x1a\x07", PACKED),
    (b"7z\xbc\xaf\x27\x1c", PACKED),
    (b"\x1f\x8b", PACKED),
)
_TEXTS: Final = (
    (
        r"<\?xml.*?(mso-application|urn:schemas-microsoft-com:office|urn:oasis:names:tc:opendocument)",
        XML_SHEET,
    ),
    (r"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|meta|style|table)\b", WEB_PAGE),
    (r"<\?xml", XML),
    (r"\[internetshortcut\]", SHORTCUT),
    (r"\{\s*\"(doc_id|url|resource_id|email)\"\s*:", SHORTCUT),
)
_PARTS: Final = (
    ("xl/workbook.bin", BINARY),
    ("Index/Document.iwa", NUMBERS),
    ("Index.zip", NUMBERS),
    ("word/document.xml", DOCUMENT),
    ("ppt/presentation.xml", SLIDES),
)
_SHEET_PARTS: Final = ("xl/workbook.xml", "content.xml", "[Content_Types].xml")
_OFFERED: Final = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt")


def of_bytes(document: bytes) -> Foreign | None:
    """What a file is by its first bytes."""
    head = document[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((foreign for begins, foreign in _BYTES if head.startswith(begins)), None)


def of_text(text: str) -> Foreign | None:
    """What a text is that is no table."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n").lower()
    found = (foreign for pattern, foreign in _TEXTS if re.match(pattern, head, re.DOTALL))
    return next(found, None)


def of_package(parts: Collection[str], kind: bytes) -> Foreign | None:
    """What a ZIP is that holds these parts; ``kind`` is what an OpenDocument says that it is."""
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return WRITER
    for part, foreign in _PARTS:
        if part in parts:
            return foreign
    if any(part in parts for part in _SHEET_PARTS):
        return None
    return PACKED if any(part.lower().endswith(_OFFERED) for part in parts) else None
