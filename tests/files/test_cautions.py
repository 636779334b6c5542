"""What a PDF does by itself is said, however it is written; other files are not searched."""

import io
import zlib

import pytest

from sello.files.cautions import Caution, cautions
from tests.files import samples
from tests.files.corpus.documents import locked_pdf, with_action

SCRIPT = b"/S /JavaScript /JS (app.alert(1))"


def packed(objects: bytes) -> bytes:
    """A PDF some of whose objects are packed together."""
    stream = zlib.compress(objects)
    head = b"\n60 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(
        stream
    )
    return samples.pdf() + head + stream + b"\nendstream\nendobj\n"


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (samples.pdf(), ()),
        (locked_pdf(""), ()),
        (with_action(SCRIPT), (Caution.RUNS_CODE,)),
        (with_action(b"/S /J#61vaScript /JS (1)"), (Caution.RUNS_CODE,)),
        (with_action(b"/S/Launch /F (calc.exe)"), (Caution.STARTS_PROGRAM,)),
        (with_action(SCRIPT + b" /Next << /S /Launch >>"), (Caution.RUNS_CODE, Caution.STARTS_PROGRAM)),
        (packed(b"1 0 << " + SCRIPT + b" >>"), (Caution.RUNS_CODE,)),
        (packed(b"1 0 << /Names << /EmbeddedFiles 3 0 R >> >>"), (Caution.CARRIES_FILES,)),
        (packed(b"1 0 << /Launchpad 1 >>"), ()),
        (samples.pdf() + b"<< /Type /ObjStm >>\nstream\nno es deflate\nendstream\n", ()),
    ],
)
def test_what_is_said_of_a_pdf(content: bytes, seen: tuple[Caution, ...]) -> None:
    assert cautions(io.BytesIO(content), "application/pdf") == seen


def test_only_a_pdf_is_searched() -> None:
    assert cautions(io.BytesIO(with_action(SCRIPT)), "text/plain") == ()
