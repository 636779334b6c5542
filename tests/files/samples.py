"""Real files of every accepted kind, made on the spot."""

import io
import struct
import wave
import zipfile
from collections.abc import Callable

from docx import Document
from openpyxl import Workbook
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

OFFICE = "application/vnd.openxmlformats-officedocument"


def pdf(text: str = "Decreto alcaldicio") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 720, text)
    canvas.save()
    return out.getvalue()


def docx() -> bytes:
    out = io.BytesIO()
    document = Document()
    document.add_paragraph("Acta del comité de género")
    document.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    out = io.BytesIO()
    book = Workbook()
    book.active["A1"] = "Participantes"
    book.save(out)
    return out.getvalue()


def zipped(entries: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def office(part: str, main: str, extra: dict[str, bytes | str] | None = None) -> bytes:
    types = f'<Types><Override PartName="/{part}" ContentType="{OFFICE}.{main}.main+xml"/></Types>'
    return zipped({"[Content_Types].xml": types, "_rels/.rels": "<r/>", part: "<p/>", **(extra or {})})


def opendocument(kind: str, extra: dict[str, bytes | str] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<office/>")
        for name, content in {"META-INF/manifest.xml": "<manifest/>", **(extra or {})}.items():
            archive.writestr(name, content)
    return out.getvalue()


def image(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), (90, 40, 160)).save(out, form)
    return out.getvalue()


def compound(*streams: str) -> bytes:
    """A compound file (MS-CFB, 512-byte sectors): header, one table sector, its directory, no content."""
    names = ("Root Entry", *streams)
    directory = b"".join(_directory_entry(name, 5 if at == 0 else 2) for at, name in enumerate(names))
    directory += bytes(-len(directory) % 512)
    sectors = len(directory) // 512
    chain = [*range(2, sectors + 1), 0xFFFFFFFE]
    table = struct.pack("<128I", 0xFFFFFFFD, *chain, *[0xFFFFFFFF] * (127 - sectors))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return header + table + directory


def _directory_entry(name: str, kind: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    entry = encoded.ljust(64, b"\0") + struct.pack("<HBB3I", len(encoded), kind, 1, *[0xFFFFFFFF] * 3)
    return entry.ljust(128, b"\0")


def wav() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(1600))
    return out.getvalue()


def mp3() -> bytes:
    return (b"\xff\xfb\x90\x00" + bytes(413)) * 3


def mp3_tagged() -> bytes:
    return b"ID3\x03\x00\x00\x00\x00\x00\x0a" + bytes(10) + mp3()


def ogg(codec: bytes = b"\x01vorbis") -> bytes:
    return b"OggS\x00\x02" + bytes(20) + b"\x01\x1e" + codec.ljust(30, b"\0")


def boxes(major: bytes, *compatible: bytes) -> bytes:
    brands = major + bytes(4) + b"".join(compatible)
    return struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands + struct.pack(">I", 16) + b"mdat" + bytes(8)


def webm(doctype: bytes = b"webm") -> bytes:
    body = b"\x42\x86\x81\x01\x42\x82" + bytes([0x80 | len(doctype)]) + doctype
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(body)]) + body + b"\x18\x53\x80\x67\x80"


MAKERS: dict[str, Callable[[], bytes]] = {
    "pdf": pdf,
    "docx": docx,
    "xlsx": xlsx,
    "pptx": lambda: office("ppt/presentation.xml", "presentationml.presentation"),
    "odt": lambda: opendocument("text"),
    "ods": lambda: opendocument("spreadsheet"),
    "odp": lambda: opendocument("presentation"),
    "doc": lambda: compound("WordDocument", "1Table"),
    "xls": lambda: compound("Workbook"),
    "ppt": lambda: compound("Current User", "PowerPoint Document"),
    "txt": "Acta de la reunión, 22-11-2026.\nSe acordó difundir el protocolo.\n".encode,
    "csv": lambda: b"unidad;mujeres;hombres\nDIDECO;12;9\nDAF;4;7\n",
    "png": lambda: image("PNG"),
    "jpeg": lambda: image("JPEG"),
    "gif": lambda: image("GIF"),
    "webp": lambda: image("WEBP"),
    "tiff": lambda: image("TIFF"),
    "heic": lambda: boxes(b"heic", b"mif1", b"heic"),
    "zip": lambda: zipped({"fotos/1.jpg": image("JPEG"), "acta.pdf": pdf()}),
    "mp3": mp3,
    "m4a": lambda: boxes(b"M4A ", b"mp42", b"isom"),
    "wav": wav,
    "ogg": ogg,
    "mp4": lambda: boxes(b"isom", b"mp41", b"avc1"),
    "mov": lambda: boxes(b"qt  "),
    "webm": webm,
}


def opened(content: bytes) -> io.BytesIO:
    """Some content as a form's file."""
    return io.BytesIO(content)
