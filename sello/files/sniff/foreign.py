"""The kinds that we recognise and do not take, each with its way out; told by their first bytes."""

from dataclasses import dataclass

from sello.core.labels import N_
from sello.files.sniff.findings import Finding
from sello.files.sniff.reasons import (
    FileRefused,
    OpenEnvelope,
    ProtectedFile,
    SaveAsPdf,
    SaveAsPicture,
    SaveAsRecording,
    SaveAsSheet,
    SaveMails,
    Unpack,
)


@dataclass(frozen=True)
class Foreign:
    """A kind that is not taken: its name in a sentence, and the refusal that tells the way out."""

    label: str
    reason: type[FileRefused]

    def refused(self) -> Finding:
        """The finding to raise."""
        return Finding(self.reason, kind=self.label)


RTF = Foreign(N_("un texto enriquecido (RTF)"), SaveAsPdf)
POSTSCRIPT = Foreign(N_("un PostScript (PS, EPS)"), SaveAsPdf)
ONENOTE = Foreign(N_("una sección de OneNote (ONE)"), SaveAsPdf)
DWG = Foreign(N_("un plano de AutoCAD (DWG)"), SaveAsPdf)
DJVU = Foreign(N_("un DjVu"), SaveAsPdf)
HELP = Foreign(N_("una ayuda compilada (CHM)"), SaveAsPdf)
CORELDRAW = Foreign(N_("un dibujo de CorelDRAW (CDR)"), SaveAsPdf)
WORD_TEMPLATE = Foreign(N_("una plantilla de Word (DOTX)"), SaveAsPdf)
EXCEL_TEMPLATE = Foreign(N_("una plantilla de Excel (XLTX)"), SaveAsPdf)
EXCEL_BINARY = Foreign(N_("un libro binario de Excel (XLSB)"), SaveAsPdf)
POWERPOINT_TEMPLATE = Foreign(N_("una plantilla de PowerPoint (POTX)"), SaveAsPdf)
VISIO = Foreign(N_("un diagrama de Visio (VSDX, VSD)"), SaveAsPdf)
XPS = Foreign(N_("un documento XPS"), SaveAsPdf)
OPENDOCUMENT_DRAWING = Foreign(N_("un dibujo OpenDocument (ODG)"), SaveAsPdf)
OPENDOCUMENT_OTHER = Foreign(N_("un OpenDocument de plantilla, fórmula o gráfico"), SaveAsPdf)
EPUB = Foreign(N_("un libro electrónico (EPUB)"), SaveAsPdf)
IWORK = Foreign(N_("un documento de Pages, Numbers o Keynote"), SaveAsPdf)
PUBLISHER = Foreign(N_("una publicación de Publisher (PUB)"), SaveAsPdf)
PROJECT = Foreign(N_("un proyecto de Project (MPP)"), SaveAsPdf)
WORKS = Foreign(N_("un documento de Works (WPS)"), SaveAsPdf)
BMP = Foreign(N_("una imagen BMP"), SaveAsPicture)
AVIF = Foreign(N_("una imagen AVIF"), SaveAsPicture)
PHOTOSHOP = Foreign(N_("una imagen de Photoshop (PSD)"), SaveAsPicture)
JPEG2000 = Foreign(N_("una imagen JPEG 2000 o JPEG XL"), SaveAsPicture)
METAFILE = Foreign(N_("un dibujo de Windows (WMF, EMF)"), SaveAsPicture)
ICON = Foreign(N_("un ícono (ICO)"), SaveAsPicture)
MATROSKA = Foreign(N_("un video Matroska (MKV)"), SaveAsRecording)
AVI = Foreign(N_("un video AVI"), SaveAsRecording)
WINDOWS_MEDIA = Foreign(N_("un audio o video de Windows Media (WMA, WMV)"), SaveAsRecording)
FLASH_VIDEO = Foreign(N_("un video Flash (FLV)"), SaveAsRecording)
MPEG = Foreign(N_("un video MPEG (MPG, VOB)"), SaveAsRecording)
OGG_VIDEO = Foreign(N_("un video Ogg"), SaveAsRecording)
THREEGP = Foreign(N_("un video 3GP"), SaveAsRecording)
FLAC = Foreign(N_("un audio FLAC"), SaveAsRecording)
AIFF = Foreign(N_("un audio AIFF o CAF"), SaveAsRecording)
AAC = Foreign(N_("un audio AAC"), SaveAsRecording)
MIDI = Foreign(N_("una partitura MIDI"), SaveAsRecording)
ACCESS = Foreign(N_("una base de datos de Access (ACCDB, MDB)"), SaveAsSheet)
SQLITE = Foreign(N_("una base de datos SQLite"), SaveAsSheet)
RAR = Foreign(N_("un archivo comprimido RAR"), Unpack)
SEVEN_ZIP = Foreign(N_("un archivo comprimido 7Z"), Unpack)
GZIP = Foreign(N_("un archivo comprimido GZ, BZ2, XZ o ZST"), Unpack)
CABINET = Foreign(N_("un archivo comprimido CAB"), Unpack)
TAR = Foreign(N_("un archivo TAR"), Unpack)
DISC = Foreign(N_("una imagen de disco (ISO)"), Unpack)
OUTLOOK_STORE = Foreign(N_("un buzón de Outlook (PST)"), SaveMails)
ENVELOPE = Foreign(N_("un documento dentro de su firma electrónica (P7M)"), OpenEnvelope)
LOCKED_ENVELOPE = Foreign(N_("un documento cifrado (P7M)"), ProtectedFile)
LOCKED_PGP = Foreign(N_("un documento cifrado con PGP (ASC)"), ProtectedFile)

