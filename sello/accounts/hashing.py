"""Hashing passwords with Argon2id, never more at once than the machine's memory is meant to bear."""

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from argon2.profiles import CHEAPEST, RFC_9106_LOW_MEMORY

PROFILES = {"normal": RFC_9106_LOW_MEMORY, "low": CHEAPEST}
"""`normal` is the low-memory recommendation of RFC 9106 (64 MiB); `low` is for tests only."""

AT_ONCE = threading.BoundedSemaphore(4)
"""Each hash takes 64 MiB: a flood of guesses must wait in line instead of exhausting the memory."""


class _Cost:
    """The cost at which this process makes new hashes; the settings choose it once, at the start."""

    profile = "normal"


def use_cost(profile: str) -> None:
    """Choose the cost of new hashes: `normal`, or `low` for tests. Raises KeyError for any other."""
    PROFILES[profile]
    _Cost.profile = profile


def hashed(password: str) -> str:
    """Hash a password, with its salt and cost inside the result."""
    with AT_ONCE:
        return _hasher(_Cost.profile).hash(password)


def matches(password: str, stored: str | None) -> bool:
    """Tell whether a password is the stored one; without a stored one it takes as long and says no."""
    with AT_ONCE:
        try:
            _hasher(_Cost.profile).verify(stored or _decoy(_Cost.profile), password)
        except (VerifyMismatchError, InvalidHashError):
            return False
    return stored is not None


def outdated(stored: str) -> bool:
    """Tell whether a stored hash was made at another cost than today's."""
    return _hasher(_Cost.profile).check_needs_rehash(stored)


@cache
def _hasher(profile: str) -> PasswordHasher:
    return PasswordHasher.from_parameters(PROFILES[profile])


@cache
def _decoy(profile: str) -> str:
    return _hasher(profile).hash("the password of no account")
