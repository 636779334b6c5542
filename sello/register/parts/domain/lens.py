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
    """What the budgets of one step of the marker come to, in pesos, of those that are known."""

    lens: Lens | None
    count: int
    amount: int
    executed: int


def sums(lines: Sequence[BudgetLine]) -> tuple[LensSum, ...]:
    """The sum of each step, in the order of the marker, and last of what nobody tagged."""
    steps: tuple[Lens | None, ...] = (*Lens, None)
    return tuple(_sum(lens, [one for one in lines if one.lens is lens]) for lens in steps)


def _sum(lens: Lens | None, lines: Sequence[BudgetLine]) -> LensSum:
    return LensSum(
        lens,
        count=len(lines),
        amount=sum(one.amount or 0 for one in lines),
        executed=sum(one.executed or 0 for one in lines),
    )


def serving(found: Iterable[LensSum]) -> int:
    """The pesos of which equality is an objective, the principal one or a significant one."""
    return sum(one.amount for one in found if one.lens in (Lens.PRINCIPAL, Lens.SIGNIFICANT))


def share(part: int, whole: int | None) -> Fraction | None:
    """A part of the whole; None where the whole is not known, or nothing."""
    return Fraction(part, whole) if whole else None
