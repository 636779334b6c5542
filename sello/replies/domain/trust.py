"""Whether the mailbox's own server found that a mail comes from where it says (RFC 8601, DMARC: RFC 7489)."""

from __future__ import annotations

import re

from sello.core.mail.letter import Letter

MICROSOFT, NOBODY = "microsoft365", "none"
"""Values of the setting: Exchange Online names no server, and some servers refuse without a word."""

_RESULT = re.compile(r"\b(dmarc|dkim|spf|auth)\s*=\s*pass\b", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]*\)")
_PLACES = {
    "dmarc": re.compile(r"header\.from\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE),
    "dkim": re.compile(r"header\.(?:d|i)\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE),
    "spf": re.compile(r"smtp\.mailfrom\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE),
    "auth": re.compile(r"smtp\.(?:auth|mailfrom)\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE),
}
"""Where each method says of which domain it speaks."""


def is_proven(letter: Letter, sender: str, trust: str) -> bool:
    """Whether somebody that this instance trusts found the sender's domain to be true.

    Only the uppermost result is read, which the last server wrote: those below it came with the mail.
    """
    domain = sender.rpartition("@")[2].lower()
    if trust.lower() == NOBODY:
        return True
    if not trust or not domain:
        return False
    if trust.lower() == MICROSOFT and letter.first("x-ms-exchange-organization-authas").lower() == "internal":
        return True  # Exchange takes this header away from whatever comes from outside
    result = _COMMENT.sub(" ", letter.first("authentication-results"))
    by, _, methods = result.partition(";")
    if trust.lower() == MICROSOFT:
        methods = result
    elif by.split()[:1] != [trust] and by.strip().lower().split()[:1] != [trust.lower()]:
        return False
    return any(_says(each, domain) for each in methods.split(";"))


def _says(method: str, domain: str) -> bool:
    found = _RESULT.search(method)
    if found is None:
        return False
    place = _PLACES[found.group(1).lower()].search(method)
    said = place.group(1).rpartition("@")[2].lower().rstrip(".") if place else ""
    return said == domain or (bool(said) and "." in said and domain.endswith(f".{said}"))
