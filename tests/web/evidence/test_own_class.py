"""One file with personal data leaves the others of its batch as open as they are; a person says so."""

import re

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.evidence.domain.details import Classification
from sello.evidence.models import Evidence
from sello.files import queries, service
from sello.files.examining.findings import Examination, Finding, Kind
from tests.builders import NOW
from tests.evidence import cast
from tests.files import samples

TITLES = ("Acta", "Nómina", "Ficha")


@pytest.fixture
def batch(app, town):
    """Three papers: one names nobody, one has RUN, one tells of somebody's health."""
    head = town.people.head
    ids = [cast.received(app, head, samples.pdf(title), name=f"{title}.pdf") for title in TITLES]
    found = ((), ("run",), ("run", "salud"))
    for each, kinds in zip(queries.pending(head.person_id, ids), found, strict=True):
        told = Examination(tuple(Finding(Kind.PERSONAL, 1, kind) for kind in kinds))
        service.note_examination(each.received.sha256, told, now=NOW)
    db.session.commit()
    return ids


def chosen(page, name):
    """Which option of a select, or which radio, is chosen."""
    select_of = re.search(rf'<select[^>]*name="{name}".*?</select>', page, re.DOTALL)
    if select_of:
        return re.findall(
            r'<option[^>]*selected[^>]*value="([^"]*)"|value="([^"]*)"[^>]*selected', select_of[0]
        )
    return re.findall(rf'name="{name}"[^>]*value="([^"]*)"[^>]*checked|checked[^>]*name="{name}"', page)


def test_each_is_proposed_its_own(client_for, town, batch):
    page = client_for(town.people.head).get("/evidencia/entregar").text
    own = ["".join(part for pair in chosen(page, f"files-{n}-own_class") for part in pair) for n in range(3)]
    assert own == ["", "reservada", "secreta"]
    assert (
        "publica"
        in re.search(
            r'name="classification"[^>]*checked[^>]*>|checked[^>]*name="classification"[^>]*>', page
        )[0]
    )


@pytest.mark.parametrize(
    ("own", "common", "kept"),
    [
        (("", "reservada", "secreta"), "no", ("publica", "reservada", "secreta")),
        (("", "", ""), "no", ("publica", "publica", "publica")),
        (("publica", "", ""), "si", ("publica", "reservada", "reservada")),
    ],
)
def test_what_is_said_of_one_holds_for_it_alone(client_for, town, cycle, batch, own, common, kept):
    said = {
        "unit_id": town.people.head.unit_id,
        "requirements": [cycle.requirements["1.1.1"]],
        "personal_data": common,
        "classification": "publica",
    }
    for number, (upload, title) in enumerate(zip(batch, TITLES, strict=True)):
        said |= {f"files-{number}-upload_id": upload, f"files-{number}-title": title}
        said |= {f"files-{number}-type": "acta", f"files-{number}-own_class": own[number]}
    assert client_for(town.people.head).post("/evidencia/entregar", data=said).status_code == 303
    rows = db.session.execute(
        select(Evidence.classification, Evidence.personal_data).order_by(Evidence.id)
    ).all()
    assert [row.classification.value for row in rows] == list(kept)
    assert [row.personal_data for row in rows] == [each != Classification.PUBLIC.value for each in kept]


def test_an_unknown_class_is_refused(client_for, town, cycle, batch):
    said = {"files-0-upload_id": batch[0], "files-0-title": "Acta", "files-0-type": "acta"}
    said |= {"unit_id": town.people.head.unit_id, "requirements": [cycle.requirements["1.1.1"]]}
    said |= {"personal_data": "no", "classification": "publica", "files-0-own_class": "abierta"}
    assert client_for(town.people.head).post("/evidencia/entregar", data=said).status_code == 422
    assert db.session.scalars(select(Evidence)).all() == []
