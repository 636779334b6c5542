"""The job: each institution on its own calendar, once, also after a fall half-way and for two at a time."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from sello.core.db import db, everywhere, scope_to
from sello.core.jobs import Work
from sello.duties import jobs
from sello.duties.models import DutyDate
from sello.duties.service import asking, writing
from sello.register.domain import InitiativeKind
from sello.register.service import initiatives
from sello.scheduler import JOBS, schedule
from sello.tasks.models import Task
from tests import builders
from tests.builders import AT, TODAY
from tests.tasks import cast


def owe(town, title, day):
    """A duty of a town that falls every month on a day, asked for three business days before."""
    scope_to(db.session(), town.institution.id)
    actor = town.people.secretary.actor()
    plan = initiatives.InitiativeDraft(
        name=title, kind=InitiativeKind.OFFICE, unit_ids=frozenset({town.units.migrantes})
    )
    said = writing.DutyDraft(
        title,
        f"FREQ=MONTHLY;BYMONTHDAY={day};UNTIL=20281231",
        TODAY,
        town.units.migrantes,
        lead_days=3,
    )
    return writing.create(actor, initiatives.create(actor, plan, at=AT), said, at=AT)


def run(settings, day):
    db.session.rollback()
    noon = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    done = jobs.ask(Work(settings, noon))
    db.session.remove()
    return done["asked"]


def titles():
    with everywhere():
        return list(db.session.scalars(select(Task.title).order_by(Task.id)))


def test_every_institution_is_asked_once(town, settings):
    other = builders.town("Otra municipalidad")
    for place, title in ((town, "Uno"), (other, "Dos")):
        cast_of(place)
        owe(place, title, 4)
    db.session.commit()
    assert [run(settings, date(2026, 11, day)) for day in (30, 30)] == [0, 0]
    assert [run(settings, date(2026, 12, 1)) for _ in range(3)] == [2, 0, 0]
    assert titles() == ["Uno: Uno (04-12-2026)", "Dos: Dos (04-12-2026)"]


def cast_of(place):
    scope_to(db.session(), place.institution.id)
    cast.course(version=str(place.institution.id))


def test_who_fell_half_way_goes_on_where_it_fell(town, settings, monkeypatch):
    cast_of(town)
    for title in ("Uno", "Dos", "Tres"):
        owe(town, title, 4)
    db.session.commit()
    wake, seen = asking.wake, []

    def falls(doer, duty_id, **values):
        asked = wake(doer, duty_id, **values)
        seen.append(duty_id)
        if len(seen) == 2:
            raise RuntimeError("the machine went off")
        return asked

    monkeypatch.setattr(asking, "wake", falls)
    with pytest.raises(RuntimeError):
        run(settings, date(2026, 12, 1))
    db.session.remove()
    assert len(titles()) == 1, "what was being asked for was taken back"
    assert run(settings, date(2026, 12, 1)) == 2
    assert len(titles()) == 3


def test_a_holiday_of_its_own_asks_sooner(town, settings):
    cast_of(town)
    owe(town, "Uno", 4)
    place = db.session.get_one(builders.Institution, town.institution.id)
    place.days_off = [["2026-12-03", "bridge", "Interferiado"]]
    db.session.commit()
    assert run(settings, date(2026, 11, 30)) == 1


def test_a_half_year_asleep_is_no_flood(town, settings):
    cast_of(town)
    for title in ("Uno", "Dos"):
        owe(town, title, 4)
    db.session.commit()
    assert run(settings, date(2027, 6, 21)) == 2
    assert sorted(titles()) == ["Dos: Dos (04-06-2027)", "Uno: Uno (04-06-2027)"]
    with everywhere():
        assert db.session.scalar(select(func.count()).select_from(DutyDate)) == 14
        assert set(db.session.scalars(select(Task.due_on))) == {date(2027, 6, 29)}, "five business days"


def test_the_scheduler_wakes_it():
    assert JOBS["duties"].act is jobs.ask
    assert "duties" in schedule()
