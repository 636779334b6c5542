"""What is found of persons in a text, what is not, and that it is told without being said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.files.detecting import findings
from sello.files.detecting.detector import MOST, detect, on_pages
from sello.files.detecting.findings import Kind, masked
from tests.bench.personal import scored
from tests.files.detecting.corpus import held_out, tuning

TOLD = [
    ("RUN 12.531.909-2", {Kind.RUN}),
    ("12531909-2", {Kind.RUN}),
    ("12.531.909-3", set()),
    ("Proveedor 76.086.428-5", set()),
    ("ana.soto@correo.example", {Kind.EMAIL}),
    ("oirs@penalolen.example", set()),
    ("Celular +56 9 8765 4321", {Kind.PHONE}),
    ("Mesa central 2 2486 8000", set()),
    ("domiciliada en Av. Grecia 1234", {Kind.ADDRESS}),
    ("Municipalidad, Av. Grecia 8735", set()),
    ("cuenta corriente N° 12345678", {Kind.ACCOUNT}),
    ("cuenta 215-22-08-999", set()),
    ("Ana Soto denunció acoso laboral", {Kind.COMPLAINT}),
    ("La municipalidad denunció el convenio", set()),
    ("Ana Soto usa licencia médica", {Kind.HEALTH}),
    ("Charla sobre licencia médica", set()),
    ("Ana Soto Rojas, relatora, expone sobre violencia", set()),
    ("Ana Soto sufre violencia de su pareja", {Kind.VIOLENCE}),
    ("Ana Soto es lesbiana", {Kind.ORIENTATION}),
    ("Ana Soto es de nacionalidad peruana", {Kind.ORIGIN}),
    ("1. Ana Soto\n2. Luis Rojas\n3. Rosa Díaz\n4. Juan Pérez", {Kind.PEOPLE}),
    ("1. Ana Soto\n2. Luis Rojas", set()),
    ("Plaza Juana Rojas y calle Pedro Soto, con violencia en el entorno", set()),
]


@pytest.mark.parametrize(("text", "kinds"), TOLD)
def test_each_kind_is_told_where_it_stands(text, kinds):
    assert {place.kind for place in detect(text)} == kinds


def test_what_is_told_is_quoted_without_being_said():
    text = "Solicita Ana Soto Rojas; RUN 12.531.909-2, correo ana.soto@correo.example, por violencia."
    found = on_pages([(3, text)])
    assert {each.kind for each in found} >= {Kind.RUN, Kind.EMAIL, Kind.VIOLENCE}
    for each in found:
        assert each.page == 3
        assert not {"12.531.909-2", "Soto", "soto"} & set(each.quoted.replace("@", " ").split())
        assert "531" not in each.quoted
        assert "Rojas" not in each.quoted, "a name that is not told itself is masked beside what is"
    assert findings.read(findings.kept(found)) == found


def test_a_kind_of_before_is_left_out():
    assert findings.read([["rostro", 1, "x"], ["run", 2, "1•"]])[0].kind is Kind.RUN


@given(st.text(max_size=400))
def test_a_mask_keeps_the_length_and_no_second_letter(text):
    said = masked(text)
    assert len(said) == len(text)
    assert masked(said) == said or "•" in said


@given(st.text(alphabet="Aa ñ1.-@\n,;€9", max_size=600))
def test_any_text_is_looked_at_and_places_lie_in_it(text):
    places = detect(text)
    assert len(places) <= MOST
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert list(places) == sorted(places, key=lambda place: (place.start, place.kind.value))


def test_on_made_documents_the_rules_do_as_is_stated():
    """`docs/measurements.md` states the figures; these are the floors under them."""
    tuned, fresh = scored(tuning()), scored(held_out())
    assert all(precision >= 0.9 and recall >= 0.95 for _, precision, recall in tuned.values()), tuned
    assert fresh["run"][1:] == (1.0, 1.0)
    assert fresh["page"][1] >= 0.8
    assert fresh["page"][2] >= 0.9
