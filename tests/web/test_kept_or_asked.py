"""A page made of what was kept is the page that whoever asks everything anew would get.

Read by people of two towns and of several units in turn, between work that is done, taken back or that fails
at its commit, changes of the ground, and midnights.
"""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
import time_machine
from sqlalchemy import event, update

from sello.accounts.models import Institution, Unit
from sello.core import changes
from sello.core.changes import Kept
from sello.core.db import db, scope_to
from sello.core.house import Word
from sello.cycles.models import Answer
from sello.evidence.models import Evidence
from sello.tasks.models import Task
from sello.web import path as way
from tests import builders
from tests.cycles import builders as cycles
from tests.tasks import cast

PAGES = ("/", "/mi-cola", "/requerimientos", "/tareas", "/unidades", "/planificacion/", "/nivel")
WHO = ("secretary", "head", "authority", "auditor", "secretary of another town", "head of another town")
SECRET = re.compile(r'(name="csrf_token"[^>]*value|content)="[^"]*"')
"""What is another at each view: the token of a form."""

BETWEEN = (
    *("ground", "work", "taken back", "fails at its commit", "evidence", "midnight", "answers", "evidence"),
    *("house", "work"),
)
"""What happens between two rounds of looks, in one town and then in the other."""


class Broken(Exception):
    """The commit does not come to its end."""


def work(town, number: int) -> None:
    db.session.execute(update(Task).values(title=f"Informe {number}"))


def ground(town, number: int) -> None:
    change = update(Unit).where(Unit.id == town.units.personas)
    db.session.execute(change.values(name=f"Personas {number}"))


def evidence(town, number: int) -> None:
    db.session.execute(update(Evidence).values(valid_until=builders.TODAY + timedelta(days=30 + number)))


def answers(town, number: int) -> None:
    """Personas' requirement stands, the other is as nobody had said anything of it."""
    db.session.execute(update(Answer).where(Answer.validated.is_(None)).values(declared=None))


def house(town, number: int) -> None:
    """One of two towns whose paths are equal calls what is asked by another word, and keeps other days."""
    if number % 2 == 0:
        change = update(Institution).where(Institution.id == town.institution.id)
        db.session.execute(change.values(word=Word.REQUISITO, zone="Pacific/Kiritimati"))


WRITES = {"ground": ground, "evidence": evidence, "answers": answers, "house": house}


def written(town, how: str, number: int) -> None:
    """Change something of a town in one of the ways; a commit that fails has counted already."""
    session = db.session()
    scope_to(session, town.institution.id)
    WRITES.get(how, work)(town, number)
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
    with time_machine.travel(builders.NOW, tick=False):
        browsers = dict(zip(WHO, map(client_for, people), strict=True))
    now, told = builders.NOW, set()
    for turn, how in enumerate(BETWEEN):
        with time_machine.travel(now, tick=False):
            told |= {same_as_asked(browser, who, path) for who, browser in browsers.items() for path in PAGES}
            if how == "midnight":
                now += timedelta(days=1)
            else:
                written(towns[turn % 2], how, turn)
                written(towns[0], how, turn)
    assert {path for _who, path, status in told if status == 200} == set(PAGES)


def same_as_asked(browser, who: str, path: str) -> tuple[str, str, int]:
    """The page with what this process keeps, beside the one of a process that kept nothing."""
    found = page(browser, path)
    held = changes.stores.pop(db.engine, None)
    with patch.object(way, "drawings", way.drawings.__wrapped__):
        asked = page(browser, path)
    changes.stores[db.engine] = held or Kept()
    assert found == asked, (who, path)
    return who, path, found[0]
