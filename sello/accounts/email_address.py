"""What an e-mail address has to be: one rule for the forms' library and the commands."""

import re
from typing import Final

from email_validator import EmailNotValidError, validate_email

from sello.core.labels import N_
from sello.core.refusal import Refusal


class AddressIncomplete(Refusal):
    """With this address nobody could sign in, or be written to."""

    message = N_("«%(email)s» no es un correo. Escriba uno completo, por ejemplo nombre@municipalidad.cl.")
    field = "email"


_COPIED: Final = re.compile(
    r"(?:[^<>@]*<)?(?:mailto:)?(?P<address>[^<>]*?)(?:\?[^<>@]*)?>?[;,.\s]*", re.IGNORECASE
)
_QUOTES: Final = "'\"«»“”‘’ \t\n"


class AddressMissing(Refusal):
    """Nobody signs in without one."""

    message = N_("Falta el correo.")
    field = "email"


class SeveralAddresses(Refusal):
    """Two addresses where one person signs in with one."""

    message = N_("«%(email)s» son varios correos: deje el que esta persona usa para entrar.")
    field = "email"


def bare(email: str) -> str:
    """The address in what people copy: «mailto:a@b.cl», «Ana Rojas <a@b.cl>;»; any other text as it is."""
    found = _COPIED.fullmatch(email.strip(_QUOTES))
    return (found["address"].strip(_QUOTES) if found else email).strip().lower()


def checked(email: str) -> str:
    """The address as it is kept. It is not asked whether mail arrives there. Raises AddressIncomplete."""
    if not email.strip():
        raise AddressMissing
    if email.count("@") > 1 and len(re.split(r"[;,/\s]+", email.strip())) > 1:
        raise SeveralAddresses(email=email.strip()[:80])
    try:
        validate_email(email.strip(), check_deliverability=False)
    except EmailNotValidError:
        raise AddressIncomplete(email=email) from None
    return email.strip().lower()
