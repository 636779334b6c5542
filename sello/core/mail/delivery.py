"""Hands waiting mail over to the mail server, so that no message is lost and none repeated.

What is guaranteed, and by what:

* A message exists as a committed row before anybody tries to send it: a crash, a missing server or a week
  without a scheduler only delays it.
* A pass *claims* a row by a conditional UPDATE and commits, before it opens its mouth. A claim is a lease:
  when its holder dies, another pass takes the row after `LEASE`. Nothing was delivered by then, because …
* … a server must not deliver a message before it has read the line with the single dot (RFC 5321, 4.1.1.4).
  Right before that line the pass commits `HANDED`, again by a conditional UPDATE that only the present holder
  of the claim can make. A holder that slept through its lease (suspended, a long pause) is stopped here and
  hangs up without the line. So for one row the last line is sent at most once, by at most one process, ever.
* After the server's answer the outcome is committed: sent, tried again later with growing pauses, or refused
  for good.

What no client of SMTP can know: whether a server that got the last line accepted it, if nobody was there to
read its answer (RFC 1047 tells the story). That window is open between two commits with one round trip
between them. A row that is found in it — its process was killed, or the connection broke after the last line
— is NOT sent again by itself: the last line leaves within microseconds of the first commit and the system's
network buffers outlive a killed process, so such a message has nearly always arrived, and a second copy would
be the likelier error. It becomes `UNCONFIRMED`, and the outbox page shows it with the choice to send it
again; the copy would carry the same Message-ID. (A power cut under SQLite may take the last committed marks
with it, as `synchronous=NORMAL` allows: then a message of those milliseconds can be repeated.)
"""

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import ColumnElement, Engine, and_, or_, select, update

from sello.core import logs
from sello.core.clock import running_from
from sello.core.db import db
from sello.core.logo import logo_of
from sello.core.mail import answering
from sello.core.mail.message import Envelope, MailState, as_bytes, shows_logo
from sello.core.mail.outbox import NO_PAPER, OUTBOX, erased
from sello.core.mail.retry import pause_after, worth_another_try
from sello.core.mail.sealing import sealed
from sello.core.mail.smtp import (
    ClaimLost,
    Line,
    NoVerdict,
    RefusedForGood,
    RefusedForNow,
    SmtpSettings,
    Unreachable,
)
from sello.core.rows import rows_as

LEASE = timedelta(minutes=5)
"""How long a claim is believed; longer than a server may take for one message, answer included."""

BATCH = 20
"""Rows claimed at once: few enough that a lease is never outlived by waiting for one's turn."""

