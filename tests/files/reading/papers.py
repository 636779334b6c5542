"""Files to be read, made on the spot, and some that try something."""

import base64
import io
from datetime import date

from openpyxl import Workbook
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

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
