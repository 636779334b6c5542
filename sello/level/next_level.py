"""Why a level is not the next one although its share would give it, in one sentence."""

from collections.abc import Callable

from sello.core.figures import percentage, rule
from sello.core.labels import N_
from sello.level.assessment import Assessment, LevelCheck
from sello.level.explain import FEW
from sello.level.phrase import Phrase


def short_of_next(
    assessment: Assessment, called: Callable[[str], str] = str, most: int = FEW
) -> Phrase | None:
    """Say what holds back the lowest level above today's whose threshold is reached; None if none.

    So many requirements are told, by what each is called; the others are counted.
    """
    mark = assessment.level.mark if assessment.level else 0
    held = (check for check in assessment.levels if check.level.mark > mark and check.threshold_reached)
    check = min(held, key=lambda each: each.level.mark, default=None)
    if check is None or assessment.share is None:
        return None
    values: dict[str, str | int] = {
        "share": percentage(assessment.share),
        "level": check.level.name,
        "threshold": rule(check.level.threshold),
    }
    return _by_mandatory(check, values, called, most) if check.held_back_by else _by_floors(check, values)


def _by_mandatory(
    check: LevelCheck, values: dict[str, str | int], called: Callable[[str], str], most: int
) -> Phrase:
    codes = check.held_back_by
    told = ", ".join(map(called, codes[:most]))
    values |= {"n": len(codes), "codes": told, "more": len(codes) - most}
    if len(codes) == 1:
        template = N_(
            "%(share)s alcanza el umbral de %(level)s (%(threshold)s), pero falta 1 obligatorio: %(codes)s."
        )
    elif len(codes) <= most:
        template = N_(
            "%(share)s alcanza el umbral de %(level)s (%(threshold)s), pero faltan %(n)s obligatorios: "
            "%(codes)s."
        )
    else:
        template = N_(
            "%(share)s alcanza el umbral de %(level)s (%(threshold)s), pero faltan %(n)s obligatorios: "
            "%(codes)s y %(more)s más."
        )
    return _phrase(template, values)


def _by_floors(check: LevelCheck, values: dict[str, str | int]) -> Phrase:
    codes = [floor.dimension for floor in check.floors if not floor.reached]
    values |= {"codes": ", ".join(codes)}
    template = N_(
        "%(share)s alcanza el umbral de %(level)s (%(threshold)s), pero no el mínimo que pide en las "
        "dimensiones %(codes)s."
    )
    if len(codes) == 1:
        template = N_(
            "%(share)s alcanza el umbral de %(level)s (%(threshold)s), pero no el mínimo que pide en la "
            "dimensión %(codes)s."
        )
    return _phrase(template, values)


def _phrase(template: str, values: dict[str, str | int]) -> Phrase:
    return Phrase(template, {key: value for key, value in values.items() if f"%({key})s" in template})
