"""Inviting, editing and closing accounts; posts, substitutes, temporary passwords."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from sello.accounts import email_address, hashing
from sello.accounts.domain.access import LinkKind
from sello.accounts.domain.actor import Actor, PersonFacts, Role
from sello.accounts.domain.people import (
    AlreadyEntered,
    EmailTaken,
    LastSecretariat,
    NeedsUnit,
    NotYourself,
    check_expiry,
    check_record,
    check_substitution,
    checked_leave,
)
from sello.accounts.models import Absence, Appointment, Person
from sello.accounts.queries import identity, people, units
from sello.accounts.service.access import end_sessions, store_password
from sello.accounts.service.feeds import end_feeds_of
from sello.accounts.service.links import Delivery, SentLink, send_link, spend_links
from sello.accounts.service.loading import find, find_as_shown
from sello.core.db import db
from sello.core.mail import outbox
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.recording import Doer, differing, record


@dataclass(frozen=True)
class PersonData:
    """What the form about a person holds."""

    name: str
    email: str
    post: str
    role: Role
    unit_id: int | None
    access_until: date | None = None


def invite(actor: Doer, data: PersonData, delivery: Delivery, *, at: Moment) -> SentLink:
    """Make an account without password and send the link with which its person chooses one."""
    check_new(data, today=at.today)
    row = add_person(data, institution_id=actor.institution_id, password=None, at=at)
    return send_invitation(actor, _facts(row.id), delivery, at=at)


def send_invitation(actor: Doer, person: PersonFacts, delivery: Delivery, *, at: Moment) -> SentLink:
    """Send the first invitation of an account that is there."""
    told = {"role": person.role.value, "unit_id": person.unit_id}
    record(actor, Act.PERSON_INVITED, person.person_id, now=at.now, **told)
    return send_link(person, LinkKind.INVITATION, delivery, at=at)


def invite_again(actor: Doer, person_id: int, delivery: Delivery, *, at: Moment) -> SentLink:
    """Send a new invitation; the one sent before opens nothing any more. Raises AlreadyEntered."""
    row = find(Person, person_id)
    if row.password is not None or not row.active:
        raise AlreadyEntered
    record(actor, Act.PERSON_REINVITED, person_id, now=at.now)
    return send_link(_facts(person_id), LinkKind.INVITATION, delivery, at=at)


def edit_person(actor: Actor, person_id: int, data: PersonData, *, version: int, at: Moment) -> None:
    """Change what is on record; a new post or unit begins today and the old one stays on record.

    ``version`` is the one that the page showed: Stale when somebody saved meanwhile.
    """
    row = find_as_shown(Person, person_id, version)
    data = replace(data, email=data.email.strip().lower())
    _check_data(data, today=at.today if data.access_until != row.access_until else None)
    _check_email_free(data.email, but=person_id)
    if row.role is Role.SECRETARIAT and data.role is not Role.SECRETARIAT:
        _check_somebody_administers(person_id)
    if (row.post, row.unit_id) != (data.post, data.unit_id):
        _appoint(row, post=data.post, unit_id=data.unit_id, day=at.today)
    before, after = differing(row, vars(data))
    changed = list(after)
    for name in changed:
        setattr(row, name, getattr(data, name))
    if "email" in changed:
        row.bounced_at = None
        _flush_with_email()
        spend_links(person_id, now=at.now)  # what was sent to the address of before opens nothing any more
    if changed:
        row.version += 1
        told = {"before": _impersonal(before), "after": _impersonal(after)}
        record(actor, Act.PERSON_EDITED, person_id, now=at.now, fields=changed, **told)


def close_account(actor: Actor, person_id: int, *, now: datetime) -> None:
    """Close an account: its sessions and links end at once, and nothing more is mailed to it."""
    if person_id == actor.person_id:
        raise NotYourself
    row = find(Person, person_id)
    if row.role is Role.SECRETARIAT:
        _check_somebody_administers(person_id)
    row.active = False
    _end_substitutions_by(person_id)
    end_sessions(actor, person_id, now=now)
    spend_links(person_id, now=now)
    end_feeds_of(person_id, now=now)
    outbox.withdraw([person_id])
    record(actor, Act.PERSON_CLOSED, person_id, now=now)


def reopen_account(actor: Actor, person_id: int, *, now: datetime) -> None:
    """Open a closed account again, with the password it had."""
    find(Person, person_id).active = True
    record(actor, Act.PERSON_REOPENED, person_id, now=now)


def set_substitute(
    actor: Actor,
    person_id: int,
    substitute_id: int | None,
    first_day: date | None,
    last_day: date | None,
    *,
    version: int,
    now: datetime,
) -> None:
    """Say who acts for a person on leave from a day to a day: None, nobody; without days there is no leave.

    Raises Stale when the person's record was saved after ``version``.
    """
    row = find_as_shown(Person, person_id, version)
    if substitute_id is not None:
        check_substitution(_facts(person_id), _facts(substitute_id), first_day, last_day)
    away = checked_leave(first_day, last_day)
    before = _substitution(row)
    acted_for = (substitute_id, first_day, last_day) if substitute_id is not None else (None, None, None)
    row.substitute_id, row.substitute_from, row.substitute_until = acted_for
    _keep_leave(person_id, away)
    row.version += 1
    record(actor, Act.PERSON_SUBSTITUTED, person_id, now=now, before=before, after=_substitution(row))


def give_temporary_password(actor: Doer, person_id: int, *, now: datetime) -> str:
    """Make a password to be told in person and changed at the first sign-in; open sessions end."""
    if person_id == actor.person_id:
        raise NotYourself
    row = find(Person, person_id)
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    store_password(row.id, password, temporary=True, now=now)
    end_sessions(actor, person_id, now=now)
    record(actor, Act.PERSON_PASSWORD_GIVEN, person_id, now=now)
    return password


def check_new(data: PersonData, *, today: date) -> None:
    """Refuse a record that no new account can have."""
    _check_data(data, today=today)
    email_address.checked(data.email)
    _check_email_free(data.email, but=None)


def add_person(data: PersonData, *, institution_id: int, password: str | None, at: Moment) -> Person:
    """Write the rows of a new person: her record and her first appointment."""
    row = Person(
        institution_id=institution_id,
        name=data.name,
        email=data.email.strip().lower(),
        post=data.post,
        role=data.role,
        unit_id=data.unit_id,
        access_until=data.access_until,
        active=True,
        password=hashing.hashed(password) if password else None,
        password_temporary=False,
        created_at=at.now,
    )
    db.session.add(row)
    _flush_with_email()
    db.session.add(
        Appointment(
            institution_id=institution_id,
            person_id=row.id,
            unit_id=data.unit_id,
            post=data.post,
            valid_from=at.today,
        )
    )
    return row


def move_people(unit_id: int, successor_id: int, *, day: date) -> int:
    """Move the active people of a unit that ends to the one that continues it."""
    rows = db.session.scalars(select(Person).where(Person.unit_id == unit_id, Person.active)).all()
    for row in rows:
        _appoint(row, post=row.post, unit_id=successor_id, day=day)
        row.unit_id = successor_id
        row.version += 1
    return len(rows)


def _appoint(row: Person, *, post: str, unit_id: int | None, day: date) -> None:
    """Close the appointment in force and begin another; one begun that same day is corrected instead."""
    present = db.session.scalars(
        select(Appointment).where(Appointment.person_id == row.id, Appointment.valid_until.is_(None))
    ).one_or_none()
    if present is not None and present.valid_from >= day:
        present.post, present.unit_id = post, unit_id
        return
    if present is not None:
        present.valid_until = day
    db.session.add(
        Appointment(
            institution_id=row.institution_id, person_id=row.id, unit_id=unit_id, post=post, valid_from=day
        )
    )


def _impersonal(values: Mapping[str, object]) -> dict[str, object]:
    """What the trail may keep of a record: no name, address or post."""
    return {name: value for name, value in values.items() if name in {"role", "unit_id", "access_until"}}


def _substitution(row: Person) -> dict[str, object]:
    return {
        "substitute_id": row.substitute_id,
        "first_day": row.substitute_from,
        "last_day": row.substitute_until,
    }


def _keep_leave(person_id: int, days: tuple[date, date] | None) -> None:
    """The days of her leave, whoever acts for her: they stay when that one leaves."""
    row = db.session.scalars(select(Absence).where(Absence.person_id == person_id)).one_or_none()
    if days is None:
        if row is not None:
            db.session.delete(row)
    elif row is None:
        db.session.add(Absence(person_id=person_id, first_day=days[0], last_day=days[1]))
    else:
        row.first_day, row.last_day = days


def _facts(person_id: int) -> PersonFacts:
    db.session.flush()
    facts = people.person_facts(person_id)
    if facts is None:
        raise NotFound
    return facts


def _check_data(data: PersonData, *, today: date | None) -> None:
    check_record(data.role, unit_id=data.unit_id, access_until=data.access_until)
    if data.unit_id is not None and data.unit_id not in units.unit_names():
        raise NeedsUnit
    if today is not None:
        check_expiry(data.access_until, today=today)


def _check_email_free(email: str, *, but: int | None) -> None:
    found = identity.credentials(email)
    if found is not None and found.person.person_id != but:
        raise EmailTaken


def _flush_with_email() -> None:
    """Write, and say it as a rule does when somebody took the e-mail a moment ago."""
    try:
        db.session.flush()
    except IntegrityError as error:
        db.session.rollback()
        raise EmailTaken from error


def _check_somebody_administers(person_id: int) -> None:
    if people.others_in_secretariat(person_id) == 0:
        raise LastSecretariat


def _end_substitutions_by(person_id: int) -> None:
    """Whoever leaves acts for nobody any more."""
    db.session.execute(
        update(Person)
        .where(Person.substitute_id == person_id)
        .values(
            substitute_id=None,
            substitute_from=None,
            substitute_until=None,
            version=Person.version + 1,
        )
    )
