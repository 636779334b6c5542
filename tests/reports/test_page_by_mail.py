"""The authority's page goes by mail on the day that she chose, once, whoever is at work."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time, timedelta

import pypdfium2
import pytest
from flask import current_app
from hypothesis import given
from hypothesis import strategies as some

from sello.core.db import db, scope_to
from sello.core.jobs import Work
from sello.core.mail.outbox import OutboxMail
from sello.core.moment import Moment
from sello.reminders.domain.schedule import Weekday
from sello.reports import jobs
from sello.reports.mayor.by_mail import PageDay, page_day, read_day
from sello.reports.mayor.contents import mayor_page
from sello.reports.mayor.facts import read
from sello.reports.service import EVERYTHING, choose_page_day
from tests.builders import AT, NOW, TODAY
from tests.reports.rows import busy_cycle

ZONE, LONG_AGO = "America/Santiago", date(2020, 1, 1)
HALF_PAST_EIGHT = time(8, 30)


def at(day: date, hour: int, minute: int = 0) -> Moment:
    instant = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) + timedelta(hours=3)
    return Moment(instant, ZONE)  # in summer, three hours behind


MONDAYS = PageDay(Weekday.MONDAY, None, LONG_AGO)
FIFTHS = PageDay(None, 5, LONG_AGO)


@pytest.mark.parametrize(
    ("moment", "chosen", "day"),
    [
        (at(date(2026, 11, 23), 8, 29), MONDAYS, None),
        (at(date(2026, 11, 23), 8, 30), MONDAYS, date(2026, 11, 23)),
        (at(date(2026, 11, 26), 9), MONDAYS, date(2026, 11, 23)),  # missed, and due until its successor
        (at(date(2026, 11, 28), 9), MONDAYS, None),  # a Saturday
        (at(date(2026, 10, 12), 9), MONDAYS, None),  # Monday, a holiday …
        (at(date(2026, 10, 13), 9), MONDAYS, date(2026, 10, 12)),  # … moves to Tuesday
        (at(date(2026, 11, 23), 20, 1), MONDAYS, None),
        (at(date(2026, 12, 4), 9), FIFTHS, date(2026, 11, 5)),
        (at(date(2026, 12, 7), 9), FIFTHS, date(2026, 12, 5)),  # the fifth is a Saturday
        (at(date(2027, 1, 4), 9), FIFTHS, date(2026, 12, 5)),
        (at(date(2026, 11, 26), 9), PageDay(Weekday.MONDAY, None, date(2026, 11, 24)), None),
    ],
)
def test_which_day_is_due(moment, chosen, day):
    assert page_day(moment, chosen, send_at=HALF_PAST_EIGHT) == day


WORDS = [f"w{day.value}" for day in Weekday] + [f"m{n}" for n in range(1, 29)]


@given(some.sampled_from(WORDS), some.dates(date(2026, 10, 1), date(2027, 3, 1)))
def test_every_choice_is_due_once_in_its_span(word, start):
    chosen = read_day(word, since=LONG_AGO)
    assert chosen is not None
    assert chosen.word == word
    span = 7 if chosen.weekday is not None else 31
    days = {page_day(at(start + timedelta(n), 12), chosen, send_at=HALF_PAST_EIGHT) for n in range(span)}
    assert 1 <= len(days - {None}) <= 3


@pytest.mark.parametrize("word", ["", "w5", "m0", "m29", "w", "lunes"])
def test_what_stands_for_nothing_is_never(word):
    assert read_day(word, since=LONG_AGO) is None


def test_it_is_sent_once_and_is_the_whole_sheet(town, client_for):
    row = busy_cycle(town)
    choose_page_day(town.people.authority.actor(), "w0", seen="", at=AT)
    db.session.commit()

    def work(day: int) -> dict[str, int]:
        return jobs.authority_page(
            Work(current_app.extensions["sello"], datetime(2026, 11, day, 15, tzinfo=UTC))
        )

    assert [work(23), work(23), work(25), work(30)] == [{"pages": n} for n in (1, 0, 0, 1)]
    scope_to(db.session(), town.institution.id)
    mails = db.session.query(OutboxMail).order_by(OutboxMail.id).all()
    assert [mail.recipient for mail in mails] == [town.people.authority.email] * 2
    assert "http://localhost/informes/autoridad" in mails[0].text
    facts = read(row, EVERYTHING, as_of=TODAY, at=AT, name="", translate=str)
    page = mayor_page(facts, today=TODAY)
    for part in (page.level, page.gap, page.trend, page.ahead, *(each.text for each in page.risks)):
        assert part in mails[0].text
    assert mails[0].paper_name == "pagina-de-la-autoridad-2026-11-23.pdf"
    assert mails[0].paper is not None
    sheet = pypdfium2.PdfDocument(io.BytesIO(mails[0].paper))
    assert len(sheet) == 1
    written = " ".join(sheet[0].get_textpage().get_text_bounded().split())
    for each in (*page.risks, *page.decisions):
        assert each.text.removesuffix(".") in written, "as its mail says it, its codes behind"
    assert page.decisions
    client = client_for(town.people.authority)
    for line in page.decisions:
        place = f"/informes/autoridad/{line.decision.matter.key}/{line.decision.deed.value}"
        assert f"{line.text}\n   {line.decision.deed.label}: http://localhost{place}\n" in mails[0].text
        assert f'href="http://localhost{place}"' in mails[0].html
        assert client.get(place).status_code == 200
    shown = client_for(town.people.secretary).get(f"/recordatorios/correos/{mails[0].id}").text
    assert mails[0].paper_name in shown
    choose_page_day(town.people.authority.actor(), "", seen="w0", at=AT.then(NOW + timedelta(days=10)))
    db.session.commit()
    assert jobs.authority_page(
        Work(current_app.extensions["sello"], datetime(2026, 12, 7, 15, tzinfo=UTC))
    ) == {"pages": 0}
