"""What was accepted for one framework is offered to the other, and taken with one click."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from sello.catalogue import editions
from sello.core.db import db
from sello.cycles.queries.cycles import CycleRow
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import EvidenceLink
from sello.evidence.queries.by_crosswalk import offered
from tests.builders import TODAY
from tests.cycles import builders as cycles


@pytest.fixture
def frameworks(town) -> tuple[CycleRow, CycleRow]:
    """A cycle of the Seal and one of the norm."""
    secretary = town.people.secretary.actor()
    seal = cycles.cycle(secretary, editions.edition("trabajo-40"), target_level="oro")
    norm = cycles.cycle(secretary, editions.edition("nch-3262"), name="Norma", target_level="certificacion")
    return seal, norm


def offers_for(town, cycle: CycleRow, code: str):
    visibility = town.people.secretary.actor().visibility
    return offered(cycle.id, cycles.ids(cycle)[code], visibility, today=TODAY)


def post(client, url: str):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/catalogo/").text)
    return client.post(url, data={"csrf_token": token.group(1)})


def test_accepted_evidence_is_offered_by_the_strongest_link(town, frameworks, statements):
    seal, norm = frameworks
    ids = cycles.ids(seal)
    same = cycles.evidence(seal, ids["3.2.1"], town.units.personas, title="Instructivo")
    part = cycles.evidence(seal, ids["3.2.2"], town.units.personas, title="Campaña")
    visibility, requirement = town.people.secretary.actor().visibility, cycles.ids(norm)["7.B.1"]
    with statements() as seen:
        found = offered(norm.id, requirement, visibility, today=TODAY)
    assert len(seen) == 3
    assert [(one.id, one.code, one.kind.value) for one in found] == [
        (same, "3.2.1", "igual"),
        (part, "3.2.2", "en parte"),
    ]
    assert offers_for(town, norm, "4.A.1") == ()


@pytest.mark.parametrize(
    "values",
    [
        {"state": EvidenceState.SUBMITTED},
        {"state": EvidenceState.RETURNED},
        {"valid_until": TODAY - timedelta(days=1)},
    ],
)
def test_what_is_not_accepted_or_not_in_force_is_not_offered(town, frameworks, values):
    seal, norm = frameworks
    cycles.evidence(seal, cycles.ids(seal)["3.2.1"], town.units.personas, **values)
    assert offers_for(town, norm, "7.B.1") == ()


def test_the_same_serves_both_ways_and_a_part_only_one(town, frameworks):
    seal, norm = frameworks
    cycles.evidence(norm, cycles.ids(norm)["7.B.1"], town.units.personas)
    assert [one.code for one in offers_for(town, seal, "3.2.1")] == ["7.B.1"]
    assert offers_for(town, seal, "3.2.2") == ()


def test_an_offered_piece_is_taken_with_one_click(town, frameworks, client_for):
    seal, norm = frameworks
    piece = cycles.evidence(seal, cycles.ids(seal)["3.2.1"], town.units.personas, title="Instructivo")
    requirement = cycles.ids(norm)["7.B.1"]
    client = client_for(town.people.secretary)
    url = f"/catalogo/ofrecidas/{norm.id}/{requirement}"
    assert url in client.get(f"/requerimientos/{requirement}?ciclo={norm.id}").text
    assert "Instructivo" in client.get(url).text
    assert post(client, f"{url}/{piece}").status_code == 303
    linked = select(EvidenceLink.evidence_id).where(EvidenceLink.requirement_id == requirement)
    assert db.session.scalars(linked).all() == [piece]
    assert "No hay evidencia que ofrecer" in client.get(url).text


@pytest.mark.parametrize("who", ["authority", "auditor"])
def test_who_hands_nothing_in_is_offered_nothing(town, frameworks, client_for, who):
    _, norm = frameworks
    url = f"/catalogo/ofrecidas/{norm.id}/{cycles.ids(norm)['7.B.1']}"
    client = client_for(getattr(town.people, who))
    assert client.get(url).status_code == 403
    assert post(client, f"{url}/1").status_code == 403


def test_another_unit_finds_nothing(town, frameworks, client_for):
    seal, norm = frameworks
    piece = cycles.evidence(seal, cycles.ids(seal)["3.2.1"], town.units.personas)
    url = f"/catalogo/ofrecidas/{norm.id}/{cycles.ids(norm)['7.B.1']}"
    client = client_for(town.people.other_head)
    assert client.get(url).status_code == 404
    assert post(client, f"{url}/{piece}").status_code == 404
    assert client_for(town.people.secretary).get(f"{url}/{piece}").status_code == 405
