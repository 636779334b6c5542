"""Signing in and out, sessions, and setting one's password."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from sello.accounts import hashing
from sello.accounts.domain.access import (
    LONGEST_SESSION,
    LinkKind,
    LinkSpent,
    SignInRefused,
    WrongPassword,
    device_name,
    digest,
    new_token,
)
from sello.accounts.domain.actor import Actor, PersonFacts
from sello.accounts.domain.passwords import PasswordSame, check_new_password
from sello.accounts.models import AccessLink, Person, SignIn
from sello.accounts.queries import identity
from sello.accounts.queries.identity import Credentials, LinkOwner
from sello.accounts.service.guesses import forget_attempts
from sello.accounts.service.links import Delivery, send_link, spend_links
from sello.core.changes import note
from sello.core.db import affected, db, everywhere
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.recording import Doer, record

USED = {LinkKind.INVITATION: Act.PERSON_INVITATION_USED, LinkKind.RESET: Act.PERSON_RESET_USED}
"""What was done with a link, by its kind."""

NOTED_EVERY = timedelta(minutes=5)
"""How exactly a session's last change is known."""


def check_credentials(found: Credentials | None, password: str, *, at: Moment) -> Credentials:
    """Let through who may sign in; account, password or permission missing take the same time and words.

    Raises SignInRefused. Hashing takes a tenth of a second: call it outside of a transaction.
    """
    right = hashing.matches(password, found.password if found else None)
    if not right or found is None or not found.person.may_enter(at.there(found.person.zone).today):
        raise SignInRefused
    return found


def renew_hash(found: Credentials, password: str) -> None:
    """Hash a password again that was hashed at another cost than today's."""
    if found.password and hashing.outdated(found.password):
        db.session.execute(
            update(Person)
            .where(Person.id == found.person.person_id)
            .values(password=hashing.hashed(password))
        )


def _count_who_comes_back(person: PersonFacts) -> None:
    """Signing in is no change, but for who had a substitute: the dashboard names her until she is back."""
    leave = select(Person.substitute_until).where(Person.id == person.person_id)
    if db.session.scalar(leave) is not None:
        note(db.session(), person.institution_id)


def open_session(person: PersonFacts, *, user_agent: str, now: datetime) -> str:
    """Open a session for a person who showed who she is; returns the token that her browser keeps."""
    token = new_token()
    session = SignIn(
        institution_id=person.institution_id,
        person_id=person.person_id,
        token_hash=digest(token),
        device=device_name(user_agent),
        created_at=now,
        last_change_at=now,
        expires_at=now + LONGEST_SESSION,
    )
    db.session.add(session)
    db.session.flush()
    record(person, Act.SIGN_IN_OPENED, session.id, now=now)
    _count_who_comes_back(person)
    return token


def note_change(sign_in_id: int, last_noted: datetime, *, now: datetime) -> None:
    """Note that something is being saved from a session, at most every five minutes."""
    if now - last_noted >= NOTED_EVERY:
        db.session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(last_change_at=now))


def end_session(actor: Actor, sign_in_id: int, *, now: datetime) -> None:
    """End one of one's own sessions. Raises NotFound for anybody else's."""
    ended = db.session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.person_id == actor.person_id, SignIn.ended_at.is_(None))
        .values(ended_at=now)
    )
    if affected(ended) == 0:
        raise NotFound
    record(actor, Act.SIGN_IN_ENDED, sign_in_id, now=now)


def end_sessions(actor: Doer, person_id: int, *, now: datetime, but: int | None = None) -> int:
    """End every session of a person (but one, when asked); returns how many were open."""
    ending = update(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None))
    if but is not None:
        ending = ending.where(SignIn.id != but)
    ended = affected(db.session.execute(ending.values(ended_at=now)))
    if ended:
        record(actor, Act.PERSON_SIGNED_OUT, person_id, now=now, sessions=ended)
    return ended


def request_reset(email: str, delivery: Delivery, *, at: Moment) -> None:
    """Send a reset link if the e-mail has an open account; tells nobody whether it has."""
    found = identity.credentials(email)
    if found is None or not found.person.may_enter(at.there(found.person.zone).today):
        return
    with everywhere():
        send_link(found.person, LinkKind.RESET, delivery, at=at)


def set_password_by_link(owner: LinkOwner, password: str, *, now: datetime) -> None:
    """Set the password that a link allows to set, once; every session opened before ends.

    Raises LinkSpent when somebody was faster, and the refusals of `check_new_password`.
    """
    person = owner.person
    check_new_password(password, email=person.email, name=person.name)
    spent = db.session.execute(
        update(AccessLink)
        .where(AccessLink.id == owner.link_id, AccessLink.spent_at.is_(None), AccessLink.expires_at > now)
        .values(spent_at=now)
    )
    if affected(spent) == 0:
        raise LinkSpent
    store_password(person.person_id, password, temporary=False, now=now)
    end_sessions(person, person.person_id, now=now)
    forget_attempts(person.email)
    record(person, USED[owner.kind], person.person_id, now=now)


def change_password(actor: Actor, sign_in_id: int, *, current: str, password: str, now: datetime) -> None:
    """Change one's own password; the other sessions end, this one stays.

    Raises WrongPassword, PasswordSame, and the refusals of `check_new_password`.
    """
    found = identity.credentials(actor.email)
    if found is None or not hashing.matches(current, found.password):
        raise WrongPassword
    if password == current:
        raise PasswordSame
    check_new_password(password, email=actor.email, name=actor.name)
    store_password(actor.person_id, password, temporary=False, now=now)
    end_sessions(actor, actor.person_id, now=now, but=sign_in_id)
    record(actor, Act.PERSON_PASSWORD_CHANGED, actor.person_id, now=now)


def store_password(person_id: int, password: str, *, temporary: bool, now: datetime) -> None:
    """Keep a password's hash; links sent before open nothing any more."""
    db.session.execute(
        update(Person)
        .where(Person.id == person_id)
        .values(password=hashing.hashed(password), password_temporary=temporary)
    )
    spend_links(person_id, now=now)
