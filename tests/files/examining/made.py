"""Documents and pictures made on the spot, each with one thing that is to be told of it, or with none."""

import io
import re
from datetime import UTC, datetime

import pikepdf
import pypdfium2
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

WORDS = [
    "La",
    "municipalidad",
    "aprueba",
    "el",
    "protocolo",
    "de",
    "género",
    "para",
    "jefaturas",
    "y",
    "equipos;",
    "visto",
    "lo",
    "dispuesto",
    "por",
    "el",
    "concejo",
    "en",
    "su",
    "sesión",
    "ordinaria",
    "de",
    "abril",
]
_ROOM = 6_000


def written(*pages: list[str], turn: int = 0) -> bytes:
    """A PDF with a page for each list of lines."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for lines in pages:
        canvas.setPageRotation(turn)
        for at, line in enumerate(lines):
            canvas.drawString(60, 780 - 15 * at, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def prose(lines: int = 45) -> list[str]:
    """Lines as a document has them."""
    return [" ".join(WORDS[(3 * at + word) % len(WORDS)] for word in range(12)) for at in range(lines)]


def scanned() -> Image.Image:
    """A page as a scanner sees it."""
    return pypdfium2.PdfDocument(written(prose()))[0].render(scale=150 / 72).to_pil().convert("L")


def paper() -> Image.Image:
    """The back of it."""
    return Image.new("L", (1240, 1754), 248)


def scan(*pages: Image.Image) -> bytes:
    """Pages as a PDF without text."""
    out = io.BytesIO()
    first, *more = (page.convert("RGB") for page in pages)
    first.save(out, "PDF", save_all=True, append_images=more, resolution=150)
    return out.getvalue()


def photo(*, placed: bool, form: str = "JPEG") -> bytes:
    """A photograph that says where it was taken, or one that says only which camera took it."""
    exif = Image.Exif()
    exif[0x010F] = "Cámara"
    if placed:
        exif.get_ifd(0x8825).update({1: "S", 2: (33.0, 26.0, 0.0), 3: "W", 4: (70.0, 34.0, 0.0)})
    out = io.BytesIO()
    scanned().convert("RGB").save(out, form, exif=exif)
    return out.getvalue()


def signed(lines: list[str], *, more: bytes = b"") -> bytes:
    """A PDF with an electronic signature over all of it, and what was added to it afterwards."""
    document = pikepdf.open(io.BytesIO(written(lines)))
    value = pikepdf.Dictionary(
        Type=pikepdf.Name.Sig,
        Filter=pikepdf.Name("/Adobe.PPKLite"),
        SubFilter=pikepdf.Name("/adbe.pkcs7.detached"),
        M=pikepdf.String("D:20261103101500-03'00'"),
        Contents=pikepdf.String(b"\xff" * _ROOM),
        ByteRange=pikepdf.Array([1234567891, 1234567892, 1234567893, 1234567894]),
    )
    field = pikepdf.Dictionary(
        FT=pikepdf.Name.Sig, T=pikepdf.String("firma"), V=document.make_indirect(value)
    )
    fields = pikepdf.Array([document.make_indirect(field)])
    document.Root.AcroForm = pikepdf.Dictionary(Fields=fields, SigFlags=3)
    out = io.BytesIO()
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    whole = out.getvalue()
    place = re.search(rb"<(ff){%d}>" % _ROOM, whole)
    assert place is not None
    spans = [0, place.start(), place.end(), len(whole) - place.end()]
    for mark, span in zip((1234567891, 1234567892, 1234567893, 1234567894), spans, strict=True):
        whole = whole.replace(str(mark).encode(), str(span).rjust(10).encode())
    signature = _signature(whole[: place.start()] + whole[place.end() :])
    filled = signature.hex().encode().ljust(2 * _ROOM, b"0")
    return whole[: place.start() + 1] + filled + whole[place.end() - 1 :] + more


def _signature(content: bytes) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, "Rosa Huenchumilla Prueba"),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, "12345678-5"),
        ]
    )
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
    certificate = builder.not_valid_after(datetime(2028, 1, 1, tzinfo=UTC)).sign(key, hashes.SHA256())
    made = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
    return made.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature])