log = logging.getLogger("sello.mail")


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the messages of a pass."""

    sent: int = 0
    later: int = 0
    refused: int = 0
    unconfirmed: int = 0
    withdrawn: int = 0
    unreachable: str | None = None
    """What stood in the way, if the server could not be talked to."""


def deliver_due(
    settings: SmtpSettings,
    *,
    now: datetime,
    resting: Collection[int] = frozenset(),
    stop: Callable[[], bool] = lambda: False,
) -> Tally:
    """Hand over everything that is due; between two messages `stop` may end the pass early.

    Institutions in `resting` have a day of rest: only their urgent messages go. Must be called without an
    open transaction, commits by itself around every message, and never raises for a message or a server.
    """
    courier = _Courier(settings, db.engine, running_from(now), frozenset(resting))
    tally = settle(now=now)
    with Line(settings) as line:
        while not stop() and tally.unreachable is None and (batch := courier.claim()):
            tally = courier.carry(batch, line, tally, stop)
    return tally


def settle(*, now: datetime) -> Tally:
    """Resolve what time decided: messages that nobody should read now, handovers without a verdict."""
    stale = and_(OUTBOX.c.state == MailState.HANDED, OUTBOX.c.claimed_until <= now)
    late = and_(_takeable(now), OUTBOX.c.not_after <= now)
    closed = {"claimed_by": None, "claimed_until": None, **erased(OUTBOX)}
    with db.engine.begin() as connection:
        unconfirmed = connection.execute(
            update(OUTBOX).where(stale).values(state=MailState.UNCONFIRMED, **closed)
        ).rowcount
        withdrawn = connection.execute(
            update(OUTBOX).where(late).values(state=MailState.WITHDRAWN, **closed, **NO_PAPER)
        ).rowcount
    return Tally(unconfirmed=unconfirmed, withdrawn=withdrawn)


class _Courier:
    """One pass over the outbox, with the token that marks its claims."""

    def __init__(
        self,
        settings: SmtpSettings,
        engine: Engine,
        clock: Callable[[], datetime],
        resting: frozenset[int],
    ) -> None:
        self._settings = settings
        self._engine = engine
        self._clock = clock
        self._resting = resting
        self._token = str(uuid4())

    def claim(self) -> list[Envelope]:
        """Take the next rows that are due, urgent ones first, and commit that they are ours."""
        now = self._clock()
        due = and_(_takeable(now), OUTBOX.c.next_attempt_at <= now, self._awake())
        order = (OUTBOX.c.urgent.desc(), OUTBOX.c.next_attempt_at, OUTBOX.c.id)
        with self._engine.begin() as connection:
            ids = connection.scalars(select(OUTBOX.c.id).where(due).order_by(*order).limit(BATCH)).all()
            if not ids:
                return []
            connection.execute(
                update(OUTBOX)
                .where(OUTBOX.c.id.in_(ids), due)
                .values(state=MailState.CLAIMED, claimed_by=self._token, claimed_until=now + LEASE)
            )
            mine = select(*_ENVELOPE).where(OUTBOX.c.id.in_(ids), OUTBOX.c.claimed_by == self._token)
            rows = connection.execute(mine.where(OUTBOX.c.state == MailState.CLAIMED).order_by(*order)).all()
        return list(rows_as(Envelope, rows))

    def carry(self, batch: Sequence[Envelope], line: Line, tally: Tally, stop: Callable[[], bool]) -> Tally:
        """Hand a batch over one by one; what is not tried goes back to wait."""
        for number, envelope in enumerate(batch):
            if stop() or tally.unreachable is not None:
                self._release(batch[number:])
                break
            with logs.work(envelope.request_id):
                tally = self._carry_one(envelope, line, tally)
        return tally

    def _carry_one(self, envelope: Envelope, line: Line, tally: Tally) -> Tally:
        try:
            data = self._written(envelope)
            line.hand_over(
                envelope.recipient, self._settings.address, data, lambda: self._now_or_never(envelope)
            )
        except ClaimLost:
            log.warning("mail claim lost", extra={"mail_id": envelope.mail_id})
            return tally
        except Unreachable as reason:
            self._put_off(envelope, str(reason), server_down=True)
            return replace(tally, later=tally.later + 1, unreachable=str(reason))
        except RefusedForNow as reason:
            return self._refused_for_now(envelope, str(reason), tally)
        except (RefusedForGood, ValueError) as reason:  # ValueError: an address that no header can hold
            self._close(envelope, MailState.REFUSED, str(reason))
            return replace(tally, refused=tally.refused + 1)
        except NoVerdict as reason:
            self._close(envelope, MailState.UNCONFIRMED, str(reason))
            return replace(tally, unconfirmed=tally.unconfirmed + 1)
        self._close(envelope, MailState.SENT, None)
        return replace(tally, sent=tally.sent + 1)

    def _written(self, envelope: Envelope) -> bytes:
        """The bytes of a message; one that can be answered says so, and where to."""
        answerable = answering.answerable(envelope, self._settings)
        leaving = answering.inviting(envelope, self._settings.answers) if answerable else envelope
        return as_bytes(
            self._sealed(leaving),
            sender=self._settings.sender,
            now=self._clock(),
            logo=self._logo(envelope),
            seal=answering.seal_of(envelope, self._settings.secret) if answerable else "",
        )

    def _sealed(self, envelope: Envelope) -> Envelope:
        """What it opens is signed here, on its way out."""
        texts = (envelope.text, envelope.html)
        text, html = (sealed(each, envelope.person_id, self._settings.secret) for each in texts)
        return replace(envelope, text=text, html=html)

    def _logo(self, envelope: Envelope) -> bytes | None:
        if not shows_logo(envelope.html):
            return None
        with self._engine.connect() as connection:
            return logo_of(connection, envelope.institution_id)

    def _refused_for_now(self, envelope: Envelope, reason: str, tally: Tally) -> Tally:
        if worth_another_try(envelope.created_at, self._clock()):
            self._put_off(envelope, reason, server_down=False)
            return replace(tally, later=tally.later + 1)
        self._close(envelope, MailState.GIVEN_UP, reason)
        return replace(tally, refused=tally.refused + 1)

    def _now_or_never(self, envelope: Envelope) -> bool:
        """Commit that the last line goes out now; False if the claim is not ours any more."""
        return self._write(
            envelope,
            MailState.CLAIMED,
            state=MailState.HANDED,
            claimed_until=self._clock() + LEASE,
        )

    def _put_off(self, envelope: Envelope, reason: str, *, server_down: bool) -> None:
        attempts = envelope.attempts + 1
        held = OUTBOX.c.state.in_([MailState.CLAIMED, MailState.HANDED])
        self._write_where(
            and_(OUTBOX.c.id == envelope.mail_id, held),
            state=MailState.WAITING,
            attempts=attempts,
            next_attempt_at=self._clock() + pause_after(attempts, server_down=server_down),
            last_error=reason,
            claimed_by=None,
            claimed_until=None,
        )
        log.warning("mail put off", extra={"mail_id": envelope.mail_id, "attempts": attempts})

    def _close(self, envelope: Envelope, state: MailState, reason: str | None) -> None:
        now = self._clock()
        self._write_where(
            OUTBOX.c.id == envelope.mail_id,
            state=state,
            attempts=envelope.attempts + 1,
            last_error=reason,
            sent_at=now if state is MailState.SENT else None,
            claimed_by=None,
            claimed_until=None,
            **erased(OUTBOX),
            **(NO_PAPER if state is MailState.SENT else {}),
        )
        log.info("mail %s", state.value, extra={"mail_id": envelope.mail_id, "kind": envelope.kind})

    def _release(self, rest: Sequence[Envelope]) -> None:
        self._write_where(
            and_(OUTBOX.c.id.in_([each.mail_id for each in rest]), OUTBOX.c.state == MailState.CLAIMED),
            state=MailState.WAITING,
            claimed_by=None,
            claimed_until=None,
        )

    def _write(self, envelope: Envelope, before: MailState, **values: object) -> bool:
        return (
            self._write_where(and_(OUTBOX.c.id == envelope.mail_id, OUTBOX.c.state == before), **values) == 1
        )

    def _write_where(self, which: ColumnElement[bool], **values: object) -> int:
        ours = OUTBOX.c.claimed_by == self._token
        with self._engine.begin() as connection:
            return connection.execute(update(OUTBOX).where(which, ours).values(**values)).rowcount

    def _awake(self) -> ColumnElement[bool]:
        return or_(OUTBOX.c.urgent, OUTBOX.c.institution_id.not_in(self._resting))


_ENVELOPE = (
    OUTBOX.c.id.label("mail_id"),
    OUTBOX.c.institution_id,
    OUTBOX.c.recipient,
    OUTBOX.c.recipient_name,
    OUTBOX.c.subject,
    OUTBOX.c.text,
    OUTBOX.c.html,
    OUTBOX.c.kind,
    OUTBOX.c.attempts,
    OUTBOX.c.created_at,
    OUTBOX.c.request_id,
    OUTBOX.c.reply_to,
    OUTBOX.c.thread,
    OUTBOX.c.leave,
    OUTBOX.c.person_id,
    OUTBOX.c.paper_name,
    OUTBOX.c.paper,
)


def _takeable(now: datetime) -> ColumnElement[bool]:
    """Rows that wait, and rows whose holder died before it could hand them over."""
    orphaned = and_(OUTBOX.c.state == MailState.CLAIMED, OUTBOX.c.claimed_until <= now)
    return or_(OUTBOX.c.state == MailState.WAITING, orphaned)
