"""Near spellings: what was probably meant, and nothing where nothing is near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.spelling import nearest
from sello.core.text import fold

KNOWN = [
    "Protocolo contra la violencia de género",
    "Capacitación en corresponsabilidad, año 2025",
    "Política de Igualdad 2024–2028",
    "Acta de la comisión",
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("violensia", "violencia"),
        ("Violensia", "violencia"),
        ("politca", "política"),
        ("capasitacion", "capacitación"),
        ("corresponsavilidad", "corresponsabilidad"),
        ("protocolo violensia", "protocolo violencia"),
        ("jenero 2025", "género 2025"),
        ("violencia", None),
        ("violen", None),
        ("arte", None),
        ("xyzxyz", None),
        ("2052", None),
        ("de", None),
        ("", None),
    ],
)
def test_the_nearest_words_are_offered(typed: str, meant: str | None) -> None:
    assert nearest(typed, KNOWN) == meant


NAMES = ["Marcela Ñancupil Soto", "Ana María Díaz", "Oficina de la Mujer"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("marcella", "Marcela"),
        ("MARSELA soto", "Marcela Soto"),
        ("maria diaz ofisina", "María Díaz Oficina"),
        ("nancupill", "Ñancupil"),
        ("marcela", None),
        ("Díaz", None),
    ],
)
def test_names_are_offered_as_they_are_written(typed: str, meant: str | None) -> None:
    assert nearest(typed, NAMES, names=True) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ofisina", "oficina"),  # the capital of the sentence is not the word's
        ("maipuu", "Maipú"),
        ("sernameg convenyo", "SERNAMEG convenio"),
        ("informee", "informe"),
    ],
)
def test_a_capital_within_a_text_belongs_to_the_word(typed: str, meant: str | None) -> None:
    known = ["Oficina de Maipú", "SERNAMEG: el convenio", "Informe final", "Otro informe"]
    assert nearest(typed, known) == meant


@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=8))
def test_what_is_offered_is_made_of_known_words_and_differs(typed: str, known: list[str]) -> None:
    found = nearest(typed, known)
    if found is None:
        return
    assert found != fold(typed)
    held = fold(*known)
    assert all(fold(word) in held or word in fold(typed).split() for word in found.split())


@given(st.sampled_from(["violencia", "corresponsabilidad", "capacitación", "protocolo"]), st.data())
def test_one_wrong_letter_is_forgiven(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    other = data.draw(st.sampled_from("abcdeimnoprstz"))
    typed = data.draw(
        st.sampled_from([word[:place] + other + word[place + 1 :], word[:place] + word[place + 1 :]])
    )
    assert nearest(typed, KNOWN) in {word, None}
    assert nearest(typed, KNOWN) == word or any(fold(typed) in fold(each) for each in " ".join(KNOWN).split())
