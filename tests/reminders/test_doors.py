"""A mail that asks something of a unit carries a link for each task; only what was sent opens."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from sello.accounts.domain.actor import Role
from sello.core.db import db
from sello.core.jobs import Work
from sello.core.mail import sealing
from sello.core.mail.delivery import deliver_due
from sello.core.mail.outbox import OutboxMail
from sello.core.undo import GRACE, undo
from sello.reminders.domain.day import DayMail
from sello.reminders.domain.news import RULES, Aside, NewsKind
from sello.reminders.domain.recipients import Addressee
from sello.reminders.domain.schedule import Kind
from sello.reminders.service.by_hand import remind_now
from sello.reminders.service.day_letters import day_message
from sello.reminders.service.doors import ASKING, asked_by_news, task_of
from sello.reminders.service.letters import asked_by
from sello.reminders.service.passes import Pass
from sello.tasks.domain.door import HOLDS, KEPT
from sello.tasks.jobs import forget
from sello.tasks.models import TaskLink
from sello.web.tasks import by_link
from tests.progress.loop import Loop
from tests.reminders import test_letters as letters
from tests.reminders.test_by_hand import mails
from tests.reminders.test_news import news
from tests.smtp import postbox

BASE = "https://sello.comuna.example"
ADDRESS = re.compile(BASE + r"(/responder/[\w.-]+)")


def test_a_link_that_was_sent_opens_and_the_outbox_does_not(loop: Loop, app, browser) -> None:
    by_link.install(app)
    task_id = loop.ask("1.1.1")
    remind_now(loop.secretary.actor(), task_id, base_url=BASE, at=loop.at)
    db.session.commit()
    (mail,) = mails()
    (kept,) = set(ADDRESS.findall(mail.text))
    assert kept.endswith(sealing.UNSIGNED)
    assert browser.get(kept).status_code == 410
    with postbox() as box:
        tally = deliver_due(replace(box.settings(), secret=app.secret_key), now=loop.at.now + GRACE)
        assert tally.sent == 1
        (received,) = box.received
    bodies = [part.get_content() for part in received.walk() if part.get_content_maintype() == "text"]
    sent = {address for body in bodies for address in ADDRESS.findall(body)}
    assert len(bodies) == 2
    (there,) = sent
    with time_machine.travel(loop.at.now, tick=False):
        assert browser.get(there).status_code == 200
    assert there.rpartition(".")[2] not in mails()[0].text


def test_a_link_goes_with_the_reminder_that_is_taken_back(loop: Loop) -> None:
    task_id = loop.ask("1.1.1")
    _, done = remind_now(loop.secretary.actor(), task_id, base_url=BASE, at=loop.at)
    assert db.session.scalars(select(TaskLink.task_id)).all() == [task_id]
    assert done.id is not None
    undo(loop.secretary.actor(), done.id, now=loop.at.now)
    assert db.session.scalars(select(TaskLink.id)).all() == []
    assert db.session.scalars(select(OutboxMail.id)).all() == []


@pytest.mark.parametrize("kind", [Kind.DUE_SOON, Kind.OVERDUE, Kind.ESCALATED, Kind.EXPIRING])
def test_only_who_has_to_bring_something_is_given_links(kind: Kind) -> None:
    told = letters.letter(kind, 2)
    asked = [(to.person_id, task_id) for to, task_id in asked_by(told)]
    opens = {key: f"{BASE}/responder/{key[1]}" for key in asked}
    run = Pass(letters.PLACE, BASE, "secret", letters.AT)
    mail = day_message(DayMail(letters.READER, (told,)), run, letters.UNITS, week=None, doors=opens)
    expected = 2 if kind in (Kind.DUE_SOON, Kind.OVERDUE) else 0
    assert len(asked) == expected
    for body in (mail.text, mail.html):
        assert body.count("Responder sin contraseña") == expected
        assert len(set(re.findall(r"/responder/\d+", body))) == expected


@pytest.mark.parametrize("kind", NewsKind)
@pytest.mark.parametrize("works_in_a_unit", [True, False])
def test_news_that_ask_something_carry_a_link(kind: NewsKind, works_in_a_unit: bool) -> None:
    role = Role.CONTRIBUTOR if works_in_a_unit else Role.SECRETARIAT
    reader = Addressee(9, "Ana", "ana@comuna.example", True, None, None, None, role, 3)
    act = next(act for act, rule in RULES.items() if rule.kind is kind)
    told = replace(news(act, 1), thread="task.6")
    found = [task_id for _, task_id in asked_by_news(reader, [told])]
    assert found == ([6] if works_in_a_unit and kind in ASKING else [])
    assert [*asked_by_news(reader, [replace(told, thread="evidence.6")])] == []
    assert [*asked_by_news(reader, [replace(told, aside=Aside.TAKEN_AWAY)])] == []


def test_a_thread_of_a_task_is_told_from_others() -> None:
    assert (task_of("task.6"), task_of("evidence.6")) == (6, None)


def test_links_that_ended_long_ago_are_forgotten(loop: Loop, settings) -> None:
    task_id = loop.ask("1.1.1")
    remind_now(loop.secretary.actor(), task_id, base_url=BASE, at=loop.at)
    db.session.commit()
    for after, left in ((HOLDS + KEPT - timedelta(days=1), 1), (HOLDS + KEPT + timedelta(days=1), 0)):
        work = Work(now=loop.at.now + after, config=settings)
        assert forget(work) == {"links": 1 - left}
        assert len(db.session.scalars(select(TaskLink.id)).all()) == left
