"""Nobody is shown a door that is closed to her: no link, no anchor, no button that can only be refused."""

from __future__ import annotations

import pytest
import time_machine
from sqlalchemy import delete, select

from sello.accounts.domain.access import digest
from sello.accounts.domain.actor import Role
from sello.accounts.models import Person, SignIn
from sello.core import clock
from sello.core.db import db, everywhere
from sello.demo import loader
from sello.duties.models import DutyDate
from sello.duties.queries import duty as duties
from sello.duties.service import writing
from sello.register.domain import InitiativeKind
from sello.register.models import InitiativeUnit
from sello.register.service import initiatives, linking
from sello.tasks.domain.due import DueKind, Term
from sello.tasks.models import Task
from sello.tasks.service.assigning import TaskDraft
from tests import builders
from tests.conftest import Browser
from tests.tasks import cast
from tests.web.doors import Offers, Walk

PEOPLE = {
    "secretaria@penalolen.example": Role.SECRETARIAT,
    "finanzas@penalolen.example": Role.UNIT_HEAD,
    "dideco@penalolen.example": Role.UNIT_HEAD,
    "personas@penalolen.example": Role.UNIT_HEAD,
    "migrantes@penalolen.example": Role.CONTRIBUTOR,
    "autoridad@penalolen.example": Role.AUTHORITY,
    "auditora@evaluacion.example": Role.AUDITOR,
}
"""Somebody of each role; heads of two units with others below them, and of one without."""

MET = {"cycles.requirement", "evidence.index", "evidence.piece", "catalogue.requirement"}
"""Pages that everybody comes to, if the walk goes anywhere."""


def browser_of(app, email: str) -> Browser:
    with everywhere():
        row = db.session.execute(select(Person.id, Person.institution_id).where(Person.email == email)).one()
        said = {"token_hash": digest(email), "created_at": clock.now(), "last_change_at": clock.now()}
        whose = {"person_id": row.id, "institution_id": row.institution_id}
        db.session.add(SignIn(**said, **whose, expires_at=builders.FAR))
        db.session.commit()
    browser = Browser(app, app.response_class)
    with browser.session_transaction() as session:
        session["sign_in"] = email
        session.permanent = True
    return browser


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # which doors open is not the database's
def test_nobody_of_the_town_is_shown_a_closed_door(app, settings):
    """One load serves every walk: it plays a whole history, which takes seconds."""
    closed = []
    with time_machine.travel(builders.NOW, tick=False):
        loader.load(now=builders.NOW, config=settings)
        for email, role in PEOPLE.items():
            walk = Walk(app, browser_of(app, email), role)
            closed += [f"{email}: {each}" for each in dict.fromkeys(walk.closed())]
            assert walk.seen >= MET, email
    assert closed == [], "\n".join(closed)


def test_what_a_page_offers_is_read_as_a_browser_reads_it():
    page = """
      <a href="/a?x=1#y">a</a><a href="#there">b</a><a>none</a><img src="/picture"><p id="there"></p>
      <form action="/find?old=1#list"><input type="hidden" name="k" value="v"><input name="q"></form>
      <form method="post"><button>x</button><button formaction="/other">y</button></form>
    """
    offers = Offers(page, "/here?z=1")
    assert offers.links == ["/a?x=1#y", "/here?z=1#there", "/picture", "/find?k=v#list"]
    assert offers.buttons == ["/here?z=1", "/other"]
    assert "there" in offers.ids


@pytest.fixture
def office(town):
    """An initiative of two units, of which the first is asked; what it owes is another's work."""
    course = cast.course()
    secretary, units = town.people.secretary.actor(), town.units
    said = initiatives.InitiativeDraft(
        name="Oficina de Migrantes",
        kind=InitiativeKind.OFFICE,
        unit_ids=frozenset({units.migrantes, units.personas}),
        feeds=((course.requirements["1.1.1"], ""),),
    )
    made = initiatives.create(secretary, said, at=builders.AT)
    db.session.commit()
    return made


def doors_of(browser: Browser, path: str) -> set[str]:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return {link.partition("#")[0] for link in Offers(answer.text, path).links}


def test_a_conversation_with_one_of_its_units_is_no_door_for_the_other(town, office, client_for):
    with time_machine.travel(builders.NOW, tick=False):
        secretary = client_for(town.people.secretary)
        secretary.post(f"/registro/{office}/pedir", data={"purpose": "missing"})
        (task,) = db.session.scalars(select(Task))
        seen = {
            who: f"/tareas/{task.id}"
            in doors_of(client_for(getattr(town.people, who)), f"/registro/{office}")
            for who in ("secretary", "head", "other_head")
        }
        opens = {
            who: client_for(getattr(town.people, who)).get(f"/tareas/{task.id}").status_code == 200
            for who in seen
        }
    assert seen == opens
    assert set(seen.values()) == {True, False}


def test_a_duty_leads_to_its_initiative_and_its_task_only_those_to_whom_they_open(town, office, client_for):
    """It is owed by a unit of another's initiative, so that each may open one of the two."""
    secretary, units = town.people.secretary.actor(), town.units
    monthly = "FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20281231"
    said = writing.DutyDraft("Informe mensual", monthly, builders.TODAY, units.personas)
    duty = writing.create(secretary, office, said, at=builders.AT)
    due_on = duties.dates(duties.duty(duty, secretary.visibility), at=builders.AT)[0].due_on
    asked = TaskDraft(title="Enviar el informe", unit_id=units.personas, term=Term(DueKind.BUSINESS, days=5))
    task = linking.ask(secretary, office, asked, cycle_id=None, at=builders.AT)
    db.session.add(DutyDate(duty_id=duty, fell_on=due_on, due_on=due_on, task_id=task))
    db.session.execute(delete(InitiativeUnit).where(InitiativeUnit.unit_id == units.personas))
    db.session.commit()
    with time_machine.travel(builders.NOW, tick=False):
        for who, told in {
            "secretary": (True, True),
            "head": (False, True),
            "other_head": (True, False),
        }.items():
            browser = client_for(getattr(town.people, who))
            for page in (f"/obligaciones/{duty}", f"/obligaciones?anio={due_on.year}"):
                shown = doors_of(browser, page)
                assert (f"/tareas/{task}" in shown) is told[1], (who, page)
            assert (f"/registro/{office}" in doors_of(browser, f"/obligaciones/{duty}")) is told[0], who
            opens = [
                browser.get(path).status_code == 200 for path in (f"/registro/{office}", f"/tareas/{task}")
            ]
            assert tuple(opens) == told, who
