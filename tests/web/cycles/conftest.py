"""A town with a cycle in which Personas owns 1.1.1 and DIDECO 1.1.2, on a fixed day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
import time_machine
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sello.core.db import db
from sello.cycles.domain.answers import Declaration
from sello.cycles.queries import cycles as cycle_queries
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.queries.requirement import AnswerDetail, find_answer
from sello.cycles.service.answers import assign, declare
from tests.builders import NOW, Town
from tests.cycles import builders

ClientFor = Callable[..., FlaskClient]


@dataclass(frozen=True)
class Ground:
    """A cycle and its requirements by code."""

    town: Town
    cycle: CycleRow
    ids: dict[str, int]

    def detail(self, code: str) -> AnswerDetail:
        """The answer as it is saved."""
        actor = self.town.people.secretary.actor()
        return find_answer(self.ids[code], self.cycle.id, actor.visibility)[1]

    def page(self, code: str) -> str:
        """The address of a requirement."""
        return f"/requerimientos/{self.ids[code]}"


@pytest.fixture(autouse=True)
def _a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ground(town: Town) -> Ground:
    """The cycle: Personas answered 1.1.1 with evidence, DIDECO has not answered 1.1.2."""
    actor = town.people.secretary.actor()
    cycle = builders.cycle(actor)
    ids = builders.ids(cycle)
    assign(actor, cycle.id, [ids["1.1.1"]], town.units.personas, now=NOW)
    assign(actor, cycle.id, [ids["1.1.2"]], town.units.dideco, now=NOW)
    declare(actor, cycle.id, ids["1.1.1"], Declaration("yes", "Hay un decreto."), version=1, now=NOW)
    builders.evidence(cycle, ids["1.1.1"], town.units.personas)
    db.session.commit()
    return Ground(town, cycle_queries.find(cycle.id), ids)


def follow(client: FlaskClient, answer: TestResponse) -> TestResponse:
    """Go where a form's answer sends the browser."""
    assert answer.status_code == 303, answer.text
    return client.get(answer.location)
