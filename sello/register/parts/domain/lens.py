"""The budget with a gender lens: what a year's money comes to by how far it serves gender equality."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sello.core.labels import N_, LabelledEnum
from sello.register.parts.domain.columns import Lens


class LensLack(LabelledEnum):
    """What nobody said of a budget."""

    AMOUNT = "amount", N_("Falta: monto")
    LENS = "lens", N_("Falta: cuánto sirve a la igualdad")
    EXECUTED = "executed", N_("Falta: ejecutado")


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A year's money of an initiative from one source, in pesos; None where nobody said."""

    initiative_id: int
    initiative: str
    funder: str
    own: int | None
    transferred: int | None
    executed: int | None
    lens: Lens | None

    @property
    def amount(self) -> int | None:
        """Own and transferred together; None where neither is known."""
        known = [each for each in (self.own, self.transferred) if each is not None]
        return sum(known) if known else None

    @property
    def lacks(self) -> tuple[LensLack, ...]:
        """What nobody said of it."""
        found = (
            (LensLack.AMOUNT, self.amount is None),
            (LensLack.LENS, self.lens is None),
            (LensLack.EXECUTED, self.executed is None),
        )
        return tuple(lack for lack, is_so in found if is_so)


@dataclass(frozen=True, slots=True)
class LensSum:
    """What the budgets of one step come to, in pesos, of those that are known; None where none is."""

    lens: Lens | None
    count: int
    amount: int | None
    executed: int | None


def sums(lines: Sequence[BudgetLine]) -> tuple[LensSum, ...]:
    """The sum of each step, in the order of the marker, and last of what nobody tagged."""
    steps: tuple[Lens | None, ...] = (*Lens, None)
    return tuple(_sum(lens, [one for one in lines if one.lens is lens]) for lens in steps)


def _sum(lens: Lens | None, lines: Sequence[BudgetLine]) -> LensSum:
    return LensSum(
        lens,
        count=len(lines),
        amount=_known(one.amount for one in lines),
        executed=_known(one.executed for one in lines),
    )


def _known(figures: Iterable[int | None]) -> int | None:
    known = [each for each in figures if each is not None]
    return sum(known) if known else None


SERVING = (Lens.PRINCIPAL, Lens.SIGNIFICANT)
"""The steps that serve gender equality."""


def serving(found: Iterable[LensSum]) -> int | None:
    """The known pesos with equality as principal or significant objective; None where none is known."""
    return _known(one.amount for one in found if one.lens in SERVING)


def unsaid(lines: Iterable[BudgetLine]) -> int:
    """How many budgets may raise that figure, once their amount and how far they serve is said."""
    lacking = {LensLack.AMOUNT, LensLack.LENS}
    return sum(one.lens is not Lens.NOT_TARGETED and bool(lacking & set(one.lacks)) for one in lines)


def share(part: int | None, whole: int | None) -> Fraction | None:
    """A part of the whole; None where either is not known, or the whole is nothing."""
    return Fraction(part, whole) if whole and part is not None else None


@dataclass(frozen=True, slots=True)
class YearSum:
    """What a year comes to: the known pesos that serve equality, what of them was spent, the town's whole."""

    year: int
    serving: int | None
    executed: int | None
    whole: int | None

    @property
    def share(self) -> Fraction | None:
        """What serves equality, of the whole."""
        return share(self.serving, self.whole)


def year_sum(year: int, lines: Sequence[BudgetLine], whole: int | None) -> YearSum:
    """The sum of a year; what does not serve equality, or nobody tagged, is not in it."""
    found = [one for one in sums(lines) if one.lens in SERVING]
    return YearSum(year, serving(found), _known(one.executed for one in found), whole)
