"""Links and sessions: how long they hold, and what they say when they do not."""

import hashlib
import re
import secrets
from datetime import timedelta

from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal

LONGEST_SESSION = timedelta(days=14)
"""However much a browser is used, after this long its person signs in again."""


RESET_HOLDS = timedelta(hours=2)
"""How long a reset link works: whoever asked for it is waiting for it."""


SENDING_KEPT = timedelta(minutes=10)
"""How long a form that was sent may be on its way once more, or be tried again by an impatient hand."""


class LinkKind(LabelledEnum):
    """What a single-use link is for."""

    INVITATION = "invitation", N_("Invitación")
    RESET = "reset", N_("Restablecimiento de contraseña")


class SignInRefused(Refusal):
    """One answer for an unknown account, a wrong password and a closed account: it tells nothing apart."""

    message = N_(
        "El correo o la contraseña no coinciden, o la cuenta no está habilitada. Revise e intente de nuevo."
    )


class WrongPassword(Refusal):
    """Whoever changes a password shows that she knows the present one."""

    message = N_("La contraseña actual no es correcta.")
    field = "current"


class LinkSpent(Refusal):
    """A link works once, until its hour; an unknown one gets the same answer."""

    message = N_(
        "Este enlace ya se usó o venció. Pida otro en «Olvidé mi contraseña» o a la Secretaría Ejecutiva."
    )
    status = 410


def new_token() -> str:
    """Make a secret of 256 random bits that fits in an address or a cookie."""
    return secrets.token_urlsafe(32)


def digest(text: str) -> str:
    """Give the SHA-256 of a secret, which is what is stored of it."""
    return hashlib.sha256(text.encode()).hexdigest()


BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """Name a browser so that its owner recognises it ("Firefox, Android"); empty when it says nothing."""
    found = (
        next((name for mark, name in table if re.search(mark, user_agent)), "")
        for table in (BROWSERS, SYSTEMS)
    )
    return ", ".join(name for name in found if name)
