"""What became of each mail, in words that are true; one that came back shows where it can be mended."""

from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from sello.accounts.models import Person
from sello.cli import main
from sello.core.db import db, scope_to
from sello.core.jobs import Work
from sello.core.mail.message import MailState, Message, message_id
from sello.core.mail.outbox import OutboxMail, enqueue
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.progress.nobodys import LATELY, nobodys
from sello.reminders import jobs
from sello.reminders.domain.schedule import Kind
from sello.reminders.queries.diligence import Result, diligence
from sello.reminders.service.returned import Taken, take_notice
from sello.reports.diligence.document import told as said_of
from tests.builders import AT, NOW
from tests.core.mail.test_returned import notice
from tests.reminders import cast

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONDAY = date(2026, 11, 23)


@pytest.fixture
def mail(town):
    """Queue a mail to Mario and let it come as far as it is told."""

    def make(state=MailState.SENT, **values) -> OutboxMail:
        scope_to(db.session(), town.institution.id)
        mario = town.people.contributor
        key = f"k{len(db.session.scalars(select(OutboxMail.id)).all())}"
        enqueue(
            Message(mario.email, mario.name, "Plazo", "", "", "due-soon", key, person_id=mario.id), now=NOW
        )
        row = db.session.scalars(select(OutboxMail).where(OutboxMail.dedupe_key == key)).one()
        row.state, row.sent_at = state, NOW if state is MailState.SENT else None
        for name, value in values.items():
            setattr(row, name, value)
        db.session.commit()
        return row

    return make


def proof(town):
    scope_to(db.session(), town.institution.id)
    return diligence([town.people.contributor.id], at=AT.then(NOW + 9 * HOUR))


def dsn(row: OutboxMail, recipient: str, **values) -> bytes:
    identity = message_id(row.id, row.created_at, "comuna.example")
    return notice(identity=identity, recipient=f"Final-Recipient: rfc822; {recipient}", **values)


@pytest.mark.parametrize(
    ("state", "result"),
    [
        (MailState.WAITING, Result.WAITING),
        (MailState.CLAIMED, Result.WAITING),
        (MailState.HANDED, Result.WAITING),
        (MailState.SENT, Result.ACCEPTED),
        (MailState.UNCONFIRMED, Result.UNCONFIRMED),
        (MailState.REFUSED, Result.REFUSED),
        (MailState.GIVEN_UP, Result.REFUSED),
        (MailState.WITHDRAWN, Result.WITHDRAWN),
    ],
)
def test_each_state_is_told_as_what_is_known_of_it(town, mail, state, result):
    mail(state)
    (row,) = proof(town).rows
    assert row.result is result
    assert "recibido" not in row.result.label


def test_a_mail_that_came_back_is_told_once_with_what_was_said(town, mail):
    row = mail()
    data = dsn(row, town.people.contributor.email.upper())
    assert take_notice(data, now=NOW + HOUR) is Taken.NOTED
    assert take_notice(data, now=NOW + 2 * HOUR) is Taken.KNOWN
    (told,) = proof(town).rows
    assert (told.result, told.bounced_at) == (Result.BOUNCED, NOW + HOUR)
    assert "User unknown" in told.said
    assert db.session.get_one(Person, town.people.contributor.id).bounced_at == NOW + HOUR


def test_a_notice_that_is_guessed_changes_nothing(town, mail):
    row, email = mail(), town.people.contributor.email
    waiting = mail(MailState.WAITING)
    for data in (
        dsn(row, "otra@prueba.example"),
        dsn(row, email, action="delayed"),
        dsn(waiting, email),
        dsn(row, email).replace(b"<sello.", b"<sello.9"),
        dsn(row, email).replace(b"2026", b"2025"),
        b"",
    ):
        assert take_notice(data, now=NOW) is Taken.STRANGE
    assert {one.bounced_at for one in proof(town).rows} == {None}


def test_what_she_did_afterwards_is_told_and_nothing_from_before(town, mail):
    mario = town.people.contributor
    scope_to(db.session(), town.institution.id)
    record(mario, Act.PERSON_PASSWORD_CHANGED, mario.id, now=NOW - HOUR)
    mail()
    assert [row.acted_at for row in proof(town).rows] == [None]
    scope_to(db.session(), town.institution.id)
    record(mario, Act.PERSON_PASSWORD_CHANGED, mario.id, now=NOW + 2 * HOUR)
    mail(sent_at=NOW + 3 * HOUR)
    assert [row.acted_at for row in proof(town).rows] == [None, NOW + 2 * HOUR]
    assert proof(town).acted == 1


def test_an_address_that_bounces_is_on_the_dashboard_until_it_is_mended_or_long_ago(town, mail):
    take_notice(dsn(mail(), town.people.contributor.email), now=NOW)
    scope_to(db.session(), town.institution.id)
    assert [one.name for one in nobodys(at=AT).unreached] == [town.people.contributor.name]
    assert nobodys(at=AT.then(NOW + LATELY + HOUR)).unreached == ()


def test_a_proof_costs_the_same_with_many_mails(town, mail, statements):
    def cost():
        with statements() as sent:
            proof(town)
        return len(sent)

    mail()
    few = cost()
    for _ in range(5):
        mail()
    assert cost() == few


def test_the_command_takes_a_notice_from_its_input(town, mail):
    data = dsn(mail(), town.people.contributor.email)
    for told in ("Se anotó la devolución.", "ya estaba anotada"):
        answer = CliRunner().invoke(main, ["mail", "bounce"], input=data)
        assert (answer.exit_code, told in answer.output) == (0, True), answer
    assert "No es la devolución" in CliRunner().invoke(main, ["mail", "bounce"], input=b"\xff\x00").output


def test_a_mail_of_the_day_says_how_many_things_of_each_kind_it_told(town, settings):
    cast.settle_on(town, off=[])
    cast.tasks(town, [MONDAY + DAY, MONDAY - 3 * DAY, MONDAY - 3 * DAY], town.people.contributor.id)
    jobs.remind(Work(settings, AT.start_of(MONDAY) + 9 * HOUR))
    (row,) = proof(town).rows
    assert row.kind == "news-of-the-day"
    assert dict(row.told) == {Kind.OVERDUE: 2, Kind.DUE_SOON: 1}
    assert said_of(row) == "Tareas por vencer: 1; Tareas atrasadas: 2"
