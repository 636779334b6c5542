"""Slowing down whoever guesses: counted in the database, so that it holds over all processes."""

import math
from datetime import datetime, timedelta

from sqlalchemy import case, delete, update

from sello.accounts.domain.access import digest
from sello.accounts.domain.guesses import (
    RESET_ACCOUNT,
    RESET_ADDRESS,
    SIGN_IN_ACCOUNT,
    SIGN_IN_ADDRESS,
    Limit,
    TooManyGuesses,
    address_block,
)
from sello.accounts.models import Guess
from sello.core.db import affected, db, insert_into

DEVICE = "sign-in device"

KEPT = timedelta(days=1)
"""Counts older than this say nothing any more; every limit's stretch of time is shorter."""


def count_sign_in(email: str, address: str | None, *, device: str | None = None, now: datetime) -> None:
    """Count an attempt to sign in, before it is checked. Raises TooManyGuesses.

    In a device that knows the account only its own guesses count: strangers cannot shut the owner out.
    """
    account = email.strip().lower()
    if device is not None:
        _count(DEVICE, f"{account} {device}", SIGN_IN_ACCOUNT, now)
        return
    _count("sign-in account", account, SIGN_IN_ACCOUNT, now)
    _count("sign-in address", address_block(address), SIGN_IN_ADDRESS, now)


def count_reset_request(email: str, address: str | None, *, now: datetime) -> None:
    """Count a request for a reset link. Raises TooManyGuesses."""
    _count("reset account", email.strip().lower(), RESET_ACCOUNT, now)
    _count("reset address", address_block(address), RESET_ADDRESS, now)


def forget_attempts(email: str) -> None:
    """Begin anew for an account whose person showed who she is."""
    own = [_key(kind, email.strip().lower()) for kind in ("sign-in account", "reset account")]
    db.session.execute(delete(Guess).where(Guess.key.in_(own)))


def forget_old_counts(*, now: datetime) -> int:
    """Drop the counts that are too old to limit anybody; tell how many."""
    return affected(db.session.execute(delete(Guess).where(Guess.since < now - KEPT)))


def forgive_sign_in(email: str, address: str | None, *, device: str | None = None) -> None:
    """Take back the count of an attempt that succeeded: a whole town hall shares one address.

    What strangers guessed stays counted when its owner comes in by a device that knows her.
    """
    if device is not None:
        own = _key(DEVICE, f"{email.strip().lower()} {device}")
        db.session.execute(delete(Guess).where(Guess.key == own))
        return
    forget_attempts(email)
    here = _key("sign-in address", address_block(address))
    db.session.execute(update(Guess).where(Guess.key == here, Guess.tries > 0).values(tries=Guess.tries - 1))


def _count(kind: str, subject: str, limit: Limit, now: datetime) -> None:
    """Count one try in a single statement, so that tries made at once are all counted."""
    over = Guess.since <= now - limit.within
    statement = insert_into(Guess).values(key=_key(kind, subject), tries=1, since=now)
    counted = statement.on_conflict_do_update(
        index_elements=[Guess.key],
        set_={
            "tries": case((over, 1), else_=Guess.tries + 1),
            "since": case((over, now), else_=Guess.since),
        },
    ).returning(Guess.tries, Guess.since)
    row = db.session.execute(counted).one()
    if row.tries > limit.tries:
        raise TooManyGuesses(minutes=math.ceil((row.since + limit.within - now) / timedelta(minutes=1)))


def _key(kind: str, subject: str) -> str:
    return digest(f"{kind}:{subject}")
