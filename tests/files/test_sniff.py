"""What a file is comes from its bytes; the table of kinds and of reasons to refuse one."""

import io
import random
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.files import kinds
from sello.files.sniff import inspect, reasons, zips
from tests.files import samples
from tests.machine import needs
from tests.transfers.import_answers.archives import told_in_unicode

ALL = kinds.allowed("")


def looked(content: bytes, name: str = "archivo.pdf", allowed: tuple[kinds.FileKind, ...] = ALL) -> str:
    return inspect.inspect(io.BytesIO(content), name=name, allowed=allowed).code


def test_every_accepted_kind_has_a_maker_in_the_table() -> None:
    assert samples.MAKERS.keys() == kinds.KINDS.keys()


@pytest.mark.parametrize("code", samples.MAKERS)
@pytest.mark.parametrize("name", ["mentira.exe.pdf", "sin extensión", "foto.JPG"])
def test_a_kind_is_told_from_its_content_under_any_name(code: str, name: str) -> None:
    assert looked(samples.MAKERS[code](), name) == code


SEEN_ALIKE = ["pdf", "docx", "xlsx", "odt", "ods", "png", "jpeg", "gif", "webp", "tiff", "zip", "mp3", "wav"]


@needs("libmagic")
@pytest.mark.parametrize("code", SEEN_ALIKE)
def test_an_independent_library_sees_the_same(code: str, tmp_path: Path) -> None:
    import magic

    path = tmp_path / "archivo"  # a file, because newer versions look for a ZIP's directory at its end
    path.write_bytes(samples.MAKERS[code]())
    seen = magic.from_file(str(path), mime=True)
    assert seen.replace("x-wav", "wav") == kinds.KINDS[code].media_type


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xef\xbb\xbf\r\n" + samples.pdf(), "pdf"),
        (b"\x01junk" + samples.pdf(), "pdf"),
        (samples.mp3_tagged(), "mp3"),
        ("Señalética inclusiva: niñas, niños".encode("cp1252"), "txt"),
        ("Política de igualdad".encode("utf-16"), "txt"),
        ("Acta\tN° 3\nSesión\tordinaria\n".encode(), "csv"),
        (b"Hola, vecinas\nAdios, vecinos\n", "txt"),
        (samples.boxes(b"mif1", b"heic"), "heic"),
        (samples.boxes(b"XAVC", b"mp42"), "mp4"),
        (b"\x00\x00\x00\x01moov" + (20).to_bytes(8) + bytes(4), "mov"),
        (b"\x00\x00\x00\x08wide" + (20).to_bytes(4) + b"moov" + bytes(12), "mov"),
        (samples.ogg(b"OpusHead"), "ogg"),
        (samples.compound("Book"), "xls"),
        (samples.compound(*[f"s{n}" for n in range(20)], "WordDocument"), "doc"),
        (samples.office("ppt/presentation.xml", "presentationml.slideshow"), "pptx"),
        (samples.zipped({"acta.docx": samples.docx(), "lista.xlsx": samples.xlsx()}), "zip"),
    ],
)
def test_variants(content: bytes, code: str) -> None:
    assert looked(content) == code


def test_a_comma_separates_cells_only_when_the_file_says_so() -> None:
    table = b"unidad,personas\nDIDECO,3\n"
    assert (looked(table, "tabla.csv"), looked(table, "nota.txt")) == ("csv", "txt")


def link_out() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("enlace")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


