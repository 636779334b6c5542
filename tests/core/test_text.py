"""Text that everything can keep, and searching without case, accents and signs."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.text import clean, fold, like, said, shortened, words_asked


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


SIGNED = (
    "Acta N° 5",
    "acta nº5",
    "ACTA N.º 5",
    "acta N.°5",
    "acta Nro. 5",
    "acta nro 5",
    "acta núm. 5",
    "acta n 5",
)


@pytest.mark.parametrize("typed", SIGNED)
@pytest.mark.parametrize("written", SIGNED)
def test_a_number_is_found_whatever_sign_stands_before_it(typed: str, written: str) -> None:
    assert words_asked(typed) == ["acta", "5"]
    assert all(word in fold(written) for word in words_asked(typed))


@pytest.mark.parametrize("typed", ["no", "n", "norma 3262", "nch 3262", "no vigente", "5 no", "plan 5"])
def test_what_is_no_sign_of_a_number_is_looked_for(typed: str) -> None:
    assert words_asked(typed) == fold(typed).split()


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


SEEN_FORMATS = set(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
) | {chr(code) for code in range(0x13430, 0x13440)}
"""Signs of Arabic, Syriac, Kaithi and hieroglyphs that Unicode calls formats and that are drawn."""

FORMATS = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"} - SEEN_FORMATS
SELECTORS = {chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x180E))}
FILLERS = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
INVISIBLE = sorted(FORMATS | SELECTORS | FILLERS)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Zl", "Zp"]), max_size=40))
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    ordinary = "".join(char for char in text if char not in SELECTORS | FILLERS)
    assert clean(ordinary) == ordinary


@pytest.mark.parametrize("place", ["{}", "Ana{}", "{}Ana", "A{}na", " {} "])
def test_two_names_that_look_alike_are_alike(place: str) -> None:
    assert {clean(place.format(char)) for char in INVISIBLE} == {place.format("")}


@given(st.text(st.sampled_from([*INVISIBLE, " ", "\t", "\n", "\u00a0", "\u3000", "\x00"]), max_size=8))
def test_what_nobody_sees_says_nothing(text: str) -> None:
    assert said(text) == ""


@given(st.text(max_size=20))
def test_what_is_seen_is_said_as_it_is_kept(text: str) -> None:
    assert said(text) in {clean(text), ""}
    assert said(text) or not clean(text).strip()


@pytest.mark.parametrize("drawn", ["❤\ufe0f", "👩🏽\u200d💻", "🏳\ufe0f\u200d🌈", "☎\ufe0e 2 2345 6789"])
def test_a_drawing_keeps_what_joins_its_parts(drawn: str) -> None:
    assert clean(drawn) == drawn


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


@given(st.text(max_size=40), st.integers(2, 40))
def test_what_is_cut_off_is_seen_to_be_missing(text: str, most: int) -> None:
    found = shortened(text, most)
    assert len(found) <= most
    assert found == text or (found.endswith(("…", "…»")) and text.startswith(found.rpartition("…")[0]))


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("Renovar «Convenio anual con el Centro de la Mujer»", 40, "Renovar «Convenio anual con el Centro…»"),
        ("Renovar «Convenio» y avisar a la unidad", 30, "Renovar «Convenio» y avisar…"),
        ("Renovar «Convenio anual»", 11, "Renovar…"),
        ("Uno, dos y tres", 6, "Uno…"),
        ("Otorrinolaringología", 10, "Otorrino…"),
        ("Plan de igualdad", 16, "Plan de igualdad"),
    ],
)
def test_a_cut_ends_with_a_word_and_closes_what_it_leaves_open(text: str, most: int, shown: str) -> None:
    assert shortened(text, most) == shown
