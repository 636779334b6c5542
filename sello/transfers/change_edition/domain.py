"""What becomes of answers when a cycle takes another edition: carried, never made better, never lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from sello.catalogue.domain.rules import EditionRules, Scale
from sello.catalogue.schema.writing import exact
from sello.core.labels import N_
from sello.core.refusal import NotFound, Refusal
from sello.level.assessment import Assessment, assess
from sello.level.state import NOT_APPLICABLE, Reading, RequirementState

_HUNDREDTH: Final = Fraction(1, 100)


class SameEdition(Refusal):
    """The cycle works on that edition already."""

    message = N_("El ciclo ya trabaja sobre esa edición. Nada cambió.")


class NoAdoption(NotFound):
    """There is no adoption with that number to be undone."""

    message = N_("Esa adopción no está, o ya se deshizo.")


class FrozenByCut(Refusal):
    """A cut made after the adoption rests on the new edition."""

    message = N_(
        "La adopción ya no se puede deshacer: el corte «%(cut)s» se hizo después de ella. Nada cambió."
    )


class NotTheLatest(Refusal):
    """Another edition was adopted after this one."""

    message = N_("Después de esta adopción hubo otra. Deshaga primero la última.")


@dataclass(frozen=True)
class Effect:
    """The level of a cycle in one reading, on the edition it has and on the one it would take."""

    reading: Reading
    before: Assessment
    after: Assessment


def translate(answer: str | None, before: Scale, after: Scale) -> str | None:
    """The answer on another scale that says as much, and never more.

    It earns at most the same share, and it only meets where the old one did.
    """
    if answer is None or answer == NOT_APPLICABLE or before == after:
        return answer
    share, meets = before.share(answer), before.meets(answer)
    if after.kind.is_numeric:
        return _number(share, meets, after)
    fitting = [
        grade for grade in after.grades if grade.points / after.full <= share and (meets or not grade.meets)
    ]
    best = max(fitting, key=lambda grade: (grade.points, grade.meets), default=after.grades[0])
    return best.code


def _number(share: Fraction, meets: bool, after: Scale) -> str:
    value = share * after.full
    enough = after.full if after.meets_from is None else after.meets_from
    if not meets and value >= enough:
        value = max(Fraction(0), enough - _HUNDREDTH)
    return str(exact(value // _HUNDREDTH * _HUNDREDTH))


def carried(
    states: Iterable[RequirementState], matched: Mapping[str, str], before: Scale, after: Scale
) -> tuple[RequirementState, ...]:
    """The states as the other edition would see them; those without a counterpart stay behind."""
    return tuple(
        replace(
            state,
            code=matched[state.code],
            declared=translate(state.declared, before, after),
            validated=translate(state.validated, before, after),
            external=translate(state.external, before, after),
        )
        for state in states
        if state.code in matched
    )


def effects(
    before: EditionRules,
    after: EditionRules,
    states: Iterable[RequirementState],
    matched: Mapping[str, str],
    as_of: date,
) -> tuple[Effect, ...]:
    """What taking the other edition would do to the level, in each reading, on a day."""
    held = tuple(states)
    moved = carried(held, matched, before.scale, after.scale)
    return tuple(
        Effect(reading, assess(before, held, reading, as_of), assess(after, moved, reading, as_of))
        for reading in Reading
    )
