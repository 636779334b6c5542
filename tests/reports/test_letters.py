"""Whatever letters a text holds, paper shows each or says that something stood there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.reports.document.pdf import fonts


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Política", "Política"),
        ("✓ listo", "\ufffd listo"),
        ("平等", "\ufffd\ufffd"),
        ("مساواة", "\ufffd" * 6),
        ("👩🏽\u200d💻", "\ufffd\ufffd\u200d\ufffd"),
        ("❤\ufe0f", "\ufffd"),
        ("N\u0303", "Ñ"),
        ("a\x0bb\x00", "a b "),
    ],
)
def test_what_no_font_has_is_shown_as_such(text: str, drawn: str) -> None:
    assert fonts.clean(text) == drawn


@given(st.text(st.characters(codec=None), max_size=30))
def test_both_fonts_draw_every_letter_that_is_left(text: str) -> None:
    for font in (fonts.REGULAR, fonts.BOLD):
        widths, _ = fonts._advances(font)
        assert all(ord(letter) in widths for letter in fonts.clean(text))


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=30))
def test_no_letter_vanishes(text: str) -> None:
    assert fonts.clean(text).strip()
