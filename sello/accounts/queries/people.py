"""Reads of people: the list, one person's page, and what the rules about them need."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import aliased

from sello.accounts.domain.access import LinkKind
from sello.accounts.domain.actor import PersonFacts, Role
from sello.accounts.models import Absence, AccessLink, Appointment, Institution, Person, SignIn, Unit
from sello.accounts.queries.identity import FACTS, facts_of
from sello.core.changes import grounded
from sello.core.db import db
from sello.core.mail.message import MailState
from sello.core.mail.outbox import OutboxMail
from sello.core.ordering import Order
from sello.core.rows import row_as, rows_as
from sello.core.text import fold, words_asked

Substitute = aliased(Person, name="substitute")

LINK_MAIL = (
    select(OutboxMail.state)
    .where(OutboxMail.person_id == Person.id, OutboxMail.secret)
    .order_by(OutboxMail.id.desc())
    .limit(1)
    .correlate(Person)
    .scalar_subquery()
)
"""What became of the last mail with a link for a person."""

LEAVE = (
    func.coalesce(Person.substitute_from, Absence.first_day).label("substitute_from"),
    func.coalesce(Person.substitute_until, Absence.last_day).label("substitute_until"),
)
"""Her leave, with somebody who acts for her or without."""


@dataclass(frozen=True)
class PersonRow:
    """A person as the list and her page show her."""

    id: int
    name: str
    email: str
    post: str
    role: Role
    unit_id: int | None
    unit_name: str | None
    active: bool
    access_until: date | None
    has_password: bool
    invited_until: datetime | None
    never_invited: bool
    substitute_id: int | None
    substitute_name: str | None
    substitute_from: date | None
    """The first day of her leave, whether or not somebody acts for her."""
    substitute_until: date | None
    link_mail: MailState | None
    """What became of the last mail with a link of hers."""
    version: int
    bounced_at: datetime | None = None
    """When the last mail to her present address came back."""

    @property
    def is_unreached(self) -> bool:
        """Whether she waits for an invitation that no server took, so that it never will arrive."""
        bounced = self.link_mail in (MailState.REFUSED, MailState.GIVEN_UP)
        return self.active and not self.has_password and bounced


@dataclass(frozen=True, slots=True)
class PersonLine:
    """By what a person is looked for and put in order in a list, and what changes on few days."""

    id: int
    name: str
    email: str
    post: str
    role: Role
    unit_id: int | None
    unit_name: str | None
    access_until: date | None
    has_password: bool
    substitute_name: str | None
    substitute_from: date | None
    """The first day of her leave, whether or not somebody acts for her."""
    substitute_until: date | None
    bounced_at: datetime | None
    """When the last mail to her present address came back."""

    def speaks_of(self, words: str) -> bool:
        """Tell whether every word occurs in name, e-mail, post or unit; case and accents do not matter."""
        text = fold(self.name, self.email, self.post, self.unit_name or "")
        return all(word in text for word in words_asked(words))


BY_NAME = Order("persona")

ORDERS: dict[str, Callable[[PersonLine], Any]] = {
    "persona": lambda row: fold(row.name),
    "cargo": lambda row: (fold(row.post), fold(row.unit_name or "")) if row.post or row.unit_name else None,
    "rol": lambda row: tuple(Role).index(row.role),
    "cuenta": lambda row: (row.has_password, row.access_until or date.max),
    "subrogancia": lambda row: row.substitute_name and fold(row.substitute_name),
}
"""What a person is ordered by in the list, for each name that an address may say."""


@dataclass(frozen=True)
class AppointmentRow:
    """A post that a person held, in which unit, and since when until when."""

    post: str
    unit_name: str | None
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True)
class SignInRow:
    """A time that somebody signed in: from what, when, and when something was saved last from there."""

    device: str
    created_at: datetime
    last_change_at: datetime


@dataclass(frozen=True)
class Choice:
    """A person to choose from a list."""

    id: int
    label: str


def people(
    *, now: datetime, active: bool | None = True, unit_ids: Collection[int] | None = None
) -> list[PersonRow]:
    """The people of the institution, or of some units, by name; `active` None lists closed accounts too.

    One statement.
    """
    query = _rows(now).order_by(func.lower(Person.name), Person.id)
    if unit_ids is not None:
        query = query.where(Person.unit_id.in_(sorted(unit_ids)))
    if active is not None:
        query = query.where(Person.active.is_(active))
    return [_person_row(row) for row in db.session.execute(query)]


def lines(*, active: bool) -> tuple[PersonLine, ...]:
    """Everybody whose account is open, or closed, by name, for a list to look among (one statement, kept)."""
    return grounded(lambda: _lines(active), "person lines", active)


def _lines(active: bool) -> tuple[PersonLine, ...]:
    statement = (
        select(
            Person.id,
            Person.name,
            Person.email,
            Person.post,
            Person.role,
            Person.unit_id,
            Unit.name.label("unit_name"),
            Person.access_until,
            Person.password.is_not(None).label("has_password"),
            Substitute.name.label("substitute_name"),
            *LEAVE,
            Person.bounced_at,
        )
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .outerjoin(Substitute, Substitute.id == Person.substitute_id)
        .outerjoin(Absence, Absence.person_id == Person.id)
        .where(Person.active.is_(active))
        .order_by(func.lower(Person.name), Person.id)
    )
    return rows_as(PersonLine, db.session.execute(statement))


def of_ids(ids: Sequence[int], *, now: datetime) -> tuple[PersonRow, ...]:
    """Some people in the order of their ids (one statement)."""
    found = {row.id: _person_row(row) for row in db.session.execute(_rows(now).where(Person.id.in_(ids)))}
    return tuple(found[each] for each in ids)


def person(person_id: int, *, now: datetime) -> PersonRow | None:
    """One person of the institution, or None."""
    row = db.session.execute(_rows(now).where(Person.id == person_id)).one_or_none()
    return None if row is None else _person_row(row)


def appointments(person_id: int) -> tuple[AppointmentRow, ...]:
    """The posts of a person, the present one first (one statement, kept)."""
    return grounded(lambda: _appointments(person_id), "appointments", person_id)


def _appointments(person_id: int) -> tuple[AppointmentRow, ...]:
    query = (
        select(
            Appointment.post, Unit.name.label("unit_name"), Appointment.valid_from, Appointment.valid_until
        )
        .outerjoin(Unit, Unit.id == Appointment.unit_id)
        .where(Appointment.person_id == person_id)
        .order_by(Appointment.valid_from.desc(), Appointment.id.desc())
    )
    return rows_as(AppointmentRow, db.session.execute(query))


def last_sign_ins(person_id: int) -> tuple[SignInRow, ...]:
    """The last times that a person signed in, the latest first (one statement)."""
    query = (
        select(SignIn.device, SignIn.created_at, SignIn.last_change_at)
        .where(SignIn.person_id == person_id)
        .order_by(SignIn.id.desc())
        .limit(5)
    )
    return rows_as(SignInRow, db.session.execute(query))


def people_choices(roles: frozenset[Role] | None = None) -> tuple[Choice, ...]:
    """The active people of the institution to choose from, by name (one statement, kept)."""
    return grounded(lambda: _people_choices(roles), "people_choices", roles)


def _people_choices(roles: frozenset[Role] | None) -> tuple[Choice, ...]:
    query = select(Person.id, Person.name, Person.post).where(Person.active)
    if roles is not None:
        query = query.where(Person.role.in_(roles))
    rows = db.session.execute(query.order_by(func.lower(Person.name), Person.id))
    return tuple(Choice(row.id, f"{row.name} · {row.post}" if row.post else row.name) for row in rows)


def person_facts(person_id: int) -> PersonFacts | None:
    """What the rules want to know of a person of the institution."""
    query = (
        select(*FACTS)
        .join(Institution, Institution.id == Person.institution_id)
        .where(Person.id == person_id)
    )
    row = db.session.execute(query).one_or_none()
    return None if row is None else facts_of(row)


def is_last_head(row: PersonRow) -> bool:
    """Whether her unit would have no active head without her (one statement, for heads only)."""
    if row.role is not Role.UNIT_HEAD or not row.active:
        return False
    query = select(func.count(Person.id)).where(
        Person.role == Role.UNIT_HEAD, Person.active, Person.unit_id == row.unit_id, Person.id != row.id
    )
    return not db.session.scalar(query)


def never_invited() -> ColumnElement[bool]:
    """The condition under which an account waits for its first invitation; an auditor's is sent by itself."""
    sent = select(AccessLink.id).where(AccessLink.person_id == Person.id).exists()
    return and_(Person.active, Person.password.is_(None), Person.role != Role.AUDITOR, ~sent)


