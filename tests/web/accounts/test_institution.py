"""The institution's own page: what it changes is seen by everybody, what it refuses changes nothing."""

import io
import re

import pytest

from sello.accounts.models import Institution, Signatory
from sello.core.db import db
from sello.core.house import Word
from sello.core.logo import Logo
from tests.files import samples
from tests.web.pages import form_of

PAGE = "/institucion"


@pytest.fixture
def secretary(town, client_for):
    return client_for(town.people.secretary)


def filled(client, **changes):
    return form_of(client.get(PAGE).text, PAGE, PAGE) | changes


def save(client, **changes):
    if "logo" in changes:
        content, name = changes["logo"]
        changes = changes | {"logo": (io.BytesIO(content), name)}
    return client.post(PAGE, data=filled(client, **changes), content_type="multipart/form-data")


def place(town) -> Institution:
    return db.session.get_one(Institution, town.institution.id)


def test_what_is_saved_is_seen_on_every_page_by_everybody(town, secretary, client_for) -> None:
    answer = save(
        secretary,
        name="Municipalidad de Otra Parte",
        light="#0b6259",
        word="requisito",
        **{"signers-0-name": "Alma Alcaldesa", "signers-0-post": "Alcaldesa"},
        logo=(samples.MAKERS["png"](), "logo.png"),
    )
    assert answer.status_code == 303
    assert "Municipalidad de Otra Parte" in client_for(town.people.auditor).get("/evaluacion").text
    for person in (town.people.secretary, town.people.head, town.people.authority):
        page = client_for(person).get("/").text
        assert "Municipalidad de Otra Parte" in page
        assert ">Requisitos</a>" in page
        assert "Requerimientos" not in page
        sheet = re.search(r'href="(/institucion/colores[^"]+)"', page)
        picture = re.search(r'src="(/institucion/logo[^"]+)"', page)
        assert sheet
        assert picture
        colours, drawn = client_for(person).get(sheet[1]), client_for(person).get(picture[1])
        assert "--house: #0b6259" in colours.text
        assert colours.mimetype == "text/css"
        assert drawn.data.startswith(b"\x89PNG")
        assert "immutable" in drawn.headers["Cache-Control"]
        assert "Set-Cookie" not in drawn.headers
    assert [row.name for row in db.session.query(Signatory)] == ["Alma Alcaldesa"]
    assert place(town).house_dark, "made of the other"


def test_to_whom_people_write_about_their_data_is_kept(town, secretary) -> None:
    assert save(secretary, data_contact="Delegada de Datos, datos@sello.example").status_code == 303
    assert place(town).data_contact == "Delegada de Datos, datos@sello.example"
    assert "Delegada de Datos" in secretary.get(PAGE).text
    assert save(secretary, data_contact="x" * 201).status_code == 422
    assert save(secretary, data_contact="").status_code == 303
    assert place(town).data_contact == ""


@pytest.mark.parametrize("field", ["name", "data_contact", "signers-0-name", "signers-0-post"])
def test_what_no_letter_can_show_is_named_and_not_kept(town, secretary, field) -> None:
    before = place(town).name
    refused = save(
        secretary, **{"signers-0-name": "Alma", "signers-0-post": "Alcaldesa", field: "Datos 😀 平等 ✓"}
    )
    assert refused.status_code == 422
    assert "no se puede imprimir: «😀平等»" in refused.text
    assert (place(town).name, place(town).data_contact) == (before, "")


def test_ours_stays_where_nothing_was_chosen(town, secretary, browser) -> None:
    assert "/institucion/logo.png?" not in secretary.get("/").text
    assert "/institucion/colores" not in secretary.get("/").text
    assert secretary.get("/institucion/logo.png").status_code == 404
    assert secretary.get("/institucion/colores.css").status_code == 404
    assert browser.get("/institucion/logo.png").status_code == 303


@pytest.mark.parametrize("who", ["head", "contributor", "authority", "auditor"])
def test_only_the_secretariat_opens_it(town, client_for, who) -> None:
    client = client_for(getattr(town.people, who))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, data={"name": "Otra"}).status_code == 403
    assert client.get("/comenzar").status_code == 403
    assert place(town).name == town.institution.name


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"light": "#ffcc00"}, "se lee mal sobre fondo claro"),
        ({"light": "#4a2377", "dark": "#202020"}, "se lee mal sobre fondo oscuro"),
        ({"light": "rojo"}, "Escriba el color con seis cifras"),
        ({"light": "#4a2377;}body{display:none"}, "Escriba el color|a lo más"),
        ({"name": ""}, "Este campo es obligatorio"),
        ({"word": "cosa"}, "Elija una opción|no está en la lista"),
        ({"zone": "Europe/Madrid"}, "Elija una opción|no está en la lista"),
        ({"logo": (b"<svg/>", "logo.svg")}, "expórtelo como PNG"),
        ({"logo": (b"hola", "logo.png")}, "no sirve como logo"),
    ],
)
def test_what_is_refused_changes_nothing_and_keeps_what_was_typed(town, secretary, changes, said) -> None:
    answer = save(secretary, **({"name": "Con otro nombre"} | changes))
    assert answer.status_code == 422
    assert re.search(said, answer.text)
    assert changes.get("name") == "" or "Con otro nombre" in answer.text
    assert (place(town).name, place(town).version) == (town.institution.name, 1)
    assert db.session.query(Logo).count() == 0


def test_a_colour_that_is_refused_names_one_that_is_taken(town, secretary) -> None:
    refused = save(secretary, light="#ffcc00").text
    nearest = re.search(r"El más parecido que sirve es (#[0-9a-f]{6})", refused)
    assert nearest
    assert save(secretary, light=nearest[1]).status_code == 303
    assert place(town).house_light == nearest[1]


def test_a_logo_goes_again(town, secretary) -> None:
    save(secretary, logo=(samples.MAKERS["png"](), "logo.png"))
    assert db.session.query(Logo).count() == 1
    save(secretary, name="Solo el nombre")
    assert db.session.query(Logo).count() == 1, "another change leaves it"
    save(secretary, without_logo="y")
    assert db.session.query(Logo).count() == 0
    assert place(town).logo_sha256 == ""


def test_whoever_signs_is_taken_off_by_an_empty_name(town, secretary) -> None:
    save(secretary, **{"signers-0-name": "Alma", "signers-0-post": "Alcaldesa"})
    save(secretary, **{"signers-1-name": "Berta", "signers-1-post": "Administradora"})
    assert [row.name for row in db.session.query(Signatory).order_by(Signatory.place)] == ["Alma", "Berta"]
    save(secretary, **{"signers-0-name": ""})
    assert [(row.place, row.name) for row in db.session.query(Signatory)] == [(1, "Berta")]


def test_the_same_again_is_no_change(town, secretary) -> None:
    save(secretary, word="requisito")
    save(secretary)
    assert (place(town).version, place(town).word) == (2, Word.REQUISITO)
