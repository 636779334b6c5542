"""Searching without case and accents."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.text import fold, like


@pytest.mark.parametrize(
    ("parts", "folded"),
    [
        (("Política de Género",), "politica de genero"),
        (("  ÑUÑOA ", "Peñalolén"), "nunoa penalolen"),
        (("a\n\tb",), "a b"),
        (("", ""), ""),
    ],
)
def test_accents_case_and_spaces_do_not_hide_a_text(parts: tuple[str, ...], folded: str) -> None:
    assert fold(*parts) == folded


@given(st.text(max_size=50))
def test_folding_twice_changes_nothing_in_spanish_letters(text: str) -> None:
    spanish = re.sub(r"[^A-Za-zÁÉÍÓÚÜÑáéíóúüñ0-9 ]", "", text)
    assert fold(fold(spanish)) == fold(spanish)


def test_signs_of_the_pattern_language_are_looked_for_as_they_are() -> None:
    assert like("100 %_\\") == "%100 \\%\\_\\\\%"
