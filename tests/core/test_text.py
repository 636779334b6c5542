"""Text that everything can keep, and searching without case, accents and signs."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.text import clean, fold, like


@pytest.mark.parametrize(
    ("parts", "folded"),
    [
        (("Política de Género",), "politica de genero"),
        (("  ÑUÑOA ", "Peñalolén"), "nunoa penalolen"),
        (("a\n\tb",), "a b"),
        (("", ""), ""),
        (("Nº\u00a05",), "no 5"),
        (("№ 5",), "no 5"),
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


ALIKE = [
    ("N° 5", "Nº 5", "nº 5", "№ 5"),
    ("2024–2028", "2024-2028", "2024—2028", "2024−2028", "2024‑2028"),
    ("“Política”", '"politica"', "«POLÍTICA»", "„Política“"),
    ("D’Ovalle", "D'Ovalle", "D´Ovalle", "d`ovalle"),
    ("Ñuñoa", "n\u0303un\u0303oa", "ÑUÑOA"),
    ("igual\u00addad", "igualdad", "igual\u200bdad"),
    ("a\u00a0b", "a  b", "a\x0bb", "a\nb"),
]


@pytest.mark.parametrize("kin", ALIKE, ids=lambda kin: kin[0])
def test_ways_of_writing_one_thing_find_each_other(kin: tuple[str, ...]) -> None:
    assert len({fold(each) for each in kin}) == 1


@given(st.text(max_size=30))
def test_folding_never_leaves_what_a_column_cannot_hold(text: str) -> None:
    assert fold(text) == clean(fold(text))


ANY = st.text(st.characters(codec=None), max_size=40)
HELD = {"\t", "\n"}


@given(ANY)
def test_clean_text_holds_only_what_everything_can_keep(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept
    kept.encode("utf-8")
    for char in kept:
        assert char in HELD or unicodedata.category(char) not in {"Cc", "Cs"}
        assert not 0xFDD0 <= ord(char) <= 0xFDEF
        assert ord(char) & 0xFFFE != 0xFFFE


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Zl", "Zp"]), max_size=40))
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("uno\x0bdos", "uno\ndos"),
        ("uno\r\ndos\rtres", "uno\ndos\ntres"),
        ("a\x00\x07\x1b\uffff\ufdd0b", "ab"),
        ("\ud83d", ""),
        ("a\x85b\u2028c\u2029d\x0ce", "a\nb\nc\nd\ne"),
        ("tab\tstays", "tab\tstays"),
        ("👩🏽\u200d💻 ✓ سلام", "👩🏽\u200d💻 ✓ سلام"),
    ],
)
def test_ends_of_lines_become_one_and_what_nobody_sees_goes(raw: str, kept: str) -> None:
    assert clean(raw) == kept
