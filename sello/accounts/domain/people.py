"""What a person's record must satisfy: unit, expiry, substitute, and never nobody who administers."""

from datetime import date

from sello.accounts.domain.actor import HAS_UNIT, SUBSTITUTABLE, PersonFacts, Role
from sello.core.labels import N_
from sello.core.refusal import Refusal


class EmailTaken(Refusal):
    """An e-mail names one account on the whole instance."""

    message = N_("Ese correo ya está en uso por otra cuenta.")
    field = "email"


class NeedsUnit(Refusal):
    """Heads and contributors work for a unit."""

    message = N_("Elija la unidad en que trabaja esta persona.")
    field = "unit_id"


class NeedsExpiry(Refusal):
    """An external auditor's access ends by date."""

    message = N_("Indique el último día de acceso de la auditoría externa.")
    field = "access_until"


class ExpiryPast(Refusal):
    """An access that is over before it begins is a slip."""

    message = N_("El último día de acceso no puede ser anterior a hoy.")
    field = "access_until"


class LastSecretariat(Refusal):
    """Somebody must be able to administer the institution."""

    message = N_(
        "Es la única cuenta activa de la Secretaría Ejecutiva. Dé antes ese rol a otra persona, "
        "para que la institución no quede sin administración."
    )
    field = "role"


class NotYourself(Refusal):
    """Whoever administers does not lock herself out; her own password she changes in her account."""

    message = N_("Con su propia cuenta esto se hace en «Mi cuenta», o lo hace otra persona de la Secretaría.")


class AlreadyEntered(Refusal):
    """An invitation is for who has not entered yet."""

    message = N_("Esta persona ya tiene contraseña, o su cuenta está desactivada: no necesita invitación.")


class SubstituteIsSelf(Refusal):
    """Nobody substitutes herself."""

    message = N_("Elija a otra persona: nadie se subroga a sí misma.")
    field = "substitute_id"


class SubstituteUnsuited(Refusal):
    """Authority and audit are not acted for; their access is given to a person."""

    message = N_(
        "Solo se subroga entre la Secretaría Ejecutiva, las jefaturas y quienes colaboran en una unidad."
    )
    field = "substitute_id"


class SubstituteInactive(Refusal):
    """A closed account cannot act for anybody."""

    message = N_("Esa cuenta está desactivada y no puede subrogar.")
    field = "substitute_id"


class SubstitutePeriod(Refusal):
    """A leave has a first and a last day, in order."""

    message = N_("Indique el primer y el último día de la ausencia, en ese orden.")
    field = "substitute_until"


def check_record(role: Role, *, unit_id: int | None, access_until: date | None) -> None:
    """Refuse a role without what it needs: a unit, or a last day."""
    if role in HAS_UNIT and unit_id is None:
        raise NeedsUnit
    if role is Role.AUDITOR and access_until is None:
        raise NeedsExpiry


def check_expiry(access_until: date | None, *, today: date) -> None:
    """Refuse a last day that is over."""
    if access_until is not None and access_until < today:
        raise ExpiryPast


def check_substitution(
    absent: PersonFacts, substitute: PersonFacts, first_day: date | None, last_day: date | None
) -> None:
    """Refuse a substitution without order, with oneself, by a closed account or between unsuited roles."""
    if absent.person_id == substitute.person_id:
        raise SubstituteIsSelf
    if not substitute.active:
        raise SubstituteInactive
    if absent.role not in SUBSTITUTABLE or substitute.role not in SUBSTITUTABLE:
        raise SubstituteUnsuited
    if first_day is None or last_day is None or last_day < first_day:
        raise SubstitutePeriod


def checked_leave(first_day: date | None, last_day: date | None) -> tuple[date, date] | None:
    """The days of a leave as they may be kept, or None where there is none; refuses half of them."""
    if first_day is None and last_day is None:
        return None
    if first_day is None or last_day is None or last_day < first_day:
        raise SubstitutePeriod
    return first_day, last_day
