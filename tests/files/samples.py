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
    """A compound file whose streams are empty."""
    return compound_of(dict.fromkeys(streams, b""))


CUTOFF = 4096
_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF


def compound_of(streams: dict[str, bytes]) -> bytes:
    """A compound file (MS-CFB, sectors of 512 bytes): table, directory, small sectors, then large streams."""
    small, small_table, large, places = bytearray(), [], bytearray(), {}
    for name, content in streams.items():
        if 0 < len(content) < CUTOFF:
            first, count = len(small) // 64, -(-len(content) // 64)
            small += content.ljust(64 * count, b"\0")
            small_table += [*range(first + 1, first + count), _END]
            places[name] = first
        elif content:
            places[name] = len(large) // 512
            large += content.ljust(-(-len(content) // 512) * 512, b"\0")
    directory_size = -(-(1 + len(streams)) // 4)
    small_size, small_map = -(-len(small) // 512), -(-len(small_table) // 128)
    at_small_map = 1 + directory_size
    at_small = at_small_map + small_map
    at_large = at_small + small_size
    table = [
        0xFFFFFFFD,
        *_chain(1, directory_size),
        *_chain(at_small_map, small_map),
        *_chain(at_small, small_size),
    ]
    entries = [_directory_entry("Root Entry", 5, at_small if small else _END, len(small), child=1)]
    for name, content in streams.items():
        big = len(content) >= CUTOFF
        start = places.get(name, _END) + (at_large if big else 0)
        after = len(entries) + 1
        entries.append(
            _directory_entry(name, 2, start, len(content), right=after if after <= len(streams) else _FREE)
        )
        if big:
            table += _chain(len(table), -(-len(content) // 512))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, CUTOFF, at_small_map if small else _END, small_map, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    body = struct.pack("<128I", *table, *[_FREE] * (128 - len(table)))
    body += b"".join(entries).ljust(512 * directory_size, b"\0")
    body += struct.pack(f"<{len(small_table)}I", *small_table).ljust(512 * small_map, b"\xff")
    return header + body + bytes(small).ljust(512 * small_size, b"\0") + bytes(large)


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), _END] if count else []


def _directory_entry(
    name: str, kind: int, start: int, size: int, *, right: int = _FREE, child: int = _FREE
) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    entry = encoded.ljust(64, b"\0") + struct.pack("<HBB3I", len(encoded), kind, 1, _FREE, right, child)
    return entry.ljust(116, b"\0") + struct.pack("<IQ", start, size)


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
    index = b"meta" if major.startswith((b"he", b"mi", b"av")) else b"moov"
    data = struct.pack(">I", 16) + b"mdat" + bytes(8) + struct.pack(">I", 24) + index + bytes(16)
    return struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands + data


def webm(doctype: bytes = b"webm") -> bytes:
    body = b"\x42\x86\x81\x01\x42\x82" + bytes([0x80 | len(doctype)]) + doctype
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(body)]) + body + b"\x18\x53\x80\x67\x80"


def doc(flags: int = 0) -> bytes:
    """A Word 97 document; 0x0100 among the flags of its FIB says that it is encrypted."""
    text = struct.pack("<5HH", 0xA5EC, 0xC1, 0, 0x340A, 0, flags).ljust(5000, b"\x01")
    return compound_of({"WordDocument": text, "1Table": b"\x02" * 900})


def xls(*records: tuple[int, bytes]) -> bytes:
    """An Excel 97 book: its beginning, then the given records, then cells."""
    begun = struct.pack("<2H", 0x0809, 16) + bytes(16)
    said = b"".join(struct.pack("<2H", number, len(content)) + content for number, content in records)
    return compound_of({"Workbook": (begun + said + struct.pack("<2H", 0x0A, 0)).ljust(6000, b"\x03")})


def ppt(token: int = 0xE391C05F) -> bytes:
    """A PowerPoint 97 file; the token in its `Current User` says whether it is encrypted."""
    user = struct.pack("<HHIII", 0, 0x0FF6, 20, 20, token).ljust(40, b"\0")
    return compound_of({"Current User": user, "PowerPoint Document": b"\x04" * 5000})


def eml(received: int = 2) -> bytes:
    """A mail of two parts, behind as many `Received` lines as asked for."""
    head = "".join(
        f"Received: from a{at}.example by b.example; Mon, 2 Nov 2026 10:00:00 -0300\r\n"
        for at in range(received)
    )
    return (
        f"{head}From: Ana Soto <ana@muni.example>\r\nTo: genero@muni.example\r\n"
        "Date: Mon, 2 Nov 2026 10:00:00 -0300\r\nMIME-Version: 1.0\r\n"
        "Subject: Acta del =?utf-8?q?comit=C3=A9?=\r\n"
        'Content-Type: multipart/mixed; boundary="corte"\r\n\r\n'
        "--corte\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        "<html><body>Adjunto el acta.</body></html>\r\n"
        '--corte\r\nContent-Type: application/pdf; name="acta.pdf"\r\n'
        'Content-Disposition: attachment; filename="acta.pdf"\r\n\r\n%PDF-1.4 ...\r\n--corte--\r\n'
    ).encode()


def msg() -> bytes:
    """An Outlook mail: sender, subject, and one attachment's name, each a stream."""
    return compound_of(
        {
            "__properties_version1.0": bytes(32),
            "__substg1.0_0037001F": "Acta del comité".encode("utf-16-le"),
            "__substg1.0_0C1A001F": "Ana Soto".encode("utf-16-le"),
            "__substg1.0_1000001F": "Adjunto el acta. ".encode("utf-16-le") * 300,
        }
    )


def msg_with(name: str, content: bytes) -> bytes:
    """An Outlook mail with a file: a storage that holds its name and its bytes."""
    storage = "__attach_version1.0_#00000000"
    streams = {
        "__properties_version1.0": bytes(32),
        "__substg1.0_0037001F": "Acta".encode("utf-16-le"),
        "__substg1.0_0C1A001F": "Ana".encode("utf-16-le"),
        storage: b"",
        "__substg1.0_3707001F": name.encode("utf-16-le"),
        "__substg1.0_37010102": content,
    }
    made = bytearray(compound_of(streams))
    at = made.index(storage.encode("utf-16-le"))
    made[at + 66] = 1
    made[at + 72 : at + 80] = struct.pack("<2I", _FREE, list(streams).index(storage) + 2)
    return bytes(made)


def dte() -> bytes:
    """An electronic invoice as the tax office has them: XML in Latin-1."""
    return (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n'
        '<EnvioDTE xmlns="http://www.sii.cl/SiiDte" version="1.0"><SetDTE ID="S1"><DTE version="1.0">'
        "<Documento><RznSoc>Imprenta Ñuble</RznSoc></Documento></DTE></SetDTE></EnvioDTE>\n"
    ).encode("latin-1")


def amr() -> bytes:
    return b"#!AMR\n" + (b"\x3c" + bytes(31)) * 20


MAKERS: dict[str, Callable[[], bytes]] = {
    "pdf": pdf,
    "docx": docx,
    "xlsx": xlsx,
    "pptx": lambda: office("ppt/presentation.xml", "presentationml.presentation"),
    "odt": lambda: opendocument("text"),
    "ods": lambda: opendocument("spreadsheet"),
    "odp": lambda: opendocument("presentation"),
    "doc": doc,
    "xls": xls,
    "ppt": ppt,
    "txt": "Acta de la reunión, 22-11-2026.\nSe acordó difundir el protocolo.\n".encode,
    "csv": lambda: b"unidad;mujeres;hombres\nDIDECO;12;9\nDAF;4;7\n",
    "png": lambda: image("PNG"),
    "jpeg": lambda: image("JPEG"),
    "gif": lambda: image("GIF"),
    "webp": lambda: image("WEBP"),
    "tiff": lambda: image("TIFF"),
    "heic": lambda: boxes(b"heic", b"mif1", b"heic"),
    "zip": lambda: zipped({"fotos/1.jpg": image("JPEG"), "acta.pdf": pdf()}),
    "eml": eml,
    "msg": msg,
    "xml": dte,
    "mp3": mp3,
    "m4a": lambda: boxes(b"M4A ", b"mp42", b"isom"),
    "wav": wav,
    "ogg": ogg,
    "amr": amr,
    "mp4": lambda: boxes(b"isom", b"mp41", b"avc1"),
    "mov": lambda: boxes(b"qt  "),
    "webm": webm,
}


def opened(content: bytes) -> io.BytesIO:
    """Some content as a form's file."""
    return io.BytesIO(content)
