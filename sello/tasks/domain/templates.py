"""Templates of tasks: what an institution asks again and again, and which of them fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sello.tasks.domain.due import LONGEST_TERM
from sello.tasks.domain.refusals import DaysOutOfRange


@dataclass(frozen=True, slots=True)
class Wording:
    """What a template says: the words, the business days and the checklist of the tasks made by it."""

    title: str
    days: int
    description: str = ""
    checks: tuple[str, ...] = ()
    checks_first: bool = False
    code: str = ""
    """The requirement that it is for; empty: for any."""
    initiative_kind: str = ""
    """The kind of initiative that it is for, as the register calls it; empty: for any."""


def checked(wording: Wording) -> Wording:
    """The template as it may be kept; refuses a term that is none."""
    if not 1 <= wording.days <= LONGEST_TERM:
        raise DaysOutOfRange(most=LONGEST_TERM)
    return wording


def by_code(wordings: Iterable[Wording]) -> dict[str, Wording]:
    """The template of each requirement that has one, by its code; of several the first."""
    found: dict[str, Wording] = {}
    for each in wordings:
        if each.code:
            found.setdefault(each.code, each)
    return found


def for_initiative(wordings: Iterable[Wording], kind: str, codes: Iterable[str]) -> Wording | None:
    """The template for what an initiative of a kind owes to some requirements.

    One for both comes before one for the kind; one for a requirement alone says what that asks, not this.
    """
    of_kind = [each for each in wordings if each.initiative_kind == kind]
    served = set(codes)
    closest = next((each for each in of_kind if each.code and each.code in served), None)
    return closest or next((each for each in of_kind if not each.code), None)
