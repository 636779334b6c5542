"""What a new password must be, and how often one may guess."""

import ipaddress
from dataclasses import dataclass
from datetime import timedelta

from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.core.text import fold

SHORTEST = 12
LONGEST = 200
FEWEST_DIFFERENT = 6
COMMON = (
    "contrasena",
    "password",
    "municipalidad",
    "igualdad",
    "sellodeigualdad",
    "bienvenida",
    "secretaria",
    "qwerty",
    "asdfgh",
    "123456",
    "abcdef",
)
"""Words and runs that guessers try first; a password may contain one, but not consist of it and digits."""


class PasswordTooShort(Refusal):
    """Length is what makes a password hard to guess."""

    message = N_("La contraseña debe tener al menos %(shortest)s caracteres; una frase sirve muy bien.")
    field = "password"


class PasswordTooLong(Refusal):
    """A bound, so that hashing cannot be used to exhaust the server."""

    message = N_("La contraseña puede tener a lo más %(longest)s caracteres.")
    field = "password"


class PasswordTooEasy(Refusal):
    """Repetitions, known words and one's own name are guessed first."""

    message = N_(
        "Esa contraseña es fácil de adivinar. Use una frase de varias palabras que no incluya su nombre."
    )
    field = "password"


class PasswordSame(Refusal):
    """A temporary or leaked password must really be replaced."""

    message = N_("La contraseña nueva debe ser distinta de la actual.")
    field = "password"


def check_new_password(password: str, *, email: str, name: str) -> None:
    """Refuse a password that is too short, too long, or guessed early (NIST SP 800-63B)."""
    if len(password) < SHORTEST:
        raise PasswordTooShort(shortest=SHORTEST)
    if len(password) > LONGEST:
        raise PasswordTooLong(longest=LONGEST)
    if len(set(password)) < FEWEST_DIFFERENT or _is_a_guess(password, email=email, name=name):
        raise PasswordTooEasy


def _is_a_guess(password: str, *, email: str, name: str) -> bool:
    own = [email.partition("@")[0], *name.split()]
    rest = fold(password)
    for word in sorted({fold(each) for each in (*COMMON, *own) if len(each) >= 4}, key=len, reverse=True):
        rest = rest.replace(word, "")
    return sum(char.isalpha() for char in rest) < 4 and rest != fold(password)


@dataclass(frozen=True)
class Limit:
    """So many tries within a stretch of time that begins with the first of them."""

    tries: int
    within: timedelta


SIGN_IN_ACCOUNT = Limit(10, timedelta(minutes=15))
# A town hall's offices share one public address, so this one is wide.
SIGN_IN_ADDRESS = Limit(60, timedelta(minutes=15))
RESET_ACCOUNT = Limit(3, timedelta(hours=1))
RESET_ADDRESS = Limit(30, timedelta(hours=1))


class TooManyGuesses(Refusal):
    """Guessing is slowed down: for an account, for an address, and for a device that knows the account."""

    message = N_(
        "Hubo demasiados intentos. Espere %(minutes)s minutos, "
        "o pida un enlace para restablecer su contraseña."
    )
    status = 429


def address_block(address: str | None) -> str:
    """Give the block of addresses that one guesser holds: an IPv4 address, or an IPv6 /64."""
    try:
        parsed = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
