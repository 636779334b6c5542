"""A struck-out copy holds nothing of what was covered: no text, pixel, metadata or earlier revision."""

import io

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from sello.files.reading.room import Document
from sello.files.redacting import copies, pdf
from sello.files.redacting.boxes import Struck
from sello.files.store.disk import Store
from tests.files.reading import papers

NAME, RUN = "Ana Soto Rojas", "12.531.909-2"
BLACK = 40


def kept(tmp_path, content, media_type="application/pdf"):
    store = Store(tmp_path)
    received = store.receive(io.BytesIO(content), limit=1 << 24, name="a")
    store.keep(received, name="a")
    return Document(store, received.sha256, media_type)


def original():
    """Two pages with a name and a number, metadata that say them too, and a later revision on top."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 800))
    canvas.setTitle(f"Caso {NAME}")
    canvas.setAuthor(NAME)
    for _ in range(2):
        canvas.drawString(60, 700, f"Solicita {NAME}, RUN {RUN}, orientación.")
        canvas.drawString(60, 300, "El comité acordó revisar el plan.")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def document(tmp_path):
    return kept(tmp_path, original())


def pixels(content, page):
    return pypdfium2.PdfDocument(content)[page].render(scale=2).to_pil().convert("L")


def test_what_is_proposed_covers_what_was_found(document):
    found = copies.proposed(document)
    assert {each.kind.value for each in found} >= {"run"}
    assert {box.page for each in found for box in each.boxes} == {1, 2}
    assert all(RUN not in each.quoted and NAME not in each.quoted for each in found)


def test_nothing_that_was_covered_is_left(document):
    boxes = [box for each in copies.proposed(document) for box in each.boxes] + [Struck(1, 100, 100, 400, 60)]
    content = copies.struck(document, boxes)
    for needle in (NAME, RUN, "Soto", "531", "comité"):
        assert needle.encode() not in content
        assert needle.encode("utf-16-be") not in content
    with pypdfium2.PdfDocument(content) as opened:
        assert [page.get_textpage().get_text_range() for page in opened] == ["", ""]
        assert not any(opened.get_metadata_dict().values())
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert "/Info" not in opened.trailer
        assert set(opened.Root.keys()) == {"/Type", "/Pages"}
        assert [sorted(page.keys()) for page in opened.pages] == [
            ["/Contents", "/MediaBox", "/Parent", "/Resources", "/Type"]
        ] * 2
        images = [page.Resources.XObject.P.read_raw_bytes() for page in opened.pages]
    marks = (b"Exif", b"http://ns.adobe.com", b"ICC_PROFILE")
    assert not [mark for image in images for mark in marks if mark in image]
    assert content.count(b"%%EOF") == content.count(b"startxref") == content.count(b"\nxref\n") == 1
    assert content.count(b"/Type /Page ") == 2


def test_every_point_under_a_box_is_black_and_what_is_open_stays(document):
    boxes = [Struck(1, 90, 100, 500, 40)]
    content = copies.struck(document, boxes)
    first, second = pixels(content, 0), pixels(content, 1)
    width, height = first.size
    edges = (0.09 * width, 0.1 * height, 0.59 * width, 0.14 * height)
    covered = first.crop(tuple(map(round, edges)))
    assert covered.getextrema()[1] < BLACK
    assert first.getextrema()[1] > 200
    open_line = (0, round(0.6 * height), width, round(0.64 * height))
    assert first.crop(open_line).getextrema()[0] < 100, "what was not covered is still read"
    assert second.crop((0, 0, width, round(0.2 * height))).getextrema()[0] < 100


def test_no_letter_shines_through_at_the_edge_of_a_box(document):
    """A box cut through letters: a JPEG smears within its blocks, so whole blocks are covered."""
    clean = copies.struck(document, [Struck(2, 0, 0, 1, 1)])
    content = copies.struck(document, [Struck(1, 0, 110, 999, 20), Struck(2, 0, 0, 1, 1)])
    first, height = pixels(content, 0), pixels(clean, 0).size[1]
    row = first.crop((0, round(0.11 * height), first.size[0], round(0.13 * height)))
    assert row.getextrema()[1] < BLACK


def test_a_photograph_is_struck_as_well_without_its_place(tmp_path):
    document = kept(tmp_path, papers.turned_photograph(), "image/jpeg")
    content = copies.struck(document, [Struck(1, 0, 0, 1000, 1000)])
    assert b"Exif" not in content
    assert pixels(content, 0).getextrema()[1] < BLACK


def test_what_is_not_drawn_is_refused(tmp_path):
    document = kept(tmp_path, b"nombre;run\nAna;1\n", "text/csv")
    with pytest.raises(copies.NotStruckHere):
        copies.struck(document, [Struck(1, 0, 0, 9, 9)])


@pytest.mark.parametrize("content", [b"", b"\xff\xd8", b"\x89PNG", b"\xff\xd8\xff\xe0\x00\x00" * 9])
def test_what_is_no_picture_is_no_page(content):
    with pytest.raises(pdf.NoPicture):
        pdf.picture(content)
