"""The outbox: every mail is a row first, written in the transaction of what causes it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    ForeignKey,
    Index,
    LargeBinary,
    ScalarSelect,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    case,
    func,
    not_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.context import request_id
from sello.core.db import Base, NoScope, Scoped, db, enum_column, insert_into, scope_of
from sello.core.mail.message import MailState, Message
from sello.core.undo import held_until, made


class OutboxMail(Scoped, Base):
    """One mail on its way: what it says, how often it was tried, who is handing it over now."""

    __tablename__ = "outbox_mail"
    __table_args__ = (
        UniqueConstraint("institution_id", "dedupe_key"),
        Index("ix_outbox_mail_due", "state", "next_attempt_at"),
        Index("ix_outbox_mail_listed", "institution_id", "state", "id"),
        Index("ix_outbox_mail_person", "person_id"),
        # Every page asks how many of somebody's are unread: she may have thousands that are not.
        Index(
            "ix_outbox_mail_unread",
            "person_id",
            sqlite_where=text("read_at IS NULL"),
            postgresql_where=text("read_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # Whom it is for, when that is somebody with an account: who leaves gets nothing that still waits.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    recipient: Mapped[str] = mapped_column(String(254))
    recipient_name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    # The bodies open an account, and are erased once they are not needed.
    secret: Mapped[bool]
    # Goes first, and on days of rest too.
    urgent: Mapped[bool]
    # What it is a message about, in the words of its feature: the same key is queued once.
    dedupe_key: Mapped[str] = mapped_column(String(200))
    state: Mapped[MailState] = mapped_column(enum_column(MailState))
    attempts: Mapped[int]
    next_attempt_at: Mapped[datetime]
    # From this instant on it is withdrawn instead of sent.
    not_after: Mapped[datetime | None]
    # The pass that holds it, and until when it may be believed alive.
    claimed_by: Mapped[str | None] = mapped_column(String(36))
    claimed_until: Mapped[datetime | None]
    # What the server, or the network, said last.
    last_error: Mapped[str | None] = mapped_column(Text)
    request_id: Mapped[str | None] = mapped_column(String(36))
    # Headers of its own: see Message.
    reply_to: Mapped[str | None] = mapped_column(String(254))
    thread: Mapped[str | None] = mapped_column(String(60))
    leave: Mapped[str | None] = mapped_column(String(500))
    # A PDF that travels with it: its name stays, its bytes go as soon as they are not needed.
    paper_name: Mapped[str | None] = mapped_column(String(200))
    paper: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    # When a notice said that it came back although a server had taken it, and what that server said.
    bounced_at: Mapped[datetime | None]
    bounce: Mapped[str | None] = mapped_column(Text)
    # When whom it is for said, here, that she read it.
    read_at: Mapped[datetime | None]


OUTBOX = cast("Table", OutboxMail.__table__)
NO_PAPER: dict[str, Any] = {"paper": None}
"""What a mail keeps of its paper when nobody will send it again: the name."""


def told_to(person_id: Any, now: Any) -> ColumnElement[bool]:
    """The mails of a person that she may read here as well.

    Not those that open an account, nor what was withdrawn, nor what still waits for its act to be taken back.
    """
    waits = OutboxMail.state == MailState.WAITING
    held = and_(waits, OutboxMail.attempts == 0, OutboxMail.next_attempt_at > now)
    return and_(
        OutboxMail.person_id == person_id,
        OutboxMail.secret.is_(False),
        OutboxMail.state != MailState.WITHDRAWN,
        not_(held),
    )


MOST_UNREAD = 100
"""Beyond these nobody counts."""


def unread_of(person_id: Any, now: Any) -> ScalarSelect[int]:
    """How many of those a person has not read, up to some; as a column of a wider read."""
    found = (
        select(OutboxMail.id)
        .where(told_to(person_id, now), OutboxMail.read_at.is_(None))
        .correlate(person_id.table)
        .limit(MOST_UNREAD)
    )
    return select(func.count()).select_from(found.subquery()).scalar_subquery()


def enqueue(message: Message, *, now: datetime, institution_id: int | None = None) -> bool:
    """Queue a message in the current transaction; False if its key was queued before (nothing happens then).

    The institution is the one at work unless it is given. Raises NoScope if there is neither.
    """
    return enqueue_all([message], now=now, institution_id=institution_id) == 1


def enqueue_all(messages: Sequence[Message], *, now: datetime, institution_id: int | None = None) -> int:
    """Queue many messages in the current transaction, and tell how many were new."""
    return len(queue(messages, now=now, institution_id=institution_id))


def queue(messages: Sequence[Message], *, now: datetime, institution_id: int | None = None) -> dict[str, int]:
    """Queue many messages in the current transaction, and return the rows of those that were new, by key.

    What an act that can be taken back has to tell waits until it cannot any more, and goes with it before.
    """
    owner = scope_of(db.session) if institution_id is None else institution_id
    if owner is None:
        raise NoScope("a mail needs an institution")
    rows = [_row(message, owner, now) for message in messages]
    if not rows:
        return {}
    statement = insert_into(OUTBOX).on_conflict_do_nothing().returning(OUTBOX.c.id, OUTBOX.c.dedupe_key)
    queued = {row.dedupe_key: row.id for row in db.session.execute(statement, rows)}
    made(OUTBOX.name, list(queued.values()))
    return queued


def withdraw(person_ids: Iterable[int]) -> int:
    """Take back what still waits for people who are not to be written to any more; secrets are erased."""
    return _withdraw(OUTBOX.c.person_id.in_(list(person_ids)))


def withdraw_mails(mail_ids: Iterable[int]) -> int:
    """Take back those mails among some that still wait: what they say is not so any more."""
    return _withdraw(OUTBOX.c.id.in_(list(mail_ids)))


def _withdraw(which: ColumnElement[bool]) -> int:
    result = db.session.execute(
        update(OUTBOX)
        .where(which, OUTBOX.c.state == MailState.WAITING)
        .values(state=MailState.WITHDRAWN, **erased(OUTBOX), **NO_PAPER)
    )
    return cast("CursorResult[Any]", result).rowcount


def forget(person_id: int, address: str, *, pseudonym: str) -> None:
    """Take a person's data out of the mails that were for her; that they were sent, and when, stays."""
    hers = (OUTBOX.c.person_id == person_id) | (OUTBOX.c.recipient == address)
    blank = {"recipient": "", "recipient_name": pseudonym, "subject": "", "text": "", "html": ""}
    scoped = OUTBOX.c.institution_id == scope_of(db.session())
    db.session.execute(update(OUTBOX).where(hers, scoped, OUTBOX.c.state != MailState.WAITING).values(blank))


def erased(table: Table) -> dict[str, Any]:
    """Return the values that erase the bodies of secret rows and leave the others."""
    return {name: case((table.c.secret, ""), else_=table.c[name]) for name in ("text", "html")}


def _row(message: Message, institution_id: int, now: datetime) -> dict[str, Any]:
    return {
        "institution_id": institution_id,
        "person_id": message.person_id,
        "recipient": message.recipient,
        "recipient_name": message.recipient_name,
        "kind": message.kind,
        "subject": message.subject[:300],
        "text": message.text,
        "html": message.html,
        "secret": message.secret,
        "urgent": message.urgent,
        "dedupe_key": message.dedupe_key,
        "state": MailState.WAITING,
        "attempts": 0,
        "next_attempt_at": held_until(now),
        "not_after": message.not_after,
        "request_id": request_id.get(),
        "reply_to": message.reply_to,
        "thread": message.thread,
        "leave": message.leave,
        "paper_name": message.paper.name if message.paper else None,
        "paper": message.paper.data if message.paper else None,
        "created_at": now,
    }
