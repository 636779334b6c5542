"""What is done near midnight bears the day that the institution's clocks show, also when they change.

The instance is Santiago's; the institutions are in Chile's three zones. Santiago and Easter Island change
their clocks on the nights of these weeks (22:00 on the island), Punta Arenas never does.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from sqlalchemy import select, update

from sello.accounts.domain.actor import Role, Visibility
from sello.accounts.models import Institution, Person
from sello.accounts.queries import identity
from sello.core.db import db
from sello.core.jobs import Work
from sello.core.mail.outbox import OUTBOX
from sello.core.moment import Moment
from sello.cycles.domain.answers import Declaration
from sello.cycles.models import Cut
from sello.cycles.service.answers import assign, declare
from sello.cycles.service.cycles import release
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceVersion
from sello.files.store.disk import Store
from sello.level.state import Reading
from sello.progress.board import board
from sello.progress.standing import standing
from sello.reminders.jobs import remind
from sello.reminders.models import Reminder
from sello.reports import jobs as report_jobs
from sello.reports.models import Report
from sello.reports.service import readiness
from sello.tasks.models import Task
from sello.web.filters import unbroken
from tests.cycles import builders
from tests.reminders import cast as reminders
from tests.tasks import cast as tasks

ZONES = ("America/Santiago", "Pacific/Easter", "America/Punta_Arenas")
NIGHTS = (
    datetime(2026, 4, 4, 23, 30),  # noqa: DTZ001 - what a clock on the wall shows
    datetime(2026, 4, 5, 0, 30),  # noqa: DTZ001
    datetime(2026, 9, 5, 23, 30),  # noqa: DTZ001
    datetime(2026, 9, 6, 0, 30),  # noqa: DTZ001
)
EARLY = datetime(2026, 2, 2, 15, tzinfo=UTC)
ALL = Visibility(units=None)
DAY = timedelta(days=1)


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, town) -> str:
    """The zone of the town, which is not always the instance's."""
    db.session.execute(update(Institution).values(zone=request.param))
    db.session.commit()
    return str(request.param)


@pytest.fixture(params=NIGHTS, ids=str)
def night(request: pytest.FixtureRequest, zone: str) -> Iterator[Moment]:
    """Half an hour before or after a midnight of the town, which the machine's clock shows too."""
    now = request.param.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    with time_machine.travel(now, tick=False):
        yield Moment(now, zone)


@pytest.fixture
def day(request: pytest.FixtureRequest, night: Moment) -> date:
    """The day that the clock on the town's wall shows."""
    del night
    return request.node.callspec.params["night"].date()


@pytest.fixture
def cycle(town):
    """A cycle since February in which Personas owns two requirements and answered one of them."""
    secretary = town.people.secretary.actor()
    made = builders.cycle(secretary)
    ids = builders.ids(made)
    assign(secretary, made.id, [ids["1.1.1"], ids["1.1.2"]], town.units.personas, now=EARLY)
    declare(secretary, made.id, ids["1.1.1"], Declaration("yes", "Hay un decreto."), version=1, now=EARLY)
    release(secretary, made.id, now=EARLY)
    db.session.commit()
    return made


def piece(cycle, town, **values) -> int:
    made = builders.evidence(cycle, builders.ids(cycle)["1.1.1"], town.units.personas, **values)
    db.session.execute(update(Evidence).values(created_at=EARLY, submitted_at=EARLY))
    db.session.commit()
    return made


