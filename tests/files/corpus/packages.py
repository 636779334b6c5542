"""Office files, old and new, OpenDocument, and ZIP."""

import io
import zipfile

from sello.files.sniff.reasons import (
    BrokenFile,
    DangerousArchive,
    EmptyArchive,
    NestedArchive,
    ProgramRefused,
    ProtectedFile,
    SaveAsPdf,
    WebPageRefused,
    WithMacros,
)
from tests.files import samples
from tests.files.corpus.case import Case

DOCX_PART = ("word/document.xml", "wordprocessingml.document")
MAIN = f"{samples.OFFICE}.wordprocessingml.document.main+xml"
SHEET_MAIN = f"{samples.OFFICE}.spreadsheetml.sheet.main+xml"
ODF_LOCKED = '<manifest:encryption-data manifest:checksum="x"/>'
VBA = "application/vnd.ms-office.vbaProject"


BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
VISIO = "application/vnd.ms-visio.drawing.main+xml"
XPS = "application/vnd.ms-package.xps-fixeddocumentsequence+xml"
SLIDES = ("ppt/p.xml", "presentationml.presentation")
SHEET = ("xl/w.xml", "spreadsheetml.sheet")
ODT = "application/vnd.oasis.opendocument.text"


def typed(types: str, parts: dict[str, bytes | str]) -> bytes:
    """A package with a list of types as given."""
    return samples.zipped({"[Content_Types].xml": f"<Types>{types}</Types>", **parts})


def default(extension: str, kind: str) -> str:
    return f'<Default Extension="{extension}" ContentType="{kind}"/>'


def override(part: str, kind: str) -> str:
    return f"<Override ContentType='{kind}' PartName='/{part}'/>"


def template(part: str, kind: str) -> bytes:
    return typed(override(part, kind), {part: "<p/>"})


def office_template(part: str, kind: str) -> bytes:
    return template(part, f"{samples.OFFICE}.{kind}.template.main+xml")


def as_opendocument(kind: str) -> bytes:
    return samples.opendocument(kind)


def locked_opendocument(kind: str) -> bytes:
    return samples.opendocument(kind, {"META-INF/manifest.xml": ODF_LOCKED})


def squeezed(method: int, damage: int | None = None) -> bytes:
    """A ZIP of one text, packed by a method, with one of its packed bytes bent."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("acta.txt", "Acta de la sesión. " * 400)
    content = bytearray(out.getvalue())
    if damage is not None:
        content[38 + damage] ^= 0xFF
    return bytes(content)


def marked(content: bytes) -> bytes:
    """A ZIP whose first entry is said to be encrypted."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + bytes([content[at] | 1]) + content[at + 1 :]


def padded_macro() -> bytes:
    """A Word file whose list of types names its macros behind 1 MiB of padding."""
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return typed(" " * (1 << 20) + override("word/document.xml", kind), {"word/document.xml": "<d/>"})


def wholly_locked_odt() -> bytes:
    """An OpenDocument as newer LibreOffice locks it: everything in one encrypted part."""
    return samples.zipped(
        {
            "mimetype": ODT,
            "encrypted-package": b"\x01" * 40,
            "META-INF/manifest.xml": ODF_LOCKED,
        }
    )


