"""Owners are proposed, corrected and kept; whoever saves over another's choice is told."""

from functools import partial

import pytest

from sello.core.db import db
from sello.cycles.models import Answer
from sello.web.paging import paged
from sello.web.start import owners
from tests.web.cycles.conftest import _a_monday, ground
from tests.web.pages import form_of

__all__ = ["_a_monday", "ground"]

PAGE = "/comenzar/responsables"


def rows(page: str) -> dict[str, list[str]]:
    return form_of(page, PAGE, PAGE)


def test_a_choice_is_kept_and_the_rest_stays(ground, client_for) -> None:
    client = client_for(ground.town.people.secretary)
    fields = rows(client.get(PAGE).text)
    before = {row.requirement_id: row.unit_id for row in db.session.query(Answer)}
    first = int(fields["rows-0-requirement_id"][0])
    dideco = ground.town.units.dideco
    wanted = fields | {"rows-0-unit_id": [str(dideco)]}
    for place in range(1, len(before)):
        wanted[f"rows-{place}-unit_id"] = fields[f"rows-{place}-seen"]
    assert client.post(PAGE, data=wanted).status_code == 303
    after = {row.requirement_id: row.unit_id for row in db.session.query(Answer)}
    assert after == before | {first: dideco}


def test_a_long_list_is_saved_page_by_page(ground, client_for, monkeypatch) -> None:
    client = client_for(ground.town.people.secretary)
    assert client.post(PAGE, data=rows(client.get(PAGE).text)).location == "/comenzar"
    monkeypatch.setattr(owners, "paged", partial(paged, size=2))
    second = f"{PAGE}?pagina=2"
    assert client.post(second, data=form_of(client.get(second).text, second, second)).location == second


def test_another_persons_choice_is_not_saved_over(ground, client_for) -> None:
    client = client_for(ground.town.people.secretary)
    fields = rows(client.get(PAGE).text)
    first = int(fields["rows-0-requirement_id"][0])
    answer = db.session.query(Answer).filter_by(requirement_id=first).one()
    answer.unit_id = ground.town.units.migrantes
    db.session.commit()
    refused = client.post(PAGE, data=fields | {"rows-0-unit_id": [str(ground.town.units.dideco)]})
    assert refused.status_code == 409
    assert "Otra persona guardó cambios" in refused.text
    assert (
        db.session.query(Answer).filter_by(requirement_id=first).one().unit_id == ground.town.units.migrantes
    )


@pytest.mark.parametrize("raw", ["no", "-1", "9" * 30])
def test_what_no_page_showed_is_refused_and_nothing_changes(ground, client_for, raw) -> None:
    client = client_for(ground.town.people.secretary)
    fields = rows(client.get(PAGE).text)
    before = {row.requirement_id: row.unit_id for row in db.session.query(Answer)}
    sent = fields | {"rows-0-seen": [raw], "rows-0-unit_id": [str(ground.town.units.dideco)]}
    assert client.post(PAGE, data=sent).status_code in {409, 303}
    after = {row.requirement_id: row.unit_id for row in db.session.query(Answer)}
    assert before[1] is None or after == before


@pytest.mark.parametrize("who", ["head", "contributor", "authority", "auditor"])
def test_only_the_secretariat(ground, client_for, who) -> None:
    client = client_for(getattr(ground.town.people, who))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE).status_code == 403


def test_without_a_cycle_there_is_nothing_to_own(town, client_for) -> None:
    assert client_for(town.people.secretary).get(PAGE).status_code == 404