def written(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def state(cycle, night: Moment, code: str = "1.1.1"):
    return standing(cycle, at=night).states[code]


def sent(answer) -> None:
    assert answer.status_code == 303


def test_a_validation_and_the_last_movement(town, cycle, night, day, client_for):
    piece(cycle, town, accepted_at=EARLY)
    client = client_for(town.people.secretary)
    page = f"/requerimientos/{builders.ids(cycle)['1.1.1']}"
    sent(client.post(f"{page}/validacion", data={"v-decision": "yes", "v-version": "2"}))
    assert state(cycle, night).validated_on == day
    before, after = (
        standing(cycle, as_of=one, at=night).assess(Reading.VALIDATED, one) for one in (day - DAY, day)
    )
    assert (before.score.met, after.score.met) == (0, 1)
    (unit,) = [one for one in board(ALL, Reading.VALIDATED, at=night).units if one.name == "Personas"]
    assert unit.last == day
    assert re.findall(r'<td class="nowrap">(\d\d-\d\d-\d{4})', client.get("/").text)[0] == written(day)
    assert written(day) in client.get(f"/requerimientos?unidad={town.units.personas}").text


def test_an_external_decision(town, cycle, night, day, client_for):
    piece(cycle, town, accepted_at=EARLY)
    db.session.execute(update(Person).values(access_until=None))
    db.session.commit()
    page = f"/requerimientos/{builders.ids(cycle)['1.1.1']}/decision"
    sent(client_for(town.people.auditor).post(page, data={"d-decision": "yes", "d-version": "2"}))
    assert state(cycle, night).external_on == day


def test_an_acceptance_and_what_it_replaces(town, cycle, night, day, client_for):
    old = piece(cycle, town, accepted_at=EARLY, title="Decreto de antes")
    new = piece(cycle, town, state=EvidenceState.SUBMITTED, title="Decreto nuevo")
    db.session.get_one(Evidence, new).replaces_id = old
    client = client_for(town.people.secretary)
    sent(client.post(f"/revision/{new}/aceptar", data={"version": "1"}))
    facts = {fact.id: fact for fact in state(cycle, night).evidence}
    assert (facts[old].superseded_on, facts[new].accepted_on) == (day, day)
    assert [fact.id for fact in facts.values() if fact.counts_on(day)] == [new]
    assert [fact.id for fact in facts.values() if fact.counts_on(day - DAY)] == [old]


def test_a_return_is_dated_on_the_page_and_in_the_report(town, cycle, night, day, client_for):
    given = piece(cycle, town, state=EvidenceState.SUBMITTED)
    client = client_for(town.people.secretary)
    wanted = {"version": "1", "remark": "Falta la firma.", "parts": "file"}
    sent(client.post(f"/revision/{given}/devolver", data=wanted))
    assert f"{night.local(night.now):%d-%m-%Y %H:%M}" in client.get(f"/evidencia/{given}").text
    assert [line.made_on for line in readiness(cycle.id, ALL, as_of=day, at=night).remarks] == [day]
    assert readiness(cycle.id, ALL, as_of=day - DAY, at=night).remarks == ()


def test_the_receipt_of_a_file(town, cycle, night, client_for):
    given = piece(cycle, town, state=EvidenceState.SUBMITTED)
    db.session.execute(update(EvidenceVersion).values(uploaded_at=night.now))
    page = client_for(town.people.head).get(f"/evidencia/{given}").text
    assert f"{night.local(night.now):%d-%m-%Y %H:%M}" in page


def test_a_cut_is_proposed_and_made_for_today(town, cycle, night, day, client_for):
    client, page = client_for(town.people.secretary), f"/ciclos/{cycle.id}/cortes"
    assert f'value="{day.isoformat()}"' in client.get(page).text
    assert client.post(page, data={"name": "Mañana", "as_of": (day + DAY).isoformat()}).status_code == 422
    sent(client.post(page, data={"name": "Hoy", "as_of": day.isoformat()}))
    assert db.session.scalars(select(Cut.as_of)).all() == [day]


def test_a_report_is_proposed_for_today(town, cycle, night, day, client_for):
    page = client_for(town.people.secretary).get("/informes/preparacion").text
    assert f'name="fecha" type="date" value="{day.isoformat()}"' in page


def test_a_task_is_made_today_and_its_days_are_counted_from_it(town, cycle, night, day, client_for):
    client = client_for(town.people.secretary)
    asked = {"title": "Enviar el acta", "unit_id": town.units.personas, "priority": "normal", "version": "0"}
    sent(answer := client.post("/tareas/nueva", data=asked | {"due_kind": "business", "days": "1"}))
    task = db.session.scalars(select(Task)).one()
    assert task.due_on == night.calendar.add_business_days(day, 1)
    assert f"<dd>{unbroken(written(day))}" in client.get(answer.location).text
    late = client.post("/tareas/nueva", data=asked | {"due_kind": "date", "due_on": (day - DAY).isoformat()})
    assert late.status_code == 422


def test_a_task_is_late_from_the_day_after(town, cycle, night, day, client_for):
    secretary = town.people.secretary.actor()
    for due_on in (day - DAY, day):
        tasks.ask(secretary, town.units.personas, due_on=due_on, title=f"Vence el {due_on}")
    db.session.commit()
    page = client_for(town.people.secretary).get("/tareas?espera=atrasadas").text
    assert f"Vence el {day - DAY}" in page
    assert f"Vence el {day}" not in page
    assert "1 tarea atrasada" in client_for(town.people.secretary).get("/").text


def test_an_account_is_open_until_its_last_day_ends_there(town, night, day, client_for):
    for last_day, status in ((day, 200), (day - DAY, 303)):
        db.session.execute(update(Person).values(access_until=last_day))
        db.session.commit()
        assert client_for(town.people.auditor).get("/mi-cuenta").status_code == status


def test_a_substitute_acts_on_her_days_there(town, night, day):
    head, other = town.people.head, town.people.contributor
    instance = night.there("America/Santiago")
    for first, last, role in (
        (day, day, Role.UNIT_HEAD),
        (day - DAY, day - DAY, Role.CONTRIBUTOR),
        (day + DAY, day + DAY, Role.CONTRIBUTOR),
    ):
        absence = {"substitute_id": other.id, "substitute_from": first, "substitute_until": last}
        db.session.execute(update(Person).where(Person.id == head.id).values(**absence))
        found = identity.signed_in(other.token, at=instance)
        assert (found.actor.role, found.at) == (role, night)


@pytest.mark.parametrize("monday", [date(2026, 4, 6), date(2026, 9, 7)], ids=str)
def test_a_reminder_is_of_its_towns_day_and_hour(town, settings, zone, monday):
    """It is written from half past eight there, and useful until a midnight there."""
    reminders.tasks(town, [monday + DAY], town.people.contributor.id, created_at=EARLY)
    at = Moment(datetime.combine(monday, time(8, 30), ZoneInfo(zone)), zone)
    for now, told in ((at.now - timedelta(minutes=1), 0), (at.now, 1)):
        db.session.rollback()
        assert remind(Work(settings, now))["mails"] == told
    (row,) = db.session.execute(select(Reminder.point, Reminder.due_on)).all()
    assert row == (monday, monday + DAY)
    (until,) = db.session.execute(select(OUTBOX.c.not_after)).scalars()
    assert at.local(until).time() == time(0)


@pytest.mark.parametrize("monday", [date(2026, 4, 6), date(2026, 9, 7)], ids=str)
@pytest.mark.parametrize(("minutes", "late"), [(-30, False), (30, True)])
def test_a_task_made_after_midnight_never_had_the_notice_of_the_day_before(
    town, settings, zone, monday, minutes, late
):
    """Friday's sweep was missed: on Monday its notices reach what there was when Friday ended there.

    What came after gets the notice of the step that it is in, of the day on which it came.
    """
    friday = monday - 3 * DAY if monday.month == 9 else monday - 4 * DAY  # Good Friday is a day of rest
    here = Moment(datetime.combine(monday, time(10), ZoneInfo(zone)), zone)
    before = here.then(here.start_of(friday - DAY) + timedelta(hours=12))
    remind(Work(settings, before.now))
    due_on = here.calendar.add_business_days(friday, 5)
    made = here.end_of(friday) + timedelta(minutes=minutes)
    reminders.tasks(town, [due_on], town.people.contributor.id, created_at=made)
    assert remind(Work(settings, here.now))["mails"] == 1
    point = db.session.scalars(select(Reminder.point)).one()
    assert (point > friday) == late, point


@pytest.mark.parametrize(
    ("wall", "month"),
    [
        (datetime(2026, 8, 31, 23, 30), "2026-08"),  # noqa: DTZ001 - what a clock on the wall shows
        (datetime(2026, 9, 1, 0, 30), "2026-09"),  # noqa: DTZ001
    ],
)
def test_the_monthly_report_is_of_its_towns_month_and_day(
    app, town, cycle, settings, zone, tmp_path, monkeypatch, wall, month
):
    monkeypatch.setitem(app.extensions, "sello.store", Store(tmp_path / "evidence"))
    work = Work(settings, wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC))
    assert report_jobs.monthly(work) == {"reports": 1}
    made = db.session.execute(select(Report.month, Report.as_of)).all()
    assert made == [(month, wall.date())]
