"""Files to be read, made on the spot, and some that try something."""

import base64
import io
from datetime import date

from docx import Document
from openpyxl import Workbook
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from sello.paths import resource
from tests.files import samples

FONT = str(resource("reports/document/fonts") / "DejaVuSans.ttf")

HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJp"
    "bG9jAAAAAERAAAEAAQAAAAABoQABAAAAAAAAABgAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAAB"
    "AAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEA"
    "AQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAA"
    "FGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAIAAAAAEAAAAAAAAAAv///+AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhp"
    "cG1hAAAAAAAAAAEAAQWBAgMFhAAAACBtZGF0AAAAFCgBrwQY+Mpx1//zIR+fgLhh0hHn"
)
"""A red photograph of 64 by 32 points, as a telephone writes it."""


def paper(*pages: str) -> bytes:
    """A PDF with one line on each page, three quarters up."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pagesize=(600, 800))
    for text in pages:
        canvas.drawString(60, 600, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def turned_photograph() -> bytes:
    """A JPEG that lies on its side and says so: its left half is red, so that its upper half is, turned."""
    image = Image.new("RGB", (80, 40), "blue")
    image.paste("red", (0, 0, 40, 40))
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, quality=95)
    return out.getvalue()


def scan(pages: int) -> bytes:
    """A TIFF of several pages."""
    out = io.BytesIO()
    first, *others = [Image.new("L", (40, 60), 255 - 20 * page) for page in range(pages)]
    first.save(out, "TIFF", save_all=True, append_images=others)
    return out.getvalue()


def scanned(*pages: str) -> bytes:
    """A PDF of pictures of pages: letters to be seen, none to be copied."""
    out = io.BytesIO()
    font = ImageFont.truetype(FONT, 48)
    drawn = []
    for said in pages:
        sheet = Image.new("L", (1240, 1754), 255)
        ImageDraw.Draw(sheet).text((120, 200), said, fill=0, font=font)
        drawn.append(sheet)
    drawn[0].save(out, "PDF", save_all=True, append_images=drawn[1:], resolution=150)
    return out.getvalue()


def workbook(rows: int = 2) -> bytes:
    """A book of two sheets, the second hidden; the first holds a day, figures and a formula's text."""
    out = io.BytesIO()
    book = Workbook()
    sheet = book.active
    sheet.title = "Participantes"
    sheet.append(["Nombre", "Desde", "Horas"])
    for number in range(rows):
        sheet.append([f"Persona Ñ{number}", date(2026, 3, 9), 1.5 + number])
    hidden = book.create_sheet("Apuntes")
    hidden.append(["=1+1", "<script>alert(1)</script>"])
    hidden.sheet_state = "hidden"
    book.save(out)
    return out.getvalue()


def endless_pdf() -> bytes:
    """A page that draws itself into itself, deeper than anybody waits."""
    grid = " ".join("/F Do" for _ in range(60))
    forms = []
    for depth in range(12):
        below = f"/XObject << /F {depth + 5} 0 R >>" if depth < 11 else ""
        body = grid if depth < 11 else "0 0 600 800 re f " * 2000
        forms.append(
            f"{depth + 4} 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] "
            f"/Resources << {below} >> /Length {len(body)} >>\nstream\n{body}\nendstream\nendobj\n"
        )
    start = (
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 16 0 R "
        "/Resources << /XObject << /F 4 0 R >> >> >>\nendobj\n"
    )
    last = f"16 0 obj\n<< /Length {len(grid)} >>\nstream\n{grid}\nendstream\nendobj\n"
    return (start + "".join(forms) + last + "trailer\n<< /Root 1 0 R /Size 17 >>\n%%EOF\n").encode()


def document() -> bytes:
    """A DOCX with a heading, words, a list, a table, a picture, and a header of every page."""
    out = io.BytesIO()
    made = Document()
    made.sections[0].header.paragraphs[0].text = "Municipalidad de Prueba"
    made.add_heading("Acta del Comité", level=1)
    made.add_paragraph("Se abre la sesión.")
    made.add_paragraph("Primer acuerdo", style="List Bullet")
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Nombre", "Cargo"
    made.add_picture(io.BytesIO(samples.image("PNG")))
    made.save(out)
    return out.getvalue()


_DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_SHOW = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_REL = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def slides() -> bytes:
    """A PPTX of two slides, named against their order; the first has a title, a table and a picture."""

    def related(**targets: str) -> str:
        each = "".join(f'<Relationship Id="{name}" Target="{to}"/>' for name, to in targets.items())
        return f'<Relationships xmlns="{_RELS}">{each}</Relationships>'

    title = "<a:p><a:r><a:t>Plan </a:t></a:r><a:r><a:t>2026</a:t></a:r></a:p>"
    cells = "".join(f"<a:tc><a:p><a:r><a:t>{word}</a:t></a:r></a:p></a:tc>" for word in ("Meta", "Plazo"))
    first = (
        f"<p:sld {_DRAWING} {_SHOW} {_REL}><p:sp><p:nvPr><p:ph type='title'/></p:nvPr>{title}</p:sp>"
        f"<a:tbl><a:tr>{cells}</a:tr></a:tbl><p:pic><a:blip r:embed='r1'/></p:pic></p:sld>"
    )
    second = f"<p:sld {_DRAWING} {_SHOW}><p:sp><a:p><a:r><a:t>Fin</a:t></a:r></a:p></p:sp></p:sld>"
    show = f"<p:presentation {_SHOW} {_REL}><p:sldId r:id='r2'/><p:sldId r:id='r1'/></p:presentation>"
    return samples.zipped(
        {
            "ppt/presentation.xml": show,
            "ppt/_rels/presentation.xml.rels": related(r1="slides/slide1.xml", r2="slides/slide2.xml"),
            "ppt/slides/slide1.xml": second,
            "ppt/slides/slide2.xml": first,
            "ppt/slides/_rels/slide2.xml.rels": related(r1="../media/a.png"),
            "ppt/media/a.png": samples.image("PNG"),
        }
    )


OPEN = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{what}:1.0"'
    for name, what in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
)


def open_document(*pages: str) -> bytes:
    """An ODT, or an ODP of as many slides."""
    row = "<table:table-row><table:table-cell><text:p>A1</text:p></table:table-cell></table:table-row>"
    words = (
        "<text:h text:outline-level='2'>Acta</text:h>"
        "<text:p>Se abre <text:span>la sesión</text:span>.</text:p>"
        f"<text:list><text:list-item><text:p>Uno</text:p></text:list-item></text:list>"
        f"<table:table>{row}</table:table>"
    )
    slides = "".join(f"<draw:page><text:p>{page}</text:p></draw:page>" for page in pages)
    return samples.zipped({"content.xml": f"<office:d {OPEN}>{slides or words}</office:d>"})


LETTER = (
    b"From: Ana <ana@prueba.example>\r\nTo: b@prueba.example\r\nSubject: =?utf-8?q?Decreto_=C3=B1?=\r\n"
    b"Date: Mon, 09 Mar 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n'
    b"--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    b"<style>p{}</style><p>Va el decreto</p><script>alert(1)</script><p>Saludos</p>\r\n"
    b'--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="decreto.pdf"\r\n\r\n'
    b"%PDF\r\n--x--\r\n"
)
"""A mail in HTML with a file."""
