"""What an e-mail address has to be: one rule for the forms' library and the commands."""

from email_validator import EmailNotValidError, validate_email

from sello.core.labels import N_
from sello.core.refusal import Refusal


class AddressIncomplete(Refusal):
    """With this address nobody could sign in, or be written to."""

    message = N_("«%(email)s» no es un correo. Escriba uno completo, por ejemplo nombre@municipalidad.cl.")
    field = "email"


def checked(email: str) -> str:
    """The address as it is kept. It is not asked whether mail arrives there. Raises AddressIncomplete."""
    try:
        validate_email(email.strip(), check_deliverability=False)
    except EmailNotValidError:
        raise AddressIncomplete(email=email) from None
    return email.strip().lower()
