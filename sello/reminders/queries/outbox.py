"""The outbox as the secretariat sees it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from sello.core.db import db
from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.core.mail.message import MailState
from sello.core.mail.outbox import OutboxMail
from sello.core.refusal import NotFound

PAGE = 50
"""Mails on one page."""
CAME_BACK = N_("Devuelto")
LAST = 10
"""Mails that the file of a unit or a person names."""


class View(LabelledEnum):
    """The parts of the outbox; their values are words of the address."""

    WAITING = "por-enviar", N_("Por enviar")
    TROUBLED = "con-problemas", N_("Con problemas")
    SENT = "enviados", N_("Enviados")
    WITHDRAWN = "retirados", N_("Retirados")


ON_ITS_WAY = (MailState.WAITING, MailState.CLAIMED, MailState.HANDED)
STUCK = (MailState.REFUSED, MailState.GIVEN_UP, MailState.UNCONFIRMED)

_PARTS: dict[View, ColumnElement[bool]] = {
    View.WAITING: OutboxMail.state.in_(ON_ITS_WAY),
    View.TROUBLED: or_(
        OutboxMail.state.in_(STUCK),
        and_(OutboxMail.state == MailState.WAITING, OutboxMail.last_error.is_not(None)),
    ),
    View.SENT: OutboxMail.state == MailState.SENT,
    View.WITHDRAWN: OutboxMail.state == MailState.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail as its list shows it."""

    id: int
    recipient: str
    recipient_name: str
    kind: str
    subject: str
    state: MailState
    attempts: int
    next_attempt_at: datetime
    not_after: datetime | None
    last_error: str | None
    created_at: datetime
    sent_at: datetime | None
    secret: bool
    bounced_at: datetime | None = None

    @property
    def light(self) -> Light:
        """Its semáforo: green arrived, red never will by itself, amber asks for a look."""
        if self.bounced_at is not None:
            return Light.RED
        if self.state is MailState.SENT:
            return Light.GREEN
        if self.state in (MailState.REFUSED, MailState.GIVEN_UP):
            return Light.RED
        if self.state is MailState.UNCONFIRMED or (self.state is MailState.WAITING and self.last_error):
            return Light.AMBER
        return Light.GREY

    @property
    def label(self) -> str:
        """How far it is, in a word: one that came back is no longer just sent."""
        return CAME_BACK if self.bounced_at is not None else self.state.label

    @property
    def can_be_tried(self) -> bool:
        """Whether somebody may send it again by hand."""
        troubled = self.state is MailState.WAITING and self.last_error is not None
        return troubled or (self.state in STUCK and not self.secret)


@dataclass(frozen=True, slots=True)
class MailPage:
    """One page of a part of the outbox, and how many mails each part has."""

    rows: tuple[MailRow, ...]
    counts: dict[View, int]
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class MailText:
    """A mail with what it says; the text of a secret one is never shown."""

    row: MailRow
    text: str
    paper_name: str | None
    """The PDF that travels with it."""


def page(view: View, number: int) -> MailPage:
    """One page of a part of the outbox, the newest first (two statements)."""
    counted = [func.count().filter(part).label(part_of.name) for part_of, part in _PARTS.items()]
    found = db.session.execute(select(*counted)).one()._mapping
    counts = {part: int(found[part.name]) for part in View}
    pages = max(1, -(-counts[view] // PAGE))
    number = min(max(number, 1), pages)
    rows = db.session.execute(
        select(*_COLUMNS)
        .where(_PARTS[view])
        .order_by(OutboxMail.id.desc())
        .offset((number - 1) * PAGE)
        .limit(PAGE)
    )
    return MailPage(tuple(MailRow(**row) for row in rows.mappings()), counts, number, pages)


def last_to(person_ids: Collection[int]) -> tuple[MailRow, ...]:
    """The last mails to some people, the newest first (one statement)."""
    if not person_ids:
        return ()
    rows = db.session.execute(
        select(*_COLUMNS)
        .where(OutboxMail.person_id.in_(sorted(person_ids)))
        .order_by(OutboxMail.id.desc())
        .limit(LAST)
    )
    return tuple(MailRow(**row) for row in rows.mappings())


def mail(mail_id: int) -> MailText:
    """One mail; NotFound if the institution has none of that id (one statement)."""
    found = db.session.execute(
        select(*_COLUMNS, OutboxMail.text, OutboxMail.paper_name).where(OutboxMail.id == mail_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    values = dict(found._mapping)
    text, paper_name = str(values.pop("text")), values.pop("paper_name")
    row = MailRow(**values)
    return MailText(row, "" if row.secret else text, paper_name)


_COLUMNS = (
    OutboxMail.id,
    OutboxMail.recipient,
    OutboxMail.recipient_name,
    OutboxMail.kind,
    OutboxMail.subject,
    OutboxMail.state,
    OutboxMail.attempts,
    OutboxMail.next_attempt_at,
    OutboxMail.not_after,
    OutboxMail.last_error,
    OutboxMail.created_at,
    OutboxMail.sent_at,
    OutboxMail.secret,
    OutboxMail.bounced_at,
)
