"""What an institution has decided about its reminders, and what it may decide."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time

from sello.accounts.domain.actor import ANSWERING, Role
from sello.core.labels import N_, LabelledEnum
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.reminders.domain.ladder import NAMED, USUAL_LADDER, Ladder, To, When, checked_ladder


class Kind(LabelledEnum):
    """What a mail is about; a person may turn each of these off for herself."""

    DUE_SOON = "due-soon", N_("Tareas por vencer")
    OVERDUE = "overdue", N_("Tareas atrasadas")
    ESCALATED = "escalated", N_("Tareas atrasadas de mi unidad")
    FOLLOWED = "followed", N_("Tareas de otras personas que debo conocer")
    DIGEST = "digest", N_("Resumen semanal")
    EXPIRING = "expiring", N_("Evidencias por vencer")
    MONTHLY_REPORT = "monthly-report", N_("Informe mensual")
    AUTHORITY_PAGE = "authority-page", N_("Página de la autoridad")
    SAVED_VIEW = "saved-view", N_("Vistas guardadas que pedí por correo")


def kinds_for(role: Role) -> tuple[Kind, ...]:
    """Return the kinds of mail that can reach a role, in the order in which they are offered."""
    if role is Role.AUTHORITY:
        return (Kind.FOLLOWED, Kind.MONTHLY_REPORT, Kind.AUTHORITY_PAGE, Kind.SAVED_VIEW)
    if role is Role.AUDITOR:
        return (Kind.MONTHLY_REPORT, Kind.SAVED_VIEW)
    escalated = (Kind.ESCALATED,) if role in ANSWERING else ()
    own = (Kind.DUE_SOON, Kind.OVERDUE, *escalated, Kind.FOLLOWED, Kind.DIGEST, Kind.EXPIRING)
    return (*own, Kind.MONTHLY_REPORT, Kind.SAVED_VIEW)


def kind_of(when: When, to: To) -> Kind:
    """What kind of mail a rung of the ladder writes."""
    if to is To.PERSON:
        return Kind.DUE_SOON if when is When.BEFORE else Kind.OVERDUE
    return Kind.ESCALATED if when is When.AFTER and to in (To.HEAD, To.ABOVE) else Kind.FOLLOWED


class Weekday(LabelledEnum):
    """A working day of the week; its value is Python's number of it."""

    MONDAY = "0", N_("lunes")
    TUESDAY = "1", N_("martes")
    WEDNESDAY = "2", N_("miércoles")
    THURSDAY = "3", N_("jueves")
    FRIDAY = "4", N_("viernes")


EARLIEST, LATEST = time(7, 0), time(20, 0)
"""Mail that nobody waits for is written and delivered between these local times."""

MOST_OFFSETS = 5


class HourOutOfRange(Refusal):
    """Mails go out while people work, and never in the hours that the clock change skips or repeats."""

    message = N_("La hora debe estar entre las %(earliest)s y las %(latest)s.")


class NeverOpen(Refusal):
    """Hours that end before they begin let no mail out."""

    message = N_("Los correos deben poder salir durante un rato: elija una hora posterior a la primera.")


class OffsetsOutOfRange(Refusal):
    """Days before a date have to be a short list of sensible numbers."""

    message = N_("Indique entre 1 y %(most)s plazos distintos, cada uno de %(least)s a %(longest)s días.")


@dataclass(frozen=True, slots=True)
class Schedule:
    """The times and offsets of an institution; these defaults hold until the secretariat changes them."""

    send_at: time = time(8, 30)
    """Local time from which the day's reminders are written."""
    ladder: Ladder = USUAL_LADDER
    """Who is told of a task, how long before and after its last day."""
    administration: tuple[int, ...] = ()
    """The people who are the Administración Municipal, by their rows …"""
    committee: tuple[int, ...] = ()
    """… and those who are the committee."""
    digest_on: Weekday = Weekday.MONDAY
    digest_at: time = time(8, 30)
    expiring: tuple[int, ...] = (60, 30, 7)
    """Running days before a piece of evidence expires."""
    off: frozenset[Kind] = frozenset()
    """Kinds that this institution does not send at all."""
    mails_from: time = EARLIEST
    """Local time from which mails go out; before it, and after `mails_until`, all is quiet."""
    mails_until: time = LATEST

    def named(self, to: To) -> tuple[int, ...]:
        """The people whom the institution named as some that a rung tells."""
        return {To.ADMINISTRATION: self.administration, To.COMMITTEE: self.committee}.get(to, ())


def checked(schedule: Schedule) -> Schedule:
    """Return the settings, or refuse the first that makes no sense, named by its field."""
    _check_hour("mails_from", schedule.mails_from)
    _check_hour("mails_until", schedule.mails_until)
    if schedule.mails_from >= schedule.mails_until:
        raise _beside("mails_until", NeverOpen())
    hours = (schedule.mails_from, schedule.mails_until)
    _check_hour("send_at", schedule.send_at, *hours)
    _check_hour("digest_at", schedule.digest_at, *hours)
    _check_offsets("expiring", schedule.expiring, 1, 365)
    try:
        ladder = checked_ladder(schedule.ladder, [to for to in NAMED if schedule.named(to)])
    except Refusal as refusal:
        raise _beside("ladder", refusal) from None
    return replace(schedule, ladder=ladder)


def is_office_hour(at: Moment, first: time = EARLIEST, last: time = LATEST) -> bool:
    """Tell whether mail that nobody waits for may go out now: a business day, in the hours of work."""
    return first <= at.local(at.now).time() <= last and at.calendar.is_business_day(at.today)


def _check_hour(field: str, hour: time, first: time = EARLIEST, last: time = LATEST) -> None:
    if not first <= hour <= last:
        refusal = HourOutOfRange(earliest=f"{first:%H:%M}", latest=f"{last:%H:%M}")
        raise _beside(field, refusal)


def _check_offsets(field: str, offsets: tuple[int, ...], least: int, longest: int) -> None:
    distinct = len(set(offsets)) == len(offsets)
    if not distinct or not 1 <= len(offsets) <= MOST_OFFSETS or not _within(offsets, least, longest):
        raise _beside(field, OffsetsOutOfRange(most=MOST_OFFSETS, least=least, longest=longest))


def _within(numbers: Iterable[int], least: int, longest: int) -> bool:
    return all(least <= number <= longest for number in numbers)


def _beside(field: str, refusal: Refusal) -> Refusal:
    refusal.field = field  # type: ignore[misc]  # one reason serves several fields of the form
    return refusal
