"""Whatever letters a text holds, paper shows each or says that something stood there."""

import io
import unicodedata
from datetime import date

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from sello.reports.document.pdf import fonts
from sello.reports.document.pdf.paper import Imprint, put_on_paper
from sello.reports.document.values import Cover, Document, LevelMark, Section


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Política", "Política"),
        ("✓ listo", "✓ listo"),
        ("→ ★ ☐ ☑ ≥ ½", "→ ★ ☐ ☑ ≥ ½"),
        ("Ελλάδα, Ծնունդ", "Ελλάδα, Ծնունդ"),
        ("שלום", "\ufffd" * 4),
        ("平等", "\ufffd\ufffd"),
        ("مساواة", "\ufffd" * 6),
        ("👩🏽\u200d💻", "\ufffd\ufffd\u200d\ufffd"),
        ("❤\ufe0f", "❤"),
        ("😀", "\ufffd"),
        ("N\u0303", "Ñ"),
        ("a\x0bb\x00", "a b "),
    ],
)
def test_a_letter_is_drawn_borrowed_or_shown_to_be_missing(text: str, drawn: str) -> None:
    assert fonts.clean(text) == drawn


@given(st.text(st.characters(codec=None), max_size=30))
def test_both_fonts_draw_every_letter_that_is_left(text: str) -> None:
    for font in (fonts.REGULAR, fonts.BOLD):
        widths, _ = fonts._advances(font)
        assert all(ord(letter) in widths for letter in fonts.clean(text))


@settings(max_examples=50)
@given(st.text(st.characters(categories=["L", "N", "P", "S"], max_codepoint=0x2FFF), min_size=1, max_size=12))
def test_what_is_copied_from_paper_is_what_is_drawn(text: str) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    drawn = fonts.clean(text)
    fonts.put(canvas, 20, 500, drawn, font=fonts.REGULAR, size=4)
    canvas.save()
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        told = document[0].get_textpage().get_text_range()
    for letter in set(drawn) - {fonts.SUBSTITUTE}:
        assert letter in told or unicodedata.normalize("NFKC", letter) in unicodedata.normalize("NFKC", told)


@given(st.text(st.characters(codec=None), max_size=30))
def test_a_text_is_parted_by_fonts_that_have_its_letters_and_stays_as_wide(text: str) -> None:
    for font in (fonts.REGULAR, fonts.BOLD):
        parts = fonts.runs(fonts.clean(text), font)
        assert "".join(part for _, part in parts) == fonts.clean(text)
        assert all(ord(letter) in fonts._own(name) for name, part in parts for letter in part)
        whole = fonts.width(fonts.clean(text), font, 10)
        assert sum(fonts.width(part, name, 10) for name, part in parts) == pytest.approx(whole)


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=30))
def test_no_letter_vanishes(text: str) -> None:
    assert fonts.clean(text).strip()


@given(st.text(st.characters(codec=None), max_size=80), st.floats(40, 400))
def test_one_line_never_sticks_out_and_says_when_it_was_cut(text: str, room: float) -> None:
    whole = " ".join(fonts.clean(text).split())
    shown = fonts.fitted(text, fonts.REGULAR, 8, room)
    assert fonts.width(shown, fonts.REGULAR, 8) <= room + 0.01
    assert shown == whole or shown.endswith("…")


def test_the_line_of_a_long_title_ends_in_dots() -> None:
    shown = fonts.fitted("Ilustre Municipalidad · " + "Estado de preparación " * 9, fonts.REGULAR, 8, 200)
    assert shown.startswith("Ilustre Municipalidad · Estado")
    assert shown.endswith("…")


@given(st.text(st.characters(codec=None), max_size=30))
def test_what_is_named_is_what_paper_would_not_show(text: str) -> None:
    shown = fonts.SUBSTITUTE in fonts.clean(text.replace(fonts.SUBSTITUTE, ""))
    assert bool(fonts.undrawn(text)) is shown


@pytest.mark.parametrize("with_cover", [True, False])
@pytest.mark.parametrize("where", ["title", "sentence", "nowhere"])
def test_a_page_says_what_a_sign_that_nobody_wrote_stands_for(where: str, with_cover: bool) -> None:
    odd = {"title": "Carta 平等", "sentence": "Escriba a 😀"}
    section = Section("uno", "Uno", "prose", (odd.get(where if where == "sentence" else "", "Nada"),), ())
    title = odd["title"] if where == "title" else "Carta"
    head = Cover("Municipalidad", title, "", "", (), "", "", "", LevelMark("", 0))
    out = io.BytesIO()
    imprint = Imprint("Carta", date(2026, 11, 26))
    put_on_paper(Document(head, (), (section,)), imprint, out, str, lambda _: [], with_cover=with_cover)
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        told = ["está donde se escribió algo" in page.get_textpage().get_text_range() for page in document]
    cover = [where == "title"] if with_cover else []
    assert told == [*cover, where == "sentence"]
