"""Taking another edition and giving it back leaves every page as it was, and every event its own answer."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from sello.catalogue import editions as shipped
from sello.catalogue.queries.editions import requirement_ids
from sello.catalogue.service.editions import load_edition
from sello.core.db import db
from sello.core.trail.events import Event
from sello.cycles.domain.answers import Declaration
from sello.cycles.models import Answer
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.service.answers import assign, declare
from sello.cycles.service.cycles import CycleDraft, open_cycle
from sello.progress.service import validate
from sello.transfers.change_edition import service
from tests.builders import AT, NOW, Town
from tests.cycles import builders
from tests.evidence import cast as pieces
from tests.tasks import cast
from tests.tasks.cast import Course
from tests.web.test_routes import methods_of, rules

TELL_OF_IT = ["/catalogo/adopciones", "/informes/historial"]
"""The list of adoptions keeps the one that was undone, and the history tells of all."""

TOKEN = re.compile(r'(name="csrf_token"[^>]*value=)"[^"]*"')
BEST = {name: shipped.edition(name).scale.grades[-1].code for name in ("trabajo-40", "piloto-2018")}


@pytest.fixture(autouse=True)
def _a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@dataclass(frozen=True)
class Worked:
    """A cycle on the working edition with work on all of it, and the edition of 2018 to take."""

    cycle: CycleRow
    old: dict[str, int]
    after_id: int
    pieces: tuple[int, ...]
    tasks: tuple[int, ...]


@pytest.fixture
def worked(app: Flask, town: Town) -> Worked:
    """Answers to all forty, every third one backed, validated and noted, every fifth one asked of a unit."""
    secretary = town.people.secretary
    actor = secretary.actor()
    cycle = builders.cycle(actor, shipped.edition("trabajo-40"), target_level="oro")
    after_id = load_edition(shipped.edition("piloto-2018"), actor, now=NOW).edition_id
    old = requirement_ids(cycle.edition_id)
    course = Course(cycle.id, cycle.edition_id, {}, old)
    assign(actor, cycle.id, list(old.values())[::2], town.units.personas, now=NOW)
    handed, asked = [], []
    for n, (code, requirement_id) in enumerate(old.items()):
        said = Declaration(BEST["trabajo-40"], f"Relato {n}")
        declare(actor, cycle.id, requirement_id, said, version=1, now=NOW)
        if n % 3 == 0:
            piece = pieces.handed_in(
                app,
                secretary,
                course,
                code=code,
                unit_id=town.units.personas,
                content=f"Acta {n}".encode(),
                title=f"Acta {n}",
                valid_until=date(2027, 3, 1),
            )
            handed.append(pieces.accepted(secretary, piece))
            validate(actor, cycle.id, requirement_id, said.declared, note=f"Nota {n}", version=2, at=AT)
        if n % 5 == 0:
            asked.append(
                cast.ask(
                    actor,
                    town.units.dideco,
                    cycle_id=cycle.id,
                    requirement_ids=(requirement_id,),
                    title=f"Enviar {n}",
                )
            )
    db.session.commit()
    return Worked(cycle, old, after_id, tuple(handed), tuple(asked))


def opened(app: Flask, client: FlaskClient, worked: Worked) -> dict[str, str]:
    """Every page without an id, each requirement's, each piece's and each task's; tokens of forms apart."""
    plain = [rule.rule for rule in rules(app) if "GET" in methods_of(rule) and not rule.arguments]
    addresses = [
        *(address for address in plain if address not in {"/healthz", "/readyz", "/salir"}),
        *(f"/requerimientos/{number}" for number in worked.old.values()),
        *(f"/evidencia/{number}" for number in worked.pieces),
        *(f"/tareas/{number}" for number in worked.tasks),
        f"/ciclos/{worked.cycle.id}",
    ]
    found = {address: client.get(address) for address in addresses}
    return {
        address: TOKEN.sub(r"\1", answer.text)
        for address, answer in found.items()
        if answer.mimetype == "text/html"
    }


def test_every_page_is_as_it_was(
    app: Flask, town: Town, worked: Worked, client_for: Callable[..., FlaskClient]
) -> None:
    client = client_for(town.people.secretary)
    before = opened(app, client, worked)
    assert len(before) > 80
    number = service.adopt(worked.cycle.id, worked.after_id, town.people.secretary.actor(), now=NOW)
    work_there(town, worked)
    db.session.commit()
    there = opened(app, client, worked)
    assert there["/nivel"] != before["/nivel"]
    service.undo(number, town.people.secretary.actor(), now=NOW)
    db.session.commit()
    after = opened(app, client, worked)
    assert [address for address in before if after[address] != before[address]] == TELL_OF_IT


def work_there(town: Town, worked: Worked) -> None:
    """Answer what only the other edition asks: these answers go when the adoption is undone."""
    actor = town.people.secretary.actor()
    new = requirement_ids(worked.after_id)
    fresh = db.session.scalars(
        select(Answer).where(Answer.cycle_id == worked.cycle.id, Answer.version == 1)
    ).all()
    assert fresh
    for row in fresh:
        assert row.requirement_id in new.values()
        said = Declaration(BEST["piloto-2018"], "Dicho allá")
        declare(actor, worked.cycle.id, row.requirement_id, said, version=1, now=NOW)


def test_no_event_tells_of_another_answer(town: Town, worked: Worked) -> None:
    """Ids of answers that went are never given again; those that came back have their own."""
    actor = town.people.secretary.actor()
    before = dict(db.session.execute(select(Answer.requirement_id, Answer.id)).all())
    number = service.adopt(worked.cycle.id, worked.after_id, actor, now=NOW)
    work_there(town, worked)
    service.undo(number, actor, now=NOW)
    assert dict(db.session.execute(select(Answer.requirement_id, Answer.id)).all()) == before
    told = db.session.scalar(select(func.max(Event.entity_id)).where(Event.entity == "answer"))
    assert told is not None
    assert told > max(before.values())
    draft = CycleDraft("Otro", "oro", date(2027, 1, 1))
    other = open_cycle(actor, worked.cycle.edition_id, draft, now=NOW)
    first = db.session.scalar(select(func.min(Answer.id)).where(Answer.cycle_id == other))
    assert first is not None
    assert first > told
