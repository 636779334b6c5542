"""How often one may guess a password, or ask for a link, before having to wait."""

import ipaddress
from dataclasses import dataclass
from datetime import timedelta

from sello.core.labels import N_
from sello.core.refusal import Refusal


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
        "Hubo demasiados intentos. Espere %(minutes)s min, o pida un enlace para restablecer su contraseña."
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