def uninvited() -> tuple[PersonFacts, ...]:
    """Who waits for her first invitation, by name (one statement)."""
    query = (
        select(*FACTS)
        .join(Institution, Institution.id == Person.institution_id)
        .where(never_invited())
        .order_by(func.lower(Person.name), Person.id)
    )
    return tuple(facts_of(row) for row in db.session.execute(query))


def others_in_secretariat(person_id: int) -> int:
    """How many others could still administer the institution, having an account that opens."""
    query = select(func.count(Person.id)).where(
        Person.role == Role.SECRETARIAT, Person.active, Person.password.is_not(None), Person.id != person_id
    )
    return db.session.scalar(query) or 0


def _rows(now: datetime) -> Select[*tuple[Any, ...]]:
    invited = (
        select(func.max(AccessLink.expires_at))
        .where(
            AccessLink.person_id == Person.id,
            AccessLink.kind == LinkKind.INVITATION,
            AccessLink.spent_at.is_(None),
            AccessLink.expires_at > now,
        )
        .correlate(Person)
        .scalar_subquery()
    )
    return (
        select(
            Person.id,
            Person.name,
            Person.email,
            Person.post,
            Person.role,
            Person.unit_id,
            Unit.name.label("unit_name"),
            Person.active,
            Person.access_until,
            Person.password.is_not(None).label("has_password"),
            invited.label("invited_until"),
            never_invited().label("never_invited"),
            Person.substitute_id,
            Substitute.name.label("substitute_name"),
            *LEAVE,
            LINK_MAIL.label("link_mail"),
            Person.version,
            Person.bounced_at,
        )
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .outerjoin(Substitute, Substitute.id == Person.substitute_id)
        .outerjoin(Absence, Absence.person_id == Person.id)
    )


def _person_row(row: Row[*tuple[Any, ...]]) -> PersonRow:
    return row_as(PersonRow, row)
