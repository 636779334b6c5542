"""How each kind of file is shown: drawn page by page, written anew, played by the browser, or not at all."""

from enum import Enum

from sello.core.labels import N_
from sello.files import kinds
from sello.files.kinds import FileKind


class Way(Enum):
    """How a kind is shown; the value is what the limited process calls it."""

    PAPER = "paper"
    PICTURE = "picture"
    PHOTOGRAPH = "photograph"
    WORKBOOK = "workbook"
    TABLE = "table"
    PLAIN = "plain"
    DOCUMENT = "document"
    SLIDES = "slides"
    OPEN_TEXT = "open-text"
    OPEN_SLIDES = "open-slides"
    MAIL = "mail"
    OUTLOOK = "outlook"
    ARCHIVE = "archive"
    SOUND = "sound"
    FILM = "film"

    @property
    def is_drawn(self) -> bool:
        """Whether its pages are pictures."""
        return self in {Way.PAPER, Way.PICTURE, Way.PHOTOGRAPH}

    @property
    def is_played(self) -> bool:
        """Whether the browser plays the file itself, by ranges."""
        return self in {Way.SOUND, Way.FILM}

    @property
    def told(self) -> str:
        """How it is shown, in words."""
        return _TOLD[self]


_TOLD = {
    Way.PAPER: N_("página por página"),
    Way.PICTURE: N_("como imagen"),
    Way.PHOTOGRAPH: N_("como imagen"),
    Way.WORKBOOK: N_("como tabla"),
    Way.TABLE: N_("como tabla"),
    Way.PLAIN: N_("como texto"),
    Way.DOCUMENT: N_("su texto, tablas e imágenes"),
    Way.OPEN_TEXT: N_("su texto, tablas e imágenes"),
    Way.SLIDES: N_("lámina por lámina: texto, tablas e imágenes"),
    Way.OPEN_SLIDES: N_("lámina por lámina: texto, tablas e imágenes"),
    Way.MAIL: N_("el correo y sus adjuntos, cada uno según su tipo"),
    Way.OUTLOOK: N_("el correo y sus adjuntos, cada uno según su tipo"),
    Way.ARCHIVE: N_("los nombres de lo que trae"),
    Way.SOUND: N_("se escucha, si el navegador conoce el formato"),
    Way.FILM: N_("se ve, si el navegador conoce el formato"),
}
NOT_SHOWN = N_("no; se descarga")

WAYS: dict[FileKind, Way] = {
    kinds.PDF: Way.PAPER,
    **dict.fromkeys((kinds.PNG, kinds.JPEG, kinds.GIF, kinds.WEBP, kinds.TIFF), Way.PICTURE),
    kinds.HEIC: Way.PHOTOGRAPH,
    **dict.fromkeys((kinds.XLSX, kinds.XLS, kinds.ODS), Way.WORKBOOK),
    kinds.CSV: Way.TABLE,
    kinds.DOCX: Way.DOCUMENT,
    kinds.PPTX: Way.SLIDES,
    kinds.ODT: Way.OPEN_TEXT,
    kinds.ODP: Way.OPEN_SLIDES,
    kinds.EML: Way.MAIL,
    kinds.MSG: Way.OUTLOOK,
    kinds.ZIP: Way.ARCHIVE,
    **dict.fromkeys((kinds.TEXT, kinds.XML), Way.PLAIN),
    **dict.fromkeys((kinds.MP3, kinds.M4A, kinds.WAV, kinds.OGG), Way.SOUND),
    **dict.fromkeys((kinds.MP4, kinds.MOV, kinds.WEBM), Way.FILM),
}
"""The kinds that are shown; the others are downloaded."""


def way_of(media_type: str) -> Way | None:
    """How files of a media type are shown; None for those that are not."""
    kind = kinds.BY_MEDIA_TYPE.get(media_type)
    return WAYS.get(kind) if kind else None