def locked(content: bytes) -> bytes:
    """The same ZIP with the encryption bit set in its first entry."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + bytes([content[at] | 1]) + content[at + 1 :]


def claiming_entries(count: int) -> bytes:
    content = bytearray(samples.zipped({"a.txt": "a"}))
    at = content.rindex(b"PK\x05\x06")
    content[at + 10 : at + 12] = count.to_bytes(2, "little")
    return bytes(content)


WORD = ("word/document.xml", "wordprocessingml.document")
ODF = "application/vnd.oasis.opendocument.text"
MACRO_TYPE = (
    '<Override PartName="/d.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
)
LONELY_TYPE = f'<Override PartName="/x.xml" ContentType="{samples.OFFICE}.{WORD[1]}.main+xml"/>'

REFUSED: dict[str, tuple[bytes, type[reasons.FileRefused]]] = {
    "windows program": (b"MZ\x90\x00" + bytes(200), reasons.ProgramRefused),
    "linux program": (b"\x7fELF\x02\x01\x01" + bytes(200), reasons.ProgramRefused),
    "shell script": (b"#!/bin/sh\nrm -rf /\n", reasons.ProgramRefused),
    "shell script with mark": (b"\xef\xbb\xbf#!/bin/sh\n", reasons.ProgramRefused),
    "shortcut": (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60), reasons.PointerFile),
    "html": (b"  <!DOCTYPE html><html><body>hola</body></html>", reasons.WebPageRefused),
    "html after words": (b"Acta <script>alert(1)</script>", reasons.WebPageRefused),
    "html in utf-16": ("<html>hola".encode("utf-16"), reasons.WebPageRefused),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', reasons.WebPageRefused),
    "xml": (b'<?xml version="1.0"?><svg/>', reasons.WebPageRefused),
    "rtf": (b"{\\rtf1\\ansi hola}", reasons.SaveAsPdf),
    "postscript": (b"%!PS-Adobe-3.0\n", reasons.SaveAsPdf),
    "noise": (bytes(range(256)) * 4, reasons.UnknownKind),
    "rar": (b"Rar!\x1a\x07\x01\x00" + bytes(40), reasons.Unpack),
    "matroska": (samples.webm(b"matroska"), reasons.SaveAsRecording),
    "ogg video": (samples.ogg(b"\x80theora"), reasons.SaveAsRecording),
    "avif": (samples.boxes(b"avif", b"mif1"), reasons.SaveAsPicture),
    "cut pdf": (samples.pdf()[:-40], reasons.RepairablePdf),
    "zip behind pdf": (samples.pdf() + samples.zipped({"a.txt": "a"}), reasons.HiddenArchive),
    "zip behind image": (samples.image("PNG") + samples.zipped({"a.txt": "a"}), reasons.HiddenArchive),
    "cut zip": (samples.zipped({"a.txt": "a" * 900})[:-10], reasons.BrokenFile),
    "empty zip": (samples.zipped({}), reasons.EmptyArchive),
    "zip of folders": (samples.zipped({"fotos/": "", "fotos/2025/": ""}), reasons.EmptyArchive),
    "zip of hidden files": (
        samples.zipped({"__MACOSX/._a.pdf": "x", "fotos/.DS_Store": "x", "fotos/Thumbs.db": "x"}),
        reasons.EmptyArchive,
    ),
    "zip bomb": (samples.zipped({"cero.txt": bytes(80 * 1024 * 1024)}), reasons.DangerousArchive),
    "path traversal": (samples.zipped({"../../etc/cron.d/x": "x"}), reasons.DangerousArchive),
    "backslash traversal": (samples.zipped({"..\\..\\x.txt": "x"}), reasons.DangerousArchive),
    "absolute path": (samples.zipped({"/etc/x": "x"}), reasons.DangerousArchive),
    "drive path": (samples.zipped({"C:/x": "x"}), reasons.DangerousArchive),
    "link": (link_out(), reasons.DangerousArchive),
    "too many entries": (claiming_entries(60_000), reasons.DangerousArchive),
    "zip64 mark without its record": (claiming_entries(0xFFFF), reasons.BrokenFile),
    "zip in zip": (samples.zipped({"b.zip": samples.zipped({"a": "a"})}), reasons.NestedArchive),
    "renamed zip in zip": (samples.zipped({"b.pdf": samples.zipped({"a": "a"})}), reasons.NestedArchive),
    "program in zip": (samples.zipped({"foto.jpg": b"MZ\x90\x00" + bytes(60)}), reasons.ProgramRefused),
    "script in zip": (samples.zipped({"x.vbs": "MsgBox 1"}), reasons.ProgramRefused),
    "locked zip": (locked(samples.zipped({"a.txt": "a"})), reasons.ProtectedFile),
    "macros in docx": (samples.office(*WORD, {"word/vbaProject.bin": b"x"}), reasons.WithMacros),
    "macro type": (samples.zipped({"[Content_Types].xml": MACRO_TYPE, "d.xml": "<d/>"}), reasons.WithMacros),
    "controls": (samples.office(*WORD, {"word/activeX/activeX1.bin": b"x"}), reasons.WithMacros),
    "macros in odt": (samples.opendocument("text", {"Basic/Standard/m.xml": "x"}), reasons.WithMacros),
    "locked odt": (
        samples.opendocument("text", {"META-INF/manifest.xml": "<encryption-data/>"}),
        reasons.ProtectedFile,
    ),
    "odt without content": (samples.zipped({"mimetype": ODF}), reasons.BrokenFile),
    "docx without its part": (samples.zipped({"[Content_Types].xml": LONELY_TYPE}), reasons.BrokenFile),
    "macros in doc": (samples.compound("WordDocument", "Macros"), reasons.WithMacros),
    "locked docx": (samples.compound("EncryptedPackage", "EncryptionInfo"), reasons.ProtectedFile),
    "cut doc": (samples.compound("WordDocument")[:600], reasons.BrokenFile),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_and_why(case: str) -> None:
    content, reason = REFUSED[case]
    with pytest.raises(reasons.FileRefused) as refusal:
        looked(content, "Acta N° 3.pdf")
    assert type(refusal.value) is reason


@pytest.mark.parametrize("name", ["instalar.bat", "página.HTML", "x.js ", "macro.vbs.", "datos.xhtml"])
def test_a_name_can_only_make_the_answer_stricter(name: str) -> None:
    with pytest.raises(reasons.ProgramRefused):
        looked(b"echo hola\n", name)
    assert looked(samples.pdf(), name) == "pdf"


def test_a_kind_outside_the_institutions_list_is_refused_by_name() -> None:
    with pytest.raises(reasons.KindNotAllowed) as refusal:
        looked(samples.wav(), "entrevista.wav", kinds.allowed("pdf,docx"))
    assert str(refusal.value) == (
        "No se recibió «entrevista.wav»: su contenido es audio WAV, que aquí no se acepta. "
        "Se aceptan: PDF, DOCX. No se perdió nada de lo que ya había entregado."
    )
    assert (refusal.value.status, refusal.value.field) == (415, "files")


@pytest.mark.parametrize("reason", reasons.FileRefused.__subclasses__())
def test_every_refusal_names_the_file_and_what_is_allowed(reason: type[reasons.FileRefused]) -> None:
    text = str(reason(name="acta.x", allowed="PDF, DOCX", kind="PDF"))
    assert "«acta.x»" in text
    assert "Se aceptan: PDF, DOCX." in text
    assert "No se perdió nada" in text


@given(st.binary(max_size=4096), st.text(max_size=20))
def test_any_bytes_are_either_told_or_refused(content: bytes, name: str) -> None:
    try:
        told = looked(content, name)
    except reasons.FileRefused:
        return
    assert told in kinds.KINDS


@cache
def _sample(code: str) -> bytes:
    """The same bytes each time: some makers write the hour into them."""
    return samples.MAKERS[code]()


@given(st.sampled_from(sorted(samples.MAKERS)), st.data())
def test_a_cut_or_bent_file_never_breaks_the_reader(code: str, data: st.DataObject) -> None:
    content = bytearray(_sample(code))
    cut = data.draw(st.integers(1, len(content)))
    content[data.draw(st.integers(0, cut - 1))] = data.draw(st.integers(0, 255))
    try:
        looked(bytes(content[:cut]))
    except reasons.FileRefused:
        return


@given(st.integers(0, 400), st.binary(max_size=64))
def test_a_zip_is_found_behind_anything_however_long_its_comment(length: int, front: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
        archive.comment = bytes(length)
    assert zips.ends_as_archive(io.BytesIO(front + out.getvalue()))


def test_the_setting_names_codes_that_do_not_exist() -> None:
    with pytest.raises(ValueError, match="tipos desconocidos: exe"):
        kinds.allowed("pdf, exe")


@pytest.mark.parametrize(
    ("code", "name", "stored"),
    [
        ("pdf", "Decreto 12.PDF", "Decreto 12.PDF"),
        ("pdf", "Decreto.docx", "Decreto.pdf"),
        ("pdf", "Decreto N° 1200/46.final", "Decreto N° 1200/46.final.pdf"),
        ("jpeg", ".jpg", ".jpg"),
        ("txt", "leame", "leame.txt"),
    ],
)
def test_the_stored_name_ends_as_its_content_deserves(code: str, name: str, stored: str) -> None:
    assert kinds.KINDS[code].file_name(name) == stored


@pytest.mark.parametrize(
    ("told", "reason"),
    [("../../etc/passwd", reasons.DangerousArchive), ("C:/x.txt", reasons.DangerousArchive),
     ("acta.exe", reasons.ProgramRefused)],
)  # fmt: skip
def test_the_name_that_an_unpacker_would_use_is_the_one_that_is_judged(told: str, reason: type) -> None:
    with pytest.raises(reason):
        looked(told_in_unicode(b"acta.txt", told), "e.zip")
    assert looked(told_in_unicode(b"acta.txt", told, whose=b"otra.txt"), "e.zip") == "zip"


LARGE = 65 * 1024 * 1024
"""More than was once proved of all entries together."""


def large_zip(packing: int, entries: int = 1) -> bytearray:
    """Entries of 65 MiB that pack some thirty times, or as they are."""
    out, chance = io.BytesIO(), random.Random(5)
    row = bytes(range(256)) * 32
    with zipfile.ZipFile(out, "w", packing) as package:
        for number in range(entries):
            with package.open(f"registro {number}.txt", "w") as entry:
                for _ in range(LARGE // len(row) + 1):
                    entry.write(row + chance.randbytes(256))
    return bytearray(out.getvalue())


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_large_entry_is_read_to_its_end(packing: int) -> None:
    document = large_zip(packing, entries=2 if packing else 1)
    assert looked(bytes(document), "e.zip") == "zip"
    document[-len(document) // 40] ^= 0x55
    with pytest.raises(reasons.BrokenFile):
        looked(bytes(document), "e.zip")
