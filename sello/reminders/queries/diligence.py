"""The proof of diligence: every mail that was sent to some people, and what is known to have become of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import func, select

from sello.core.db import db
from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.core.mail.message import MailState
from sello.core.mail.outbox import OutboxMail
from sello.core.moment import Moment
from sello.core.rows import row_as
from sello.core.trail.history import instants_by
from sello.reminders.domain.schedule import Kind
from sello.reminders.models import Reminder, Told

BACK = timedelta(days=365)
MOST = 2000
"""Mails of one proof, the newest; how many there are in all is told beside them."""


class Result(LabelledEnum):
    """What is known of a mail: no server tells that somebody received it."""

    WAITING = "waiting", N_("en espera de salir")
    ACCEPTED = "accepted", N_("aceptado por el servidor")
    BOUNCED = "bounced", N_("devuelto")
    REFUSED = "refused", N_("rechazado por el servidor")
    UNCONFIRMED = "unconfirmed", N_("sin confirmar")
    WITHDRAWN = "withdrawn", N_("retirado antes de salir")

    @property
    def light(self) -> Light:
        """The light that goes with the word."""
        return _LIGHTS.get(self, Light.GREY)


_LIGHTS = {
    Result.ACCEPTED: Light.GREEN,
    Result.BOUNCED: Light.RED,
    Result.REFUSED: Light.RED,
    Result.UNCONFIRMED: Light.AMBER,
}

_RESULTS = {
    MailState.SENT: Result.ACCEPTED,
    MailState.REFUSED: Result.REFUSED,
    MailState.GIVEN_UP: Result.REFUSED,
    MailState.UNCONFIRMED: Result.UNCONFIRMED,
    MailState.WITHDRAWN: Result.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class SentRow:
    """A mail, to whom it went and what came of it."""

    id: int
    person_id: int
    recipient: str
    recipient_name: str
    kind: str
    subject: str
    state: MailState
    created_at: datetime
    sent_at: datetime | None
    bounced_at: datetime | None
    bounce: str | None
    last_error: str | None
    acted_at: datetime | None
    """The first thing that she did here after it was sent; None for nothing."""
    told: tuple[tuple[LabelledEnum, int], ...] = ()
    """How many things of each kind it told, where that was written down."""

    @property
    def result(self) -> Result:
        """What is known of it."""
        if self.bounced_at is not None:
            return Result.BOUNCED
        return _RESULTS.get(self.state, Result.WAITING)

    @property
    def said(self) -> str:
        """What a server answered to it, where it did not take it."""
        trouble = self.result in {Result.BOUNCED, Result.REFUSED, Result.UNCONFIRMED}
        return (self.bounce or self.last_error or "") if trouble else ""


@dataclass(frozen=True, slots=True)
class Diligence:
    """The mails of a year to some people, the newest first, and how many there are in all."""

    rows: tuple[SentRow, ...]
    total: int

    def count(self, result: Result) -> int:
        """How many of the shown mails came to a result."""
        return sum(row.result is result for row in self.rows)

    @property
    def acted(self) -> int:
        """After how many of the shown mails their reader did something here."""
        return sum(row.acted_at is not None for row in self.rows)


def diligence(person_ids: Collection[int], *, at: Moment) -> Diligence:
    """The proof about some people (five statements); secret mails are told without their links."""
    since = at.now - BACK
    where = (OutboxMail.person_id.in_(sorted(person_ids)), OutboxMail.created_at >= since)
    total = db.session.scalar(select(func.count()).select_from(OutboxMail).where(*where)) or 0
    found = db.session.execute(
        select(*_COLUMNS).where(*where).order_by(OutboxMail.id.desc()).limit(MOST)
    ).all()
    acts = instants_by(person_ids, since)
    told = _told_in([row.id for row in found])
    return Diligence(
        tuple(
            row_as(
                SentRow,
                row,
                acted_at=_after(acts.get(row.person_id, ()), row.sent_at, at.now),
                told=tuple(told.get(row.id, ())),
            )
            for row in found
        ),
        total,
    )


class Aside(LabelledEnum):
    """What a mail may tell beside reminders."""

    ACTS = "acts", N_("Novedades")


def _told_in(mail_ids: Sequence[int]) -> dict[int, list[tuple[LabelledEnum, int]]]:
    """How many things of each kind mails told, by the mail (two statements)."""
    counted = (
        select(Reminder.mail_id, Reminder.kind, func.count().label("many"))
        .where(Reminder.mail_id.in_(mail_ids))
        .group_by(Reminder.mail_id, Reminder.kind)
    )
    acts = select(Told.mail_id, func.count().label("many")).where(Told.mail_id.in_(mail_ids))
    found: dict[int, list[tuple[LabelledEnum, int]]] = {}
    order = list(Kind)
    for row in sorted(db.session.execute(counted), key=lambda row: order.index(row.kind)):
        found.setdefault(row.mail_id, []).append((row.kind, row.many))
    for mail_id, many in db.session.execute(acts.group_by(Told.mail_id)):
        found.setdefault(cast(int, mail_id), []).append((Aside.ACTS, many))
    return found


_COLUMNS = (
    OutboxMail.id,
    OutboxMail.person_id,
    OutboxMail.recipient,
    OutboxMail.recipient_name,
    OutboxMail.kind,
    OutboxMail.subject,
    OutboxMail.state,
    OutboxMail.created_at,
    OutboxMail.sent_at,
    OutboxMail.bounced_at,
    OutboxMail.bounce,
    OutboxMail.last_error,
)


def _after(acts: Sequence[datetime], sent_at: datetime | None, now: datetime) -> datetime | None:
    if sent_at is None or sent_at > now:
        return None
    place = bisect_right(acts, sent_at)
    return acts[place] if place < len(acts) else None
