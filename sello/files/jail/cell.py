"""The limited process of one word: a question about a file, its standard input, answered in a word.

`warden` starts it. It loads the library that its question needs, gives up all the rest, and only then looks.
"""

import os
import sys
from collections.abc import Callable

from sello.core.jail.limits import confine

LOGO_POINTS = 24_000_000
"""A logo's most points: what a camera takes; drawn, it needs four bytes for each."""
LOGO_ROOM = (640, 320)
"""The most points that a logo has across and down once it was drawn anew."""
_LOCKED = frozenset({4, 5})
"""PDFium's errors for a password that is asked for, and for a lock that it does not know."""


def open_pdf() -> Callable[[], str]:
    """Whether PDFium opens the file and its first page: opens, locked or broken."""
    import pypdfium2

    def look() -> str:
        try:
            document = pypdfium2.PdfDocument(os.fdopen(0, "rb", closefd=False))
            document[0]
        except pypdfium2.PdfiumError as error:
            return "locked" if getattr(error, "err_code", None) in _LOCKED else "broken"
        except IndexError:
            return "broken"
        return "opens"

    return look


def repair_pdf() -> Callable[[], str]:
    """Whether qpdf finds pages in a file that does not hold together: repairable, locked or broken."""
    import pikepdf

    def look() -> str:
        stream = os.fdopen(0, "rb", closefd=False)
        try:
            with pikepdf.open(stream, access_mode=pikepdf.AccessMode.stream) as document:
                return "repairable" if len(document.pages) else "broken"
        except pikepdf.PasswordError:
            return "locked"
        except (pikepdf.PdfError, ValueError, RuntimeError):
            return "broken"

    return look


def draw_logo() -> Callable[[], str]:
    """A picture drawn anew, small and with nothing but its points: its PNG in base64, large or broken."""
    import base64
    import io

    from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin  # both loaded before all is given up

    Image.MAX_IMAGE_PIXELS = LOGO_POINTS
    formats = (PngImagePlugin.PngImageFile.format, JpegImagePlugin.JpegImageFile.format)

    def look() -> str:
        try:
            picture = Image.open(os.fdopen(0, "rb", closefd=False), formats=formats)
            if picture.width * picture.height > LOGO_POINTS:
                return "large"
            drawn = ImageOps.exif_transpose(picture).convert("RGBA")
        except Image.DecompressionBombError:
            return "large"
        except Exception:
            return "broken"
        drawn.thumbnail(LOGO_ROOM)
        plain = Image.new("RGBA", drawn.size)
        plain.paste(drawn)
        out = io.BytesIO()
        plain.save(out, "PNG", optimize=True)
        return base64.b64encode(out.getvalue()).decode("ascii")

    return look


QUESTIONS = {"open_pdf": open_pdf, "repair_pdf": repair_pdf, "draw_logo": draw_logo}


def become(program: str, *said: str) -> None:
    """Turn into another program of this machine, with all given up and nothing of our environment."""
    confine(threads=True, program=True)
    os.execve(program, [program, *said], {"OMP_THREAD_LIMIT": "1"})  # noqa: S606 - a program that the warden found


def ready(question: str, *_said: str) -> None:
    """Load what answers a question, before the file is there."""
    if question in QUESTIONS:
        QUESTIONS[question]()


def main() -> None:
    """Answer the question of the command line in a word, or become the program that it names."""
    if sys.argv[1] == "become":
        become(*sys.argv[2:])
    answer = QUESTIONS[sys.argv[1]]()
    confine()
    sys.stdout.write(answer())
    sys.stdout.flush()
    os._exit(0)
