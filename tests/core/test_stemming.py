"""Words that mean the same meet, others do not, and nothing that is typed breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.stemming import LEAST, begun, stem, stems_of, words_of

FAMILIES = [
    "capacitar capacitación capacitaciones capacitando capacitado capacitadas capacitador",
    "evaluar evaluación evaluaciones evaluado evaluada evaluadora",
    "decreto decretos Decreto DECRETOS",
    "trabajador trabajadora trabajadores trabajadoras trabajar",
    "procedimiento procedimientos",
    "igualdad igualdades",
    "mujer mujeres",
    "niña niñas NIÑA nina niño niños",
    "funcionaria funcionarias funcionario funcionarios",
    "acta actas",
    "ley leyes",
    "concejal concejales",
    "plan planes",
    "violencia violencias Violéncia",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_has_one_stem(family: str) -> None:
    assert len({tuple(stems_of(word)) for word in family.split()}) == 1


def test_families_do_not_meet() -> None:
    assert len({stems_of(family.split()[0])[0] for family in FAMILIES}) == len(FAMILIES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Decreto Alcaldicio N° 1.200/46", ["decreto", "alcaldicio", "no", "1200", "46"]),
        ("$ 12.345.678.-", ["12345678"]),
        ("requerimiento 1.1.2", ["requerimiento", "1", "1", "2"]),
        ("12.345.678-5", ["12345678", "5"]),
        ("capaci-\ntación anual", ["capacitacion", "anual"]),
        ("pre-natal", ["pre", "natal"]),
        ("covid19 12e5 0x1f", ["covid", "19", "12", "e", "5", "0", "x", "1", "f"]),
        ("«Ñuñoa» & Ltda. ½", ["nunoa", "ltda", "1", "2"]),
    ],
)
def test_the_words_of_a_text(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_what_stands_on_every_page_is_not_looked_for() -> None:
    assert stems_of("el plan de la comuna") == [stem("plan"), stem("comuna")]
    assert stems_of("de la") == []


@given(st.text())
def test_whatever_is_read_gives_plain_words(text: str) -> None:
    for one in stems_of(text):
        assert one
        assert one.isascii()
        assert one.isalnum()
        assert one == one.lower()


@given(st.from_regex(r"[a-z]{4,20}", fullmatch=True), st.integers(4, 20))
def test_a_word_that_is_being_written_may_become_itself(word: str, length: int) -> None:
    """However far it is written: by what it begins with, or by the stem that ends within it."""
    fragment, kept = word[:length], stem(word)
    assert kept.startswith(fragment) or kept in {stem(fragment), *begun(fragment)} or len(fragment) < LEAST
