"""Amounts in pesos as people type and read them: whole pesos, or M$ (thousands) and MM$ (millions)."""

from __future__ import annotations

import re
from fractions import Fraction

from sello.core.figures import figure, joined
from sello.core.labels import N_
from sello.core.refusal import Refusal

MOST = 10**13
"""Ten million million pesos: more than any budget of a town, and any column holds it."""

WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+", re.ASCII)
WITH_CENTS = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+),\d+", re.ASCII)
STEPS = {"MM$": 10**6, "M$": 10**3, "$": 1, "": 1}
"""How many pesos one of each unit is; the longest sign is tried first."""


class UnreadablePesos(Refusal):
    """What was typed is no amount."""

    message = N_("«%(typed)s» no es un monto. Escriba pesos enteros, por ejemplo 1.000.000, o M$ 1.000.")


class CentsTyped(Refusal):
    """Pesos have no cents, so a comma means that something else was meant."""

    message = N_("«%(typed)s» trae centavos y los pesos no los tienen. ¿Quiso decir %(meant)s?")


class NegativePesos(Refusal):
    """An amount below nothing."""

    message = N_("Un monto no puede ser negativo: escriba «%(meant)s», o deje el campo vacío.")


class TooManyPesos(Refusal):
    """An amount that no town hall has."""

    message = N_("El monto es mayor que cualquier presupuesto municipal. Revise cuántos ceros tiene.")


def read_pesos(typed: str) -> int | None:
    """The pesos that were typed (1.000.000, $1000000, M$ 1.000, MM$ 1,5); nothing typed is no amount.

    Raises UnreadablePesos, CentsTyped, NegativePesos or TooManyPesos, each with what was probably meant.
    """
    text = joined(typed).upper()
    if not text:
        return None
    amount = text.lstrip("-−")
    sign = next(sign for sign in STEPS if amount.startswith(sign))
    pesos = _read(amount.removeprefix(sign), STEPS[sign], typed)
    if amount != text:
        raise NegativePesos(meant=amount[:40])
    if pesos > MOST:
        raise TooManyPesos
    return pesos


def _read(text: str, step: int, typed: str) -> int:
    if WHOLE.fullmatch(text):
        return int(text.replace(".", "")[:20]) * step
    found = WITH_CENTS.fullmatch(text)
    if found is None:
        raise UnreadablePesos(typed=typed.strip()[:40])
    pesos = Fraction(text.replace(".", "").replace(",", ".")) * step
    if step == 1 or pesos.denominator != 1:
        raise CentsTyped(
            typed=typed.strip()[:40], meant=_meant(text) if step == 1 else write_pesos(int(pesos))
        )
    return int(pesos)


def _meant(text: str) -> str:
    """A comma before three figures is between thousands, as it is written elsewhere; before two, cents.

    No thousands follow a zero: 0,000 is nothing.
    """
    whole, _, rest = text.partition(",")
    thousands = len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0")
    return figure(int((whole + rest if thousands else whole).replace(".", "")[:20]))


def write_pesos(pesos: int) -> str:
    """An amount as it is written in Chile: $1.234.567."""
    return f"${figure(pesos)}"


def in_thousands(pesos: int) -> str:
    """The same amount as budgets say it, in thousands of pesos: M$ 1.234,56."""
    return f"M$\u00a0{figure(Fraction(pesos, 1000), 3)}"
