"""The list and the page of evidence: what each reader sees, filters, pages, constant costs."""

from datetime import timedelta

import pytest

from sello.core.db import db
from sello.evidence.service import releasing
from tests.builders import NOW, TODAY
from tests.evidence import cast
from tests.evidence.bulk import many


@pytest.fixture
def pieces(app, town, cycle):
    """One piece of Personas, one of Migrantes, accepted; one of DIDECO, expired and accepted."""
    people = town.people
    made = {
        "personas": cast.handed_in(
            app, people.head, cycle, title="Política de Igualdad", document_number="1200/46"
        ),
        "migrantes": cast.handed_in(app, people.contributor, cycle, code="1.2.2", title="Acta de la mesa"),
        "dideco": cast.handed_in(
            app, people.other_head, cycle, title="Convenio vencido", valid_until=TODAY - timedelta(days=30)
        ),
    }
    for name in ("migrantes", "dideco"):
        cast.accepted(people.secretary, made[name])
    db.session.commit()
    return made


TITLES = {"personas": "Política de Igualdad", "migrantes": "Acta de la mesa", "dideco": "Convenio vencido"}


def seen(page):
    return {name for name, title in TITLES.items() if title in page.text}


class TestIndex:
    @pytest.mark.usefixtures("pieces")
    @pytest.mark.parametrize(
        ("who", "sees"),
        [
            ("secretary", {"personas", "migrantes", "dideco"}),
            ("authority", {"personas", "migrantes", "dideco"}),
            ("head", {"personas"}),
            ("other_head", {"migrantes", "dideco"}),
            ("contributor", {"migrantes"}),
            ("auditor", set()),
        ],
    )
    def test_each_sees_her_branch(self, town, client_for, who, sees):
        page = client_for(getattr(town.people, who)).get("/evidencia")
        assert page.status_code == 200
        assert seen(page) == sees

    @pytest.mark.usefixtures("pieces")
    @pytest.mark.parametrize(
        ("query", "sees"),
        [
            ("texto=politica", {"personas"}),
            ("texto=1200/46", {"personas"}),
            ("texto=100%25", set()),
            ("estado=accepted", {"migrantes", "dideco"}),
            ("estado=inventado", {"personas", "migrantes", "dideco"}),
            ("tipo=acta", set()),
            ("vigencia=vencida", {"dideco"}),
            ("vigencia=vigente", {"personas", "migrantes"}),
            ("unidad={units.migrantes}", {"migrantes"}),
            ("requerimiento={requirement}", {"migrantes"}),
            ("unidad=x", {"personas", "migrantes", "dideco"}),
        ],
    )
    def test_filters(self, town, client_for, cycle, query, sees):
        address = query.format(units=town.units, requirement=cycle.requirements["1.2.2"])
        assert seen(client_for(town.people.secretary).get(f"/evidencia?{address}")) == sees

    @pytest.mark.usefixtures("pieces")
    def test_search_does_not_cross_the_branch(self, town, client_for):
        page = client_for(town.people.other_head).get("/evidencia?texto=politica")
        assert seen(page) == set()
        assert "Ninguna evidencia con estos filtros" in page.text

    def test_an_empty_list_says_what_to_do(self, town, client_for):
        assert "Suba el primer documento" in client_for(town.people.head).get("/evidencia").text

    def test_pages_go_on_and_back(self, town, client_for, cycle):
        many(town, cycle, 120)
        client = client_for(town.people.secretary)
        first = client.get("/evidencia").text
        assert first.count("<tr>") == 51
        assert "Pieza 120" in first
        assert "Pieza 70<" not in first
        assert "120 evidencias" in first
        second = client.get(_link(first, "next")).text
        assert "Pieza 70<" in second
        third = client.get(_link(second, "next")).text
        assert third.count("<tr>") == 21
        assert 'rel="next"' not in third
        back = client.get(_link(third, "prev")).text
        assert "Pieza 70<" in back
        assert "Pieza 120" in client.get(_link(back, "prev")).text

    def test_it_costs_the_same_however_many_there_are(self, town, client_for, cycle, statements):
        client = client_for(town.people.secretary)
        many(town, cycle, 5)
        with statements() as few:
            client.get("/evidencia")
        many(town, cycle, 1500)
        with statements() as lots:
            page = client.get("/evidencia")
        assert len(lots) == len(few) <= 12
        assert "Más de 1.000 evidencias" in page.text

    def test_only_get(self, town, client_for):
        assert client_for(town.people.secretary).post("/evidencia").status_code == 405


def _link(page, rel):
    before = page.split(f'rel="{rel}" href="')[1]
    return before.split('"')[0].replace("&amp;", "&")


class TestPiece:
    def test_it_shows_what_it_is_and_its_hash(self, town, client_for, pieces):
        page = client_for(town.people.head).get(f"/evidencia/{pieces['personas']}")
        assert page.status_code == 200
        for words in ("1200/46", "Huella SHA-256", "En revisión", "1.1.1", "Jefatura de unidad"):
            assert words in page.text

    @pytest.mark.parametrize(
        ("who", "status"), [("other_head", 404), ("contributor", 404), ("auditor", 404), ("authority", 200)]
    )
    def test_who_may_open_it(self, town, client_for, pieces, who, status):
        client = client_for(getattr(town.people, who))
        assert client.get(f"/evidencia/{pieces['personas']}").status_code == status

    def test_an_auditor_opens_what_was_released(self, town, client_for, pieces):
        releasing.release(town.people.secretary.actor(), pieces["dideco"], now=NOW)
        db.session.commit()
        client = client_for(town.people.auditor)
        assert client.get(f"/evidencia/{pieces['dideco']}").status_code == 200
        assert client.get(f"/evidencia/{pieces['migrantes']}").status_code == 404
        assert seen(client.get("/evidencia")) == {"dideco"}

    def test_it_costs_a_constant_number_of_statements(self, town, client_for, pieces, statements):
        with statements() as seen_statements:
            client_for(town.people.secretary).get(f"/evidencia/{pieces['dideco']}")
        assert len(seen_statements) <= 15  # three of them for its class, its copies and what its text tells

    def test_what_does_not_exist(self, town, client_for):
        assert client_for(town.people.secretary).get("/evidencia/99999").status_code == 404
