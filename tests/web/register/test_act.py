"""The document of an act, uploaded from the page of its initiative through the one way in."""

import io
from html import unescape

import pytest

from sello.core.db import db
from sello.register.domain import ActKind, InitiativeKind
from sello.register.queries import initiative
from sello.register.service import initiatives
from tests.builders import AT, TODAY
from tests.files import samples
from tests.tasks import cast
from tests.web.pages import form_of


@pytest.fixture
def world(town):
    course = cast.course()
    said = initiatives.InitiativeDraft(
        name="Oficina",
        kind=InitiativeKind.OFFICE,
        unit_ids=frozenset({town.units.personas}),
        act_kind=ActKind.DECREE,
        feeds=((course.requirements["1.1.1"], ""),),
    )
    made = initiatives.create(town.people.secretary.actor(), said, at=AT)
    db.session.commit()
    return made


def link(client, made):
    page = client.get(f"/registro/{made}").text
    found = [part.split('"', 1)[0] for part in page.split('href="')[1:]]
    return next((unescape(each) for each in found if each.startswith("/evidencia/subir")), None)


def test_what_is_uploaded_from_the_page_is_the_document_of_its_act(town, world, client_for):
    client = client_for(town.people.secretary)
    sent = client.post(
        link(client, world), data={"files": (io.BytesIO(samples.pdf("Decreto")), "decreto.pdf")}
    )
    assert sent.status_code == 303
    page = unescape(client.get(sent.location).text)
    action = next(
        unescape(part.split('"', 1)[0])
        for part in client.get(sent.location).text.split('action="')[1:]
        if part.startswith("/evidencia/entregar")
    )
    fields = form_of(page, sent.location, action)
    fields |= {
        "files-0-title": ["Decreto de creación"],
        "files-0-type": [fields["files-0-type"][0] or "decree"],
        "unit_id": [str(town.units.personas)],
        "personal_data": ["no"],
    }
    handed = client.post(action, data=fields)
    assert handed.status_code == 303, handed.text
    (piece,) = initiative.evidence_of(world, town.people.secretary.actor())
    assert (piece.title, piece.is_act) == ("Decreto de creación", True)
    missing = initiative.detail(world, town.people.secretary.actor(), today=TODAY).row.missing
    assert "act_piece" not in {ask.value for ask in missing}
    assert "Decreto de creación</a>" in client.get(f"/registro/{world}").text


def test_who_only_reads_is_not_offered_it_and_another_units_is_not_found(town, world, client_for):
    contributor = client_for(town.people.contributor)
    assert link(contributor, world) is None
    assert contributor.get(f"/evidencia/subir?iniciativa={world}").status_code in {403, 404}
    assert client_for(town.people.other_head).get(f"/evidencia/subir?iniciativa={world}").status_code == 404
    assert client_for(town.people.secretary).get("/evidencia/subir?iniciativa=999999").status_code == 404
