"""What was told before names its mail where it can be one only; the passes of a day are one pass."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from tests.migrations.case import Case

MAIL = (
    "insert into outbox_mail (id, institution_id, person_id, recipient, recipient_name, kind, subject, text,"
    " html, secret, urgent, dedupe_key, state, attempts, next_attempt_at, created_at)"
    " select :id, institution_id, person_id, 'a@b.example', 'A', :kind, '', '', '', false, false, :key,"
    " 'sent', 1, {instant}, {instant} from {table} where id = 1"
)


def load(connection: Connection) -> None:
    """A mail that told the reminder, and two that may have told the news."""
    mails = (
        (901, "overdue", "reminder", "written_at"),
        (902, "due-soon", "reminder", "written_at"),
        (903, "news", "told", "told_at"),
        (904, "digest", "told", "told_at"),
    )
    for mail_id, kind, table, instant in mails:
        statement = text(MAIL.format(table=table, instant=instant))
        connection.execute(statement, {"id": mail_id, "kind": kind, "key": f"case:{mail_id}"})


def check(connection: Connection) -> None:
    """The reminder has its mail, the news none; the day was passed as far as the tasks were."""
    assert _value(connection, "select mail_id from reminder where id = 1") == 901
    assert _value(connection, "select mail_id from told where id = 1") is None
    assert [*connection.execute(text("select about from reminder_sweep"))] == [("day",)]
    assert str(_value(connection, "select swept_through from reminder_sweep")) == str(date(2026, 11, 22))


def check_back(connection: Connection) -> None:
    """The day's pass is as far as it was."""
    rows = connection.execute(text("select about, swept_through from reminder_sweep")).all()
    assert [(about, str(day)) for about, day in rows] == [("day", "2026-11-22")]


def _value(connection: Connection, statement: str) -> Any:
    return connection.execute(text(statement)).scalar_one()


CASE = Case(
    rows={"outage": [{"name": "mailbox", "tries": 3, "why": "IMAP: NO"}]},
    load=load,
    check=check,
    check_back=check_back,
    rewrites=frozenset({"reminder_sweep.about"}),
    adds=frozenset({"reminder_sweep"}),
)
