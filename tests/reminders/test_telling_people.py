"""Who acts for somebody, who does not any more, and who goes on with a unit's things is told, once."""

from datetime import date, timedelta

import pytest

from sello.accounts.models import Person, Unit
from sello.accounts.service.people import set_substitute
from sello.accounts.service.units import end_unit
from sello.config import Config
from sello.core.db import db
from sello.reminders import jobs
from tests.builders import TODAY
from tests.progress.loop import Loop
from tests.reminders.test_telling import _mails, loop, quiet, told

__all__ = ["loop"]  # fixture

FIRST, LAST = TODAY + timedelta(days=2), TODAY + timedelta(days=9)


def replaced(loop: Loop, by: int | None, first: date | None = FIRST, last: date | None = LAST) -> None:
    """The secretariat says who acts for the head."""
    absent = db.session.get_one(Person, loop.town.people.head.id)
    actor = loop.secretary.actor()
    set_substitute(actor, absent.id, by, first, last, version=absent.version, now=loop.at.now)


def test_a_substitute_is_told_for_whom_and_until_when(loop: Loop, settings: Config) -> None:
    quiet(loop, settings)
    replaced(loop, loop.unit.id)
    assert told(loop, settings, after=9) == []
    (mail,) = told(loop, settings, after=1)
    days = "del 25-11-2026 al 02-12-2026"
    assert mail == ("diego.dideco", f"Usted subroga, {days}, a esta persona: Paula Personas")
    last = _mails()[-1]
    for text in (last.text, last.html):
        assert days in text
        assert "/mi-cola" in text
        assert "Sara Secretaria" in text
    assert told(loop, settings, after=60) == []
    assert told(loop, settings, after=60 * 24, job=jobs.remind) == []


def test_only_what_holds_is_told(loop: Loop, settings: Config) -> None:
    quiet(loop, settings)
    contributor = loop.town.people.contributor
    replaced(loop, contributor.id)
    replaced(loop, loop.unit.id, last=LAST + timedelta(days=1))
    replaced(loop, loop.unit.id)
    replaced(loop, loop.unit.id)
    mails = told(loop, settings, after=10)
    assert [to for to, _ in mails if to == "diego.dideco"] == ["diego.dideco"]
    assert "al 02-12-2026" in dict(mails)["diego.dideco"]


def test_who_is_relieved_is_told_and_who_follows_too(loop: Loop, settings: Config) -> None:
    replaced(loop, loop.unit.id)
    quiet(loop, settings)
    replaced(loop, loop.town.people.contributor.id, first=LAST, last=LAST)
    assert sorted(told(loop, settings, after=10)) == [
        ("diego.dideco", "Ya no subroga a esta persona: Paula Personas"),
        ("mario.migrantes", "Usted subroga, el 02-12-2026, a esta persona: Paula Personas"),
    ]
    replaced(loop, None, None, None)
    assert told(loop, settings, after=10) == [
        ("mario.migrantes", "Ya no subroga a esta persona: Paula Personas")
    ]


@pytest.mark.parametrize("days", [(TODAY - timedelta(days=9), TODAY - timedelta(days=8))])
def test_what_is_over_is_no_news(loop: Loop, settings: Config, days: tuple[date, date]) -> None:
    quiet(loop, settings)
    replaced(loop, loop.unit.id, *days)
    replaced(loop, None, None, None)
    assert told(loop, settings, after=10) == []


def test_who_names_herself_is_not_told(loop: Loop, settings: Config) -> None:
    quiet(loop, settings)
    replaced(loop, loop.secretary.id)
    assert told(loop, settings, after=10) == []


def test_who_goes_on_with_a_unit_is_told(loop: Loop, settings: Config) -> None:
    quiet(loop, settings)
    ended = db.session.get_one(Unit, loop.town.units.migrantes)
    end_unit(
        loop.secretary.actor(),
        ended.id,
        successor_id=loop.town.units.personas,
        day=TODAY,
        version=ended.version,
        at=loop.at,
    )
    ((to, subject),) = told(loop, settings, after=10)
    assert to == "paula.personas"
    assert subject.startswith("Termina el 23-11-2026, y una unidad a su cargo sigue con lo suyo: ")
    assert "/mi-cola" in _mails()[-1].text
    assert told(loop, settings, after=60 * 24, job=jobs.remind) == []
