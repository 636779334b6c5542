"""The escalation ladder: how long before or after its last day who is told of a task, and how often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal


class When(LabelledEnum):
    """On which side of a task's last day a rung stands."""

    BEFORE = "before", N_("Antes del plazo")
    AFTER = "after", N_("Después del plazo")


class To(LabelledEnum):
    """Whom a rung tells; who is several of them is told as the first."""

    PERSON = "person", N_("Quien tiene la tarea a cargo")
    SUBSTITUTE = "substitute", N_("Su subrogante, además")
    HEAD = "head", N_("Jefatura de la unidad")
    ABOVE = "above", N_("Jefatura de la unidad superior")
    ADMINISTRATION = "administration", N_("Administración Municipal")
    COMMITTEE = "committee", N_("Comité")


NAMED = {To.ADMINISTRATION: "administration", To.COMMITTEE: "committee"}
"""Who is reached by names that the institution wrote down, and the setting that holds them."""

MOST_RUNGS = 20
LONGEST_BEFORE, LONGEST_AFTER, LONGEST_EVERY = 30, 250, 60
"""Business days."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder; days are business days."""

    when: When
    days: int
    """Before: 0 is the last day itself. After: 1 is the first late day."""
    to: To
    every: int = 0
    """After: once more each so many days; 0 is once."""

    def first_after(self, late: int) -> int | None:
        """The first late day after another on which it tells; None if there is none."""
        if late < self.days:
            return self.days
        return late + self.every - (late - self.days) % self.every if self.every else None

    def last_until(self, late: int) -> int | None:
        """The last late day up to one on which it tells; None if there is none."""
        if late < self.days:
            return None
        return late - (late - self.days) % self.every if self.every else self.days

    def times(self, late: int) -> int:
        """How many times it has told by a late day."""
        if late < self.days:
            return 0
        return 1 + ((late - self.days) // self.every if self.every else 0)


Ladder = tuple[Rung, ...]

USUAL_LADDER: Ladder = (
    Rung(When.BEFORE, 5, To.PERSON),
    Rung(When.BEFORE, 1, To.PERSON),
    Rung(When.AFTER, 1, To.PERSON, 5),
    Rung(When.AFTER, 6, To.HEAD, 5),
)
"""What holds until the secretariat decides otherwise."""


class NoRungs(Refusal):
    """A ladder without a rung would leave everybody untold, unsaid."""

    message = N_("Deje al menos un paso. Para no enviar un tipo de aviso, desmárquelo en «Qué se envía».")


class TooManyRungs(Refusal):
    """A ladder is read by people."""

    message = N_("Deje a lo más %(most)s pasos: hay %(count)s.")


class RungOutOfRange(Refusal):
    """Days of a rung."""

    message = N_("Paso %(number)s: los días deben estar entre %(least)s y %(longest)s.")


class RepeatedBefore(Refusal):
    """Before the last day each reminder has its own rung."""

    message = N_("Paso %(number)s: antes del plazo no se repite; agregue otro paso para avisar de nuevo.")


class EveryOutOfRange(Refusal):
    """How often a rung comes again."""

    message = N_("Paso %(number)s: se repite cada 1 a %(longest)s días hábiles; vacío o 0 es una sola vez.")


class RungTwice(Refusal):
    """Two rungs that tell the same people on the same day."""

    message = N_("Los pasos %(first)s y %(number)s avisan lo mismo el mismo día a «%(to)s»: deje uno.")


class RungToNobody(Refusal):
    """A rung for people whom nobody has named."""

    message = N_("Paso %(number)s: nadie está marcado como «%(to)s». Marque quién, o quite el paso.")


def checked_ladder(rungs: Ladder, named: Iterable[To]) -> Ladder:
    """Return the ladder in its order, or refuse the first rung that makes no sense; `named` has somebody."""
    if not rungs:
        raise NoRungs
    if len(rungs) > MOST_RUNGS:
        raise TooManyRungs(most=MOST_RUNGS, count=len(rungs))
    reached = {*To} - {*NAMED} | {*named}
    for number, rung in enumerate(rungs, 1):
        _check_days(number, rung)
        if rung.to not in reached:
            raise RungToNobody(number=number, to=rung.to.label)
        for first, other in enumerate(rungs[: number - 1], 1):
            if (rung.when, rung.days, rung.to) == (other.when, other.days, other.to):
                raise RungTwice(first=first, number=number, to=rung.to.label)
    return in_order(rungs)


def in_order(rungs: Iterable[Rung]) -> Ladder:
    """From the first that is told to the last."""
    order, sides = list(To), list(When)

    def place(rung: Rung) -> tuple[int, int, int]:
        days = -rung.days if rung.when is When.BEFORE else rung.days
        return sides.index(rung.when), days, order.index(rung.to)

    return tuple(sorted(rungs, key=place))


def _check_days(number: int, rung: Rung) -> None:
    before = rung.when is When.BEFORE
    least, longest = (0, LONGEST_BEFORE) if before else (1, LONGEST_AFTER)
    if not least <= rung.days <= longest:
        raise RungOutOfRange(number=number, least=least, longest=longest)
    if before and rung.every:
        raise RepeatedBefore(number=number)
    if not 0 <= rung.every <= LONGEST_EVERY:
        raise EveryOutOfRange(number=number, longest=LONGEST_EVERY)