OFFICE = (
    Case("acta.docx", samples.docx, "docx"),
    Case("lista.xlsx", samples.xlsx, "xlsx"),
    Case("clase.pptx", lambda: samples.office("ppt/p.xml", "presentationml.presentation"), "pptx"),
    Case("clase.ppsx", lambda: samples.office("ppt/p.xml", "presentationml.slideshow"), "pptx"),
    Case("por defecto.docx", lambda: typed(default("xml", MAIN), {"word/document.xml": "<d/>"}), "docx"),
    Case("por defecto.xlsx", lambda: typed(default("XML", SHEET_MAIN), {"xl/workbook.xml": "<w/>"}), "xlsx"),
    Case(
        "macro anunciada.docx",
        lambda: typed(default("bin", VBA) + override("d.xml", MAIN), {"d.xml": "<d/>"}),
        "docx",
    ),
    Case(
        "libro binario anunciado.xlsx",
        lambda: typed(
            default("bin", BINARY) + override("d.xml", SHEET_MAIN),
            {"d.xml": "<d/>"},
        ),
        "xlsx",
    ),
    Case(
        "ajustes de impresora.xlsx",
        lambda: typed(
            default("bin", VBA) + override("d.xml", SHEET_MAIN),
            {"d.xml": "<d/>", "xl/printerSettings/printerSettings1.bin": b"\x00\x01"},
        ),
        "xlsx",
    ),
    Case(
        "macro con otro nombre.docx",
        lambda: typed(
            override("word/x.bin", VBA) + override("d.xml", MAIN),
            {"d.xml": "<d/>", "word/x.bin": samples.compound("VBA")},
        ),
        WithMacros,
    ),
    Case("con macros.docm", lambda: samples.office(*DOCX_PART, {"word/vbaProject.bin": b"x"}), WithMacros),
    Case("relleno.docx", padded_macro, WithMacros),
    Case("controles.docx", lambda: samples.office(*DOCX_PART, {"word/activeX/a.bin": b"x"}), WithMacros),
    Case("hoja macro.xlsx", lambda: samples.office(*SHEET, {"xl/macrosheets/s.xml": "x"}), WithMacros),
    Case("sin su parte.docx", lambda: typed(override("x.xml", MAIN), {"y.txt": "y"}), BrokenFile),
    Case("con clave.docx", lambda: samples.compound("EncryptedPackage", "EncryptionInfo"), ProtectedFile),
    Case("con clave.xlsx", lambda: samples.compound("EncryptedPackage", "\x06DataSpaces"), ProtectedFile),
    Case("con clave.pptx", lambda: samples.compound("EncryptedPackage", "\x06DataSpaces"), ProtectedFile),
    Case("macros.xlsx", lambda: samples.office(*SHEET, {"xl/vbaProject.bin": b"x"}), WithMacros),
    Case("macros.pptx", lambda: samples.office(*SLIDES, {"ppt/vbaProject.bin": b"x"}), WithMacros),
    Case("con derechos.docx", lambda: samples.compound("\x09DRMContent"), ProtectedFile),
    Case("plantilla.dotx", lambda: office_template("word/d.xml", "wordprocessingml"), SaveAsPdf),
    Case("plantilla.xltx", lambda: office_template("xl/w.xml", "spreadsheetml"), SaveAsPdf),
    Case("plantilla.potx", lambda: office_template("ppt/p.xml", "presentationml"), SaveAsPdf),
    Case("libro.xlsb", lambda: template("xl/w.bin", BINARY), SaveAsPdf),
    Case("plano.vsdx", lambda: template("visio/d.xml", VISIO), SaveAsPdf),
    Case("hoja.xps", lambda: template("F.fdseq", XPS), SaveAsPdf),
)

OPENDOCUMENT = (
    Case("acta.odt", lambda: as_opendocument("text"), "odt"),
    Case("lista.ods", lambda: as_opendocument("spreadsheet"), "ods"),
    Case("clase.odp", lambda: as_opendocument("presentation"), "odp"),
    Case("dibujo.odg", lambda: as_opendocument("graphics"), SaveAsPdf),
    Case("plantilla.ott", lambda: as_opendocument("text-template"), SaveAsPdf),
    Case("fórmula.odf", lambda: as_opendocument("formula"), SaveAsPdf),
    Case("con clave.odt", lambda: locked_opendocument("text"), ProtectedFile),
    Case("con clave.ods", lambda: locked_opendocument("spreadsheet"), ProtectedFile),
    Case("con clave.odp", lambda: locked_opendocument("presentation"), ProtectedFile),
    Case("macros.odp", lambda: samples.opendocument("presentation", {"Basic/s.xml": "x"}), WithMacros),
    Case("con clave nueva.odt", wholly_locked_odt, ProtectedFile),
    Case("macros.odt", lambda: samples.opendocument("text", {"Basic/Standard/m.xml": "x"}), WithMacros),
    Case(
        "guiones.ods", lambda: samples.opendocument("spreadsheet", {"Scripts/python/m.py": "x"}), WithMacros
    ),
    Case("sin contenido.odt", lambda: samples.zipped({"mimetype": ODT}), BrokenFile),
    Case(
        "libro.epub",
        lambda: samples.zipped({"mimetype": "application/epub+zip", "a.xhtml": "<html/>"}),
        SaveAsPdf,
    ),
    Case("texto.pages", lambda: samples.zipped({"Index/Document.iwa": b"\x00\x01"}), SaveAsPdf),
)