FOREIGN: tuple[Foreign, ...] = tuple(each for each in list(globals().values()) if isinstance(each, Foreign))
"""All of them, in the order above: what the document of kinds lists."""

BEGINNINGS: tuple[tuple[bytes, Foreign], ...] = (
    (b"{\\rt", RTF),
    (b"%!PS", POSTSCRIPT),
    (b"\xc5\xd0\xd3\xc6", POSTSCRIPT),
    (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", ONENOTE),
    (b"AT&TFORM", DJVU),
    (b"ITSF\x03\x00\x00\x00", HELP),
    (b"8BPS\x00", PHOTOSHOP),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", JPEG2000),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", JPEG2000),
    (b"\xff\x0a", JPEG2000),
    (b"\xff\x4f\xff\x51", JPEG2000),
    (b"\xd7\xcd\xc6\x9a", METAFILE),
    (b"\x00\x00\x01\x00", ICON),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", WINDOWS_MEDIA),
    (b"FLV\x01", FLASH_VIDEO),
    (b"\x00\x00\x01\xba", MPEG),
    (b"\x00\x00\x01\xb3", MPEG),
    (b"fLaC", FLAC),
    (b"caff\x00", AIFF),
    (b"\xff\xf1", AAC),
    (b"\xff\xf9", AAC),
    (b"OggS\x00", OGG_VIDEO),
    (b"\x1a\x45\xdf\xa3", MATROSKA),
    (b"MThd\x00\x00\x00\x06", MIDI),
    (b"\x00\x01\x00\x00Standard ACE DB", ACCESS),
    (b"\x00\x01\x00\x00Standard Jet DB", ACCESS),
    (b"SQLite format 3\x00", SQLITE),
    (b"Rar!\x1a\x07", RAR),
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (b"\x1f\x8b\x08", GZIP),
    (b"\xfd7zXZ\x00", GZIP),
    (b"\x28\xb5\x2f\xfd", GZIP),
    (b"MSCF\x00\x00\x00\x00", CABINET),
    (b"!BDN", OUTLOOK_STORE),
    (b"-----BEGIN PKCS7", ENVELOPE),
    (b"-----BEGIN CMS", ENVELOPE),
    (b"-----BEGIN PGP MESSAGE-----", LOCKED_PGP),
)
_PLACED: tuple[tuple[int, bytes, Foreign], ...] = (
    (257, b"ustar", TAR),
    (32769, b"CD001", DISC),
    (40, b" EMF", METAFILE),
)
_RIFF = {b"AVI ": AVI, b"CDR": CORELDRAW}
_FORM = {b"AIFF": AIFF, b"AIFC": AIFF}
_SIGNED = bytes.fromhex("06092a864886f70d010702")
_ENVELOPED = bytes.fromhex("06092a864886f70d010703")
_LEADING = b"\xef\xbb\xbf\r\n\t "
_BITMAP_HEADERS = frozenset({12, 16, 40, 52, 56, 64, 108, 124})


def look(head: bytes) -> None:
    """Raise the Finding of a kind that is known and not taken; asked after our own kinds."""
    found = _by_beginning(head) or _by_place(head) or _by_shape(head)
    if found is not None:
        raise found.refused()


def _by_beginning(head: bytes) -> Foreign | None:
    starts = (head, head.lstrip(_LEADING))
    return next(
        (kind for begins, kind in BEGINNINGS if any(each.startswith(begins) for each in starts)), None
    )


def _by_place(head: bytes) -> Foreign | None:
    """Marks further in, which a text could have there by chance: a text has no zeros."""
    if b"\x00" not in head[:512]:
        return None
    return next((kind for at, mark, kind in _PLACED if head.startswith(mark, at)), None)


def _by_shape(head: bytes) -> Foreign | None:
    """Kinds whose first letters also begin a text, so that more has to fit."""
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS:
        return BMP
    if head[:4] == b"AC10" and b"\x00" in head[6:32]:
        return DWG
    if head[:3] == b"BZh" and head[4:10] == b"1AY&SY":
        return GZIP
    return _by_form(head) or _by_envelope(head) or _by_brand(head)


def _by_form(head: bytes) -> Foreign | None:
    """Containers that say behind their length what they hold."""
    held = {b"RIFF": _RIFF, b"FORM": _FORM}.get(head[:4], {})
    return held.get(head[8:12]) or held.get(head[8:11])


def _by_envelope(head: bytes) -> Foreign | None:
    if head[:1] != b"\x30":
        return None
    return ENVELOPE if _SIGNED in head[:32] else LOCKED_ENVELOPE if _ENVELOPED in head[:32] else None


def _by_brand(head: bytes) -> Foreign | None:
    """A box of the ISO base media format whose brand is none of ours."""
    if head[4:8] != b"ftyp":
        return None
    brands = head[8 : min(int.from_bytes(head[:4], "big"), 512)]
    if b"avif" in brands or b"avis" in brands:
        return AVIF
    return THREEGP if head[8:10] == b"3g" else None
