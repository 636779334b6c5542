"""Figures as people in Chile type them, kept exact in thousandths of their unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from sello.core.figures import NONE, PERCENT, figure, joined, percentage_points
from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal
from sello.core.text import fold
from sello.register.parts.domain.money import MOST, read_pesos, write_pesos

STEP = 1000
"""How many parts of its unit a kept figure counts."""

NOT_KNOWN = frozenset(
    {"s/i", "s/d", "si", "sd", "n/d", "nd", "-", "sin informacion", "sin dato", "sin datos"}
)
"""How people write that a figure is not known, as opposed to not written yet."""

AFFIRMED = "sí"
"""A yes is no «s/i»: a box that was ticked in a spreadsheet is read so."""

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?", re.ASCII)
_POINT = re.compile(r"-?\d+\.\d+", re.ASCII)


class Measure(LabelledEnum):
    """What a figure counts."""

    PEOPLE = "people", N_("Personas")
    CASES = "cases", N_("Casos o atenciones")
    THINGS = "things", N_("Cosas o actividades")
    PESOS = "pesos", N_("Pesos")
    PERCENT = "percent", N_("Porcentaje")
    INDEX = "index", N_("Índice u otro número")

    @property
    def adds_up(self) -> bool:
        """Whether the figure of several options is the sum of theirs."""
        return self in ADDED

    @property
    def is_protected(self) -> bool:
        """Whether a small figure could tell who somebody is."""
        return self in PROTECTED


ADDED = frozenset({Measure.PEOPLE, Measure.CASES, Measure.THINGS, Measure.PESOS})
PROTECTED = frozenset({Measure.PEOPLE, Measure.CASES})
WHOLE = frozenset({Measure.PEOPLE, Measure.CASES, Measure.THINGS})


class UnreadableFigure(Refusal):
    """What was typed is no number."""

    message = N_("«%(typed)s» no es un número. Escriba por ejemplo 1.234,5, o s/i si no hay información.")


class PointTyped(Refusal):
    """A point where a decimal comma was meant, or a thousand with too few figures."""

    message = N_("«%(typed)s»: el punto separa miles y la coma, decimales. ¿Quiso decir %(meant)s?")


class NotWhole(Refusal):
    """Part of a person or of a case."""

    message = N_("«%(typed)s» tiene decimales y aquí se cuenta por enteros.")


class NegativeFigure(Refusal):
    """Less than nothing of what is counted."""

    message = N_("«%(typed)s» es negativo y aquí se cuenta desde cero.")


class OverHundred(Refusal):
    """A share that is more than the whole."""

    message = N_(
        "«%(typed)s» es más que el 100 %%. Si el indicador no es una parte de un total, cámbiele la unidad."
    )


class PercentElsewhere(Refusal):
    """A share where something is counted."""

    message = N_("«%(typed)s» es un porcentaje y este indicador no se mide así.")


class TooFine(Refusal):
    """More decimals than are kept."""

    message = N_("«%(typed)s» tiene más de tres decimales.")


class TooLarge(Refusal):
    """More than anything here can be."""

    message = N_("«%(typed)s» es demasiado grande. Revise cuántos ceros tiene.")


class TooManyPeople(Refusal):
    """More people than live in the country."""

    message = N_(
        "«%(typed)s»: no hay tantas personas en Chile. Revise cuántos ceros tiene; si son atenciones, "
        "cambie lo que cuenta el indicador."
    )


class TooManyCounted(Refusal):
    """More cases or things than a town hall could count."""

    message = N_("«%(typed)s» es más de lo que un municipio puede contar. Revise cuántos ceros tiene.")


MOST_COUNTED: Mapping[Measure, tuple[int, type[Refusal]]] = {
    Measure.PEOPLE: (25_000_000, TooManyPeople),
    Measure.CASES: (10**9, TooManyCounted),
    Measure.THINGS: (10**9, TooManyCounted),
}
"""The largest figure that can be meant; the country has some twenty million inhabitants (INE, 2024)."""


def is_unknown(typed: str) -> bool:
    """Whether somebody wrote that a figure is not known."""
    return fold(typed) in NOT_KNOWN and typed.strip().casefold() != AFFIRMED


def read_figure(typed: str, measure: Measure) -> int:
    """The thousandths of what was typed: 1.234,5; 12 %; M$ 1.000. Whether it is «s/i» is asked before.

    Raises the refusals of this module, or those of `money.read_pesos` for pesos.
    """
    if measure is Measure.PESOS:
        pesos = read_pesos(typed)
        if pesos is None:
            raise UnreadableFigure(typed="")
        return pesos * STEP
    text = joined(typed).replace("−", "-")
    shown = typed.strip()[:40]
    if text.endswith("%"):
        if measure is not Measure.PERCENT:
            raise PercentElsewhere(typed=shown)
        text = text[:-1]
    return _checked(_read(text, shown), measure, shown)


def _read(text: str, shown: str) -> Fraction:
    if _NUMBER.fullmatch(text):
        return Fraction(text.replace(".", "").replace(",", "."))
    if _POINT.fullmatch(text):
        raise PointTyped(typed=shown, meant=text.replace(".", ","))
    raise UnreadableFigure(typed=shown)


def _checked(value: Fraction, measure: Measure, shown: str) -> int:
    if measure in WHOLE and value.denominator != 1:
        raise NotWhole(typed=shown)
    if measure is not Measure.INDEX and value < 0:
        raise NegativeFigure(typed=shown)
    if measure is Measure.PERCENT and value > 100:
        raise OverHundred(typed=shown)
    if (value * STEP).denominator != 1:
        raise TooFine(typed=shown)
    most, refusal = MOST_COUNTED.get(measure, (MOST, TooLarge))
    if abs(value) > most:
        raise refusal(typed=shown)
    return int(value * STEP)


def write_figure(kept: int | None, measure: Measure) -> str:
    """A figure as it is read: 1.234,5; 12,0 %; $1.000. What is not known is a dash."""
    if kept is None:
        return NONE
    value = Fraction(kept, STEP)
    if measure is Measure.PESOS:
        return write_pesos(int(value))
    if measure is Measure.PERCENT:
        return f"{percentage_points(value / 100)}{PERCENT}"
    return figure(value, 3)


def typed_figure(kept: int | None, measure: Measure) -> str:
    """A figure as its form would take it again, nothing of it cut off."""
    if kept is None:
        return "s/i"
    return figure(Fraction(kept, STEP), 3).replace("−", "-") + (PERCENT if measure is Measure.PERCENT else "")