OLD = (
    Case("acta.doc", samples.doc, "doc"),
    Case("lista.xls", samples.xls, "xls"),
    Case("lista 95.xls", lambda: samples.compound("Book"), "xls"),
    Case("clase.ppt", samples.ppt, "ppt"),
    Case("con clave.doc", lambda: samples.doc(0x0100), ProtectedFile),
    Case("solo lectura.doc", lambda: samples.doc(0x0400), "doc"),
    Case("con clave.xls", lambda: samples.xls((0x2F, bytes(6))), ProtectedFile),
    Case("con clave tras otro.xls", lambda: samples.xls((0x86, b""), (0x2F, bytes(54))), ProtectedFile),
    Case("hoja protegida.xls", lambda: samples.xls((0x12, b"\x01\x00"), (0x13, b"\x12\x34")), "xls"),
    Case("con clave.ppt", lambda: samples.ppt(0xF3D1C4DF), ProtectedFile),
    Case("macros.doc", lambda: samples.compound("WordDocument", "Macros"), WithMacros),
    Case("macros.ppt", lambda: samples.compound("PowerPoint Document", "VBA"), WithMacros),
    Case("macros.xls", lambda: samples.compound("Workbook", "_VBA_PROJECT_CUR"), WithMacros),
    Case("revista.pub", lambda: samples.compound("Quill", "Contents", "VBA"), SaveAsPdf),
    Case("plano.vsd", lambda: samples.compound("VisioDocument"), SaveAsPdf),
    Case("proyecto.mpp", lambda: samples.compound("Props14"), SaveAsPdf),
    Case("carta.wps", lambda: samples.compound("MatOST"), SaveAsPdf),
    Case("instalar.msi", lambda: samples.compound("\u4840\u3f3f\u4577"), ProgramRefused),
    Case("cortado.doc", lambda: samples.doc()[:600], BrokenFile),
    Case("cortado al final.doc", lambda: samples.doc()[:-1500], BrokenFile),
    Case("cortado.xls", lambda: samples.xls()[:-2000], BrokenFile),
    Case("cortado.ppt", lambda: samples.ppt()[:-2000], BrokenFile),
)

ZIPS = (
    Case("fotos.zip", lambda: samples.zipped({"1.jpg": samples.image("JPEG")}), "zip"),
    Case("factura.zip", lambda: samples.zipped({"f.xml": samples.dte(), "f.pdf": samples.pdf()}), "zip"),
    Case("correos.zip", lambda: samples.zipped({"a.eml": samples.eml(), "b.msg": samples.msg()}), "zip"),
    Case("office.zip", lambda: samples.zipped({"a.docx": samples.docx()}), "zip"),
    Case("dibujo en xml.zip", lambda: samples.zipped({"f.xml": "<svg/>"}), WebPageRefused),
    Case("voz.zip", lambda: samples.zipped({"a.amr": samples.amr()}), "zip"),
    Case("página.zip", lambda: samples.zipped({"a.html": "<html/>"}), ProgramRefused),
    Case("programa.zip", lambda: samples.zipped({"foto.jpg": b"MZ\x90\x00" + bytes(60)}), ProgramRefused),
    Case(
        "programa.jar", lambda: samples.zipped({"META-INF/MANIFEST.MF": "x", "A.class": "x"}), ProgramRefused
    ),
    Case("zip en zip.zip", lambda: samples.zipped({"b.zip": samples.zipped({"a": "a"})}), NestedArchive),
    Case("rar en zip.zip", lambda: samples.zipped({"b.rar": b"Rar!\x1a\x07\x01\x00"}), NestedArchive),
    Case("con clave.zip", lambda: marked(samples.zipped({"a.txt": "a"})), ProtectedFile),
    Case("hacia afuera.zip", lambda: samples.zipped({"../a.txt": "a"}), DangerousArchive),
    Case("vacío.zip", lambda: samples.zipped({}), EmptyArchive),
    Case("bzip2.zip", lambda: squeezed(zipfile.ZIP_BZIP2), "zip"),
    Case("lzma.zip", lambda: squeezed(zipfile.ZIP_LZMA), "zip"),
    Case("deflate dañado.zip", lambda: squeezed(zipfile.ZIP_DEFLATED, 20), BrokenFile),
    Case("bzip2 dañado.zip", lambda: squeezed(zipfile.ZIP_BZIP2, 30), BrokenFile),
    Case("lzma dañado.zip", lambda: squeezed(zipfile.ZIP_LZMA, 12), BrokenFile),
    Case("lzma dañado al inicio.zip", lambda: squeezed(zipfile.ZIP_LZMA, 4), BrokenFile),
    Case("guardado dañado.zip", lambda: squeezed(zipfile.ZIP_STORED, 40), BrokenFile),
)

CASES: tuple[Case, ...] = (*OFFICE, *OPENDOCUMENT, *OLD, *ZIPS)
