"""A page made of what was kept is the page that whoever asks everything anew would get.

Read by people of two towns and of several units in turn, between work that is done, taken back or that fails
at its commit, changes of the ground, and midnights.
"""

import re
from datetime import timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, update

from sello.accounts.models import Unit
from sello.core import changes
from sello.core.changes import Kept
from sello.core.db import db, scope_to
from sello.tasks.models import Task
from tests import builders
from tests.cycles import builders as cycles
from tests.tasks import cast

PAGES = (
    "/",
    "/requerimientos",
    "/evidencia",
    "/mi-cola",
    "/tareas",
    "/tareas/tablero",
    "/registro",
    "/nivel",
    "/planificacion/",
    "/personas",
    "/unidades",
    "/informes/autoridad",
)
WHO = ("secretary", "head", "authority", "auditor", "secretary of another town", "head of another town")
SECRET = re.compile(r'(name="csrf_token"[^>]*value|content)="[^"]*"')
"""What is another at each view: the token of a form."""

LOOK = st.tuples(st.sampled_from(WHO), st.sampled_from(PAGES))
WRITE = st.sampled_from(["work", "ground", "taken back", "fails at its commit", "midnight"])


class Broken(Exception):
    """The commit does not come to its end."""


def work(town, number: int) -> None:
    db.session.execute(update(Task).values(title=f"Informe {number}"))


def ground(town, number: int) -> None:
    change = update(Unit).where(Unit.id == town.units.personas)
    db.session.execute(change.values(name=f"Personas {number}"))


def written(town, how: str, number: int) -> None:
    """Change something of a town in one of the ways; a commit that fails has counted already."""
    session = db.session()
    scope_to(session, town.institution.id)
    (ground if how == "ground" else work)(town, number)
    if how == "taken back":
        session.rollback()
        return
    if how != "fails at its commit":
        session.commit()
        return

    def breaks(_session: object) -> None:
        raise Broken

    event.listen(session, "before_commit", breaks)
    try:
        with pytest.raises(Broken):
            session.commit()
    finally:
        event.remove(session, "before_commit", breaks)
        session.rollback()


def page(browser, path: str) -> tuple[int, str]:
    answer = browser.get(path)
    return answer.status_code, SECRET.sub("", answer.text)


def test_what_was_kept_is_what_would_be_found(app, town, client_for):
    other = builders.town("Otra Municipalidad")
    towns = (town, other)
    with time_machine.travel(builders.NOW, tick=False):
        for each in towns:
            scope_to(db.session(), each.institution.id)
            cycles.half_answered(each)
            cast.ask(each.people.secretary.actor(), each.units.personas)
            db.session.commit()
    people = [
        *(getattr(town.people, who) for who in WHO[:4]),
        other.people.secretary,
        other.people.head,
    ]
    browsers = dict(zip(WHO, map(client_for, people), strict=True))
    told, turn = set(), 0

    @given(steps=st.lists(st.one_of(LOOK, LOOK, WRITE), max_size=12))
    @settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def steps_in_turn(steps) -> None:
        nonlocal turn
        now = builders.NOW
        for step in steps:
            turn += 1
            with time_machine.travel(now, tick=False):
                if step == "midnight":
                    now += timedelta(days=1)
                elif isinstance(step, str):
                    written(towns[turn % 2], step, turn)
                else:
                    told.add(same_as_asked(browsers[step[0]], *step))

    steps_in_turn()
    assert len({who for who, _path, _status in told}) == len(WHO)
    assert {status for *_who, status in told} <= {200, 302, 303, 403, 404}


def same_as_asked(browser, who: str, path: str) -> tuple[str, str, int]:
    """The page with what this process keeps, beside the one of a process that kept nothing."""
    found = page(browser, path)
    held = changes.stores.pop(db.engine, None)
    asked = page(browser, path)
    changes.stores[db.engine] = held or Kept()
    assert found == asked, (who, path)
    return who, path, found[0]
