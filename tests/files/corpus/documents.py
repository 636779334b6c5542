"""PDF, texts, tables, XML, e-mails and shortcuts."""

import io
import re

import pikepdf
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from sello.files.sniff.reasons import (
    BrokenFile,
    HiddenArchive,
    HollowFile,
    LostPdf,
    PointerFile,
    ProgramRefused,
    ProtectedFile,
    RepairablePdf,
    UnknownKind,
    WebPageRefused,
)
from tests.files import samples
from tests.files.corpus.case import Case, fixed

ZIPPED = samples.zipped({"a.txt": "a"})
PDF = samples.pdf()


def locked_pdf(user: str, strength: int = 128) -> bytes:
    """A PDF with an owner's password, and a user's unless that is empty."""
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(user, ownerPassword="dueña", strength=strength))
    canvas.drawString(72, 720, "Nómina")
    canvas.save()
    return out.getvalue()


def modern_lock(user: str) -> bytes:
    """A PDF encrypted as programs of today do: AES with 256 bits, revision 6 (PDF 2.0, 7.6.4)."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(samples.pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(user=user, owner="dueña", R=6))
    return out.getvalue()


def fast_pdf(length: int | None = None) -> bytes:
    """A PDF that says it is made to be shown while it comes, and how long it is."""
    front = b"%PDF-1.4\n99 0 obj\n<< /Linearized 1 /L {:>10} /H [ 1 2 ] /O 3 /E 4 /N 1 /T 5 >>\nendobj\n"
    body = PDF.partition(b"\n")[2]
    whole = front.replace(b"{:>10}", b"%10d" % 0) + body
    shift = len(whole) - len(PDF)
    start = int(re.findall(rb"startxref\s+(\d+)", whole)[-1]) + shift
    whole = re.sub(rb"startxref\s+\d+", b"startxref\n%d" % start, whole)
    return whole.replace(b"/L %10d" % 0, b"/L %10d" % (len(whole) if length is None else length))


def twice_saved() -> bytes:
    """A PDF to which a newer version was appended, as signing does."""
    start = re.findall(rb"startxref\s+(\d+)", PDF)[-1]
    added = b"50 0 obj\n<< /Type /Note >>\nendobj\n"
    at = len(PDF) + len(added)
    table = b"xref\n50 1\n%010d 00000 n \ntrailer\n" % len(PDF)
    root = re.findall(rb"/Root\s+(\d+ \d+ R)", PDF)[-1]
    words = b"<< /Size 51 /Root %s /Prev %s >>\nstartxref\n%d\n%%%%EOF\n" % (root, start, at)
    return PDF + added + table + words


def with_action(action: bytes) -> bytes:
    """A PDF that does something when it is opened."""
    return PDF.replace(b"/Type /Catalog", b"/OpenAction << %s >> /Type /Catalog" % action)


def wrong_start() -> bytes:
    return re.sub(rb"startxref\s+\d+", b"startxref\n7", PDF)


PDFS = (
    Case("acta.pdf", samples.pdf, "pdf"),
    Case("solo dueña.pdf", lambda: locked_pdf(""), "pdf"),
    Case("solo dueña 40.pdf", lambda: locked_pdf("", 40), "pdf"),
    Case("con clave.pdf", lambda: locked_pdf("clave"), ProtectedFile),
    Case("con clave 40.pdf", lambda: locked_pdf("clave", 40), ProtectedFile),
    Case("solo dueña AES-256.pdf", lambda: modern_lock(""), "pdf"),
    Case("con clave AES-256.pdf", lambda: modern_lock("clave"), ProtectedFile),
    Case("con clave AES-256 y cortado.pdf", lambda: modern_lock("clave")[:-30], RepairablePdf),
    Case("con clave tras basura.pdf", lambda: b"\r\n" + locked_pdf("clave"), ProtectedFile),
    Case("rápido.pdf", fast_pdf, "pdf"),
    Case("rápido y cortado.pdf", lambda: fast_pdf(999_999), RepairablePdf),
    Case("rápido y firmado después.pdf", lambda: fast_pdf(600), "pdf"),
    Case("guardado dos veces.pdf", twice_saved, "pdf"),
    Case("segunda versión cortada.pdf", lambda: twice_saved()[: len(PDF) + 20], RepairablePdf),
    Case("segunda versión casi entera.pdf", lambda: twice_saved()[:-8], RepairablePdf),
    Case("tabla mal apuntada.pdf", wrong_start, "pdf"),
    fixed("solo encabezado.pdf", b"%PDF-1.4\n%%EOF\n", LostPdf),
    fixed("sin final.pdf", PDF[:-40], RepairablePdf),
    fixed("la mitad.pdf", PDF[: len(PDF) // 2], LostPdf),
    fixed("bytes antes 10.pdf", b"\x01\x02junk\x00abc" + PDF, "pdf"),
    fixed("texto antes.pdf", b"Enviado desde el escaner\r\n" + PDF, "pdf"),
    fixed("mil bytes antes.pdf", b"\x07" * 1000 + PDF, "pdf"),
    fixed("el límite.pdf", b"\x07" * 1024 + PDF, "pdf"),
    fixed("más allá del límite.pdf", b"\x07" * 1400 + PDF, UnknownKind),
    fixed("ceros al final.pdf", PDF + bytes(512), "pdf"),
    fixed("zip detrás.pdf", PDF + ZIPPED, HiddenArchive),
    fixed("zip y salto detrás.pdf", PDF + ZIPPED + b"\n", HiddenArchive),
    fixed("zip y basura detrás.pdf", PDF + ZIPPED + b"\x01\x02" * 900, HiddenArchive),
    fixed("zip y final falso.pdf", PDF + ZIPPED + b"%%EOF", HiddenArchive),
    Case("javascript.pdf", lambda: with_action(b"/S /JavaScript /JS (app.alert(1))"), "pdf"),
    Case("lanza.pdf", lambda: with_action(b"/S /Launch /F (calc.exe)"), "pdf"),
)

TEXTS = (
    fixed("acta.txt", "Se acordó difundir.".encode(), "txt"),
    fixed("latin.txt", "Señalética".encode("cp1252"), "txt"),
    fixed("utf16.txt", "Señalética".encode("utf-16"), "txt"),
    fixed("trata de pdf.txt", b"El formato %PDF-1.4 es un estandar.\n", "txt"),
    fixed("trata de html.txt", b"Acta. La etiqueta p se cierra.\n", "txt"),
    fixed("con bm.txt", b"BM es la sigla del programa de bienestar municipal\n", "txt"),
    fixed("ruido.bin", bytes(range(256)) * 8, UnknownKind),
    fixed("ceros.docx", bytes(70_000), HollowFile),
    fixed("pocos ceros.pdf", bytes(4096), HollowFile),
    fixed("guion.txt", b"#!/bin/bash\necho\n", ProgramRefused),
    fixed("x.bat", b"echo hola\n", ProgramRefused),
    fixed("tabla.csv", b"unidad,personas\nDIDECO,3\n", "csv"),
    fixed("con titulo.csv", b"Participantes 2026\nunidad;personas\nDIDECO;3\n", "csv"),
    fixed("con total.csv", b"unidad;personas\nDIDECO;3\nTotal 3\n", "csv"),
    fixed("una columna.csv", b"unidad\nDIDECO\nDAF\n", "csv"),
    fixed("vacia al final.csv", b"a;b\n1;2\n\n\n", "csv"),
    fixed("latin.csv", "año;niñas\n2026;3\n".encode("cp1252"), "csv"),
    fixed("utf16.csv", "año\tniñas\n2026\t3\n".encode("utf-16"), "csv"),
    fixed("tabla.tsv", b"unidad\nDIDECO\n", "csv"),
    fixed("tabla.txt", b"a;b\n1;2\n", "csv"),
    fixed("prosa.txt", b"Hola, vecinas\nAdios, vecinos\n", "txt"),
    fixed("invitacion.ics", b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "txt"),
)

XMLS = (
    Case("factura.xml", samples.dte, "xml"),
    fixed("utf8.xml", '<?xml version="1.0"?><acta><n>Ñ</n></acta>'.encode(), "xml"),
    fixed("utf16.xml", '<?xml version="1.0" encoding="utf-16"?><acta>Ñ</acta>'.encode("utf-16"), "xml"),
    fixed("sin declaración.xml", b'<DTE xmlns="http://www.sii.cl/SiiDte"><D/></DTE>', "xml"),
    fixed("comentario.xml", b'<?xml version="1.0"?>\n<!-- x -->\n<a><b/></a>\n<!-- y -->\n', "xml"),
    fixed("prefijo.xml", b'<?xml version="1.0"?><cac:Invoice xmlns:cac="urn:x"></cac:Invoice>', "xml"),
    Case("cortada.xml", lambda: samples.dte()[:-30], BrokenFile),
    Case("cortada al medio.xml", lambda: samples.dte()[:150], BrokenFile),
    fixed("dibujo.xml", b'<?xml version="1.0"?><svg/>', WebPageRefused),
    fixed("dibujo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', WebPageRefused),
    fixed("escondido.xml", b'<?xml version="1.0"?><a><x:script xmlns:x="u"/></a>', WebPageRefused),
    fixed("espacio.xml", b'<?xml version="1.0"?><a xmlns:h="http://www.w3.org/1999/xhtml"/>', WebPageRefused),
    fixed("estilo.xml", b'<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>', WebPageRefused),
    fixed("entidades.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a/>', WebPageRefused),
    fixed("página.html", b"<!DOCTYPE html><html></html>", WebPageRefused),
    fixed("página.pdf", b"<html><body>hola</body></html>", WebPageRefused),
)

MAIL = b"From: a@b.example\nDate: x\nSubject: y\nMIME-Version: 1.0\n"
SEALED_MAIL = (
    b"Content-Type: application/pkcs7-mime;\n smime-type=enveloped-data; name=smime.p7m\n"
    b"Content-Transfer-Encoding: base64\n\nMIIB\n"
)
RIGHTS = (
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nProtegido\n"
    b"--b\nContent-Type: application/x-microsoft-rpmsg-message; name=message.rpmsg\n\nAAAA\n--b--\n"
)
MAILS = (
    Case("correo.eml", samples.eml, "eml"),
    Case("sin saltos.eml", lambda: samples.eml(0), "eml"),
    Case("cabecera larga.eml", lambda: samples.eml(40), "eml"),
    Case("cabecera muy larga.eml", lambda: samples.eml(400), "eml"),
    Case("saltos de unix.eml", lambda: samples.eml().replace(b"\r\n", b"\n"), "eml"),
    Case("como buzón.eml", lambda: b"From ana@muni.example Mon Nov 2\n" + samples.eml(), "eml"),
    Case("sin extensión", samples.eml, "eml"),
    fixed("simple.eml", b"From: a@b.example\nDate: x\nSubject: y\n\nHola\n", "eml"),
    fixed("con html.eml", b"From: a@b.example\nDate: x\nSubject: y\n\n<html>Hola</html>\n", "eml"),
    fixed("ocho bits.eml", b"From: a@b.example\nDate: x\nSubject: y\n\nSe\xf1al \x01\n", "eml"),
    fixed("cortado en la cabecera.eml", b"Received: from a0.example by ", BrokenFile),
    Case("cortado.eml", lambda: samples.eml()[:-20], BrokenFile),
    Case("cortado antes.eml", lambda: samples.eml()[:-150], BrokenFile),
    fixed("guardada.mht", b"From: <Saved by Blink>\nDate: x\nSubject: y\n\n<html>", WebPageRefused),
    fixed("dos campos.txt", b"Para: Ana\nAsunto: acta\n\nHola\n", "txt"),
    *(
        fixed(name, MAIL + said, right)
        for name, said, right in (
            ("sellado.eml", SEALED_MAIL, ProtectedFile),
            ("sellado de antes.eml", SEALED_MAIL.replace(b"/pkcs7", b"/x-pkcs7"), ProtectedFile),
            ("sellado y autenticado.eml", SEALED_MAIL.replace(b"enveloped", b"authEnveloped"), ProtectedFile),
            ("firmado.eml", SEALED_MAIL.replace(b"enveloped", b"signed"), "eml"),
            (
                "con PGP.eml",
                b'Content-Type: multipart/encrypted;\n boundary="b"\n\n--b\n\n--b--\n',
                ProtectedFile,
            ),
            ("con derechos.eml", RIGHTS, ProtectedFile),
            ("que habla de eso.eml", b"Content-Type: text/plain\n\nUse multipart/encrypted.\n", "eml"),
        )
    ),
    fixed(
        "acta.pdf.asc", b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n", ProtectedFile
    ),
    Case("correo.msg", samples.msg, "msg"),
    Case("correo cortado.msg", lambda: samples.msg()[:-3000], BrokenFile),
)

POINTERS = (
    fixed("Informe.gdoc", b'{"doc_id":"1AbC"}', PointerFile),
    fixed("Planilla.gsheet", b'{"":"WARNING! DO NOT EDIT","doc_id":"1A","resource_key":""}', PointerFile),
    fixed("Antiguo.gdoc", b'{"url": "https://docs.example/1", "doc_id": "1"}', PointerFile),
    fixed("Solo url.gslides", b'{"url": "https://docs.example/open?id=1"}', PointerFile),
    fixed("Informe.url", b"[InternetShortcut]\r\nURL=https://x.example/\r\n", PointerFile),
    fixed("Informe.pdf", b"[{000214A0}]\r\nProp3=19,2\r\n[InternetShortcut]\r\nURL=x\r\n", PointerFile),
    fixed("Informe.website", b"\xef\xbb\xbf[InternetShortcut]\nURL=x\n", PointerFile),
    fixed("Ancho.url", "[InternetShortcut]\r\nURL=https://x.example/\r\n".encode("utf-16"), PointerFile),
    fixed("Informe.lnk", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60), PointerFile),
    fixed("Alias", b"book\x00\x00\x00\x00mark\x00\x00\x00\x00" + bytes(40), PointerFile),
    fixed(
        "Informe.webloc",
        b'<?xml version="1.0"?><!DOCTYPE plist><plist version="1.0"><dict><key>URL</key>'
        b"<string>https://x.example</string></dict></plist>",
        PointerFile,
    ),
    fixed("Binario.webloc", b"bplist00\xd1\x01\x02SURL_\x10\x12https://x.example/" + bytes(20), PointerFile),
    fixed(".Informe.pdf.icloud", b"bplist00\xd2\x01\x02\\NSURLNameKey" + bytes(20), PointerFile),
    fixed("Informe.desktop", b"[Desktop Entry]\nType=Link\nURL=https://x.example\n", PointerFile),
    fixed("Lanzador.desktop", b"[Desktop Entry]\nType=Application\nExec=calc\n", ProgramRefused),
    fixed("Docs.library-ms", b'<?xml version="1.0"?><libraryDescription></libraryDescription>', PointerFile),
    fixed("enlace.txt", b"https://docs.example/d/1AbC/edit?usp=sharing\r\n", PointerFile),
    fixed("Acta.docx", "https://docs.example/w/1\n".encode("utf-16"), PointerFile),
    fixed("con un enlace.txt", b"Se publica en https://muni.example/acta\n", "txt"),
    fixed("dos enlaces.txt", b"https://muni.example/a\nhttps://muni.example/b\n", "txt"),
    fixed("de un disco.pdf", b"XSym\n0011\n0123456789abcdef\n../acta.pdf\n", PointerFile),
    fixed("guardado aparte.pdf", b"version https://git-lfs.github.com/spec/v1\noid sha256:4d\n", PointerFile),
    fixed("datos.json", b'{"unidad": "DIDECO", "personas": 3}', "txt"),
)

CASES: tuple[Case, ...] = (*PDFS, *TEXTS, *XMLS, *MAILS, *POINTERS)
