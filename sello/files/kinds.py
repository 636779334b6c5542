"""The kinds of file that can be evidence: our own media types and extensions, never the sender's."""

from dataclasses import dataclass

from sello.core.labels import N_


@dataclass(frozen=True)
class FileKind:
    """One kind of file: the code used in the settings and what we store and serve it as."""

    code: str
    media_type: str
    extensions: tuple[str, ...]
    label: str

    def file_name(self, name: str) -> str:
        """Give the sender's name the extension that its content deserves, keeping one that already fits."""
        stem, dot, extension = name.rpartition(".")
        if dot and extension.lower() in self.extensions:
            return name
        known = dot and extension.lower() in _ALL_EXTENSIONS
        return f"{stem if known and stem else name}.{self.extensions[0]}"


def _office(suffix: str) -> str:
    return f"application/vnd.openxmlformats-officedocument.{suffix}"


PDF = FileKind("pdf", "application/pdf", ("pdf",), N_("PDF"))
DOCX = FileKind("docx", _office("wordprocessingml.document"), ("docx",), N_("Word (DOCX)"))
XLSX = FileKind("xlsx", _office("spreadsheetml.sheet"), ("xlsx",), N_("Excel (XLSX)"))
PPTX = FileKind("pptx", _office("presentationml.presentation"), ("pptx", "ppsx"), N_("PowerPoint (PPTX)"))
DOC = FileKind("doc", "application/msword", ("doc",), N_("Word 97-2003 (DOC)"))
XLS = FileKind("xls", "application/vnd.ms-excel", ("xls",), N_("Excel 97-2003 (XLS)"))
PPT = FileKind("ppt", "application/vnd.ms-powerpoint", ("ppt", "pps"), N_("PowerPoint 97-2003 (PPT)"))
ODT = FileKind("odt", "application/vnd.oasis.opendocument.text", ("odt",), N_("OpenDocument texto (ODT)"))
ODS = FileKind(
    "ods", "application/vnd.oasis.opendocument.spreadsheet", ("ods",), N_("OpenDocument planilla (ODS)")
)
ODP = FileKind(
    "odp", "application/vnd.oasis.opendocument.presentation", ("odp",), N_("OpenDocument presentación (ODP)")
)
PNG = FileKind("png", "image/png", ("png",), N_("imagen PNG"))
JPEG = FileKind("jpeg", "image/jpeg", ("jpg", "jpeg", "jpe", "jfif"), N_("imagen JPEG"))
GIF = FileKind("gif", "image/gif", ("gif",), N_("imagen GIF"))
WEBP = FileKind("webp", "image/webp", ("webp",), N_("imagen WebP"))
HEIC = FileKind("heic", "image/heic", ("heic", "heif"), N_("imagen HEIC"))
TIFF = FileKind("tiff", "image/tiff", ("tif", "tiff"), N_("imagen TIFF"))
TEXT = FileKind("txt", "text/plain", ("txt", "text", "log", "md"), N_("texto simple (TXT)"))
CSV = FileKind("csv", "text/csv", ("csv", "tsv", "txt"), N_("tabla CSV"))
ZIP = FileKind("zip", "application/zip", ("zip",), N_("ZIP"))
EML = FileKind("eml", "message/rfc822", ("eml",), N_("correo (EML)"))
MSG = FileKind("msg", "application/vnd.ms-outlook", ("msg",), N_("correo de Outlook (MSG)"))
XML = FileKind("xml", "application/xml", ("xml",), N_("documento electrónico (XML)"))
MP3 = FileKind("mp3", "audio/mpeg", ("mp3",), N_("audio MP3"))
M4A = FileKind("m4a", "audio/mp4", ("m4a",), N_("audio M4A"))
WAV = FileKind("wav", "audio/wav", ("wav",), N_("audio WAV"))
OGG = FileKind("ogg", "audio/ogg", ("ogg", "oga", "opus"), N_("audio OGG"))
AMR = FileKind("amr", "audio/amr", ("amr", "awb"), N_("nota de voz AMR"))
MP4 = FileKind("mp4", "video/mp4", ("mp4", "m4v"), N_("video MP4"))
MOV = FileKind("mov", "video/quicktime", ("mov", "qt"), N_("video MOV"))
WEBM = FileKind("webm", "video/webm", ("webm",), N_("video WebM"))

KINDS: dict[str, FileKind] = {
    kind.code: kind
    for kind in (
        PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, DOC, XLS, PPT, TEXT, CSV,
        PNG, JPEG, GIF, WEBP, HEIC, TIFF, ZIP, EML, MSG, XML, MP3, M4A, WAV, OGG, AMR, MP4, MOV, WEBM,
    )
}  # fmt: skip
_ALL_EXTENSIONS = frozenset(extension for kind in KINDS.values() for extension in kind.extensions)
BY_MEDIA_TYPE: dict[str, FileKind] = {kind.media_type: kind for kind in KINDS.values()}


def allowed(codes: str) -> tuple[FileKind, ...]:
    """Read the setting (codes separated by commas; empty means every kind), in our own order.

    Raises ValueError naming the codes that do not exist.
    """
    wanted = {code.strip().lower() for code in codes.split(",") if code.strip()}
    if unknown := sorted(wanted - KINDS.keys()):
        raise ValueError(f"tipos desconocidos: {', '.join(unknown)}; se conocen: {', '.join(KINDS)}")
    return tuple(kind for kind in KINDS.values() if not wanted or kind.code in wanted)


def extensions(kinds: tuple[FileKind, ...]) -> tuple[str, ...]:
    """List the extensions of some kinds once each, for a file chooser and for messages."""
    return tuple(dict.fromkeys(extension for kind in kinds for extension in kind.extensions))


def in_words(kinds: tuple[FileKind, ...]) -> str:
    """Name the kinds by their usual extension, as a message does: «PDF, DOCX, …»."""
    return ", ".join(kind.extensions[0].upper() for kind in kinds)
