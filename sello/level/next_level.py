"""Why a level is not the next one although its share would give it, in one sentence."""

from sello.core.figures import percentage, rule
from sello.core.labels import N_
from sello.level.assessment import Assessment, LevelCheck
from sello.level.explain import FEW
from sello.level.phrase import Phrase


def short_of_next(assessment: Assessment) -> Phrase | None:
    """Say what holds back the lowest level above today's whose threshold is reached; None if none."""
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
    return _by_mandatory(check, values) if check.held_back_by else _by_floors(check, values)


def _by_mandatory(check: LevelCheck, values: dict[str, str | int]) -> Phrase:
    codes = check.held_back_by
    values |= {"n": len(codes), "codes": ", ".join(codes[:FEW]), "more": len(codes) - FEW}
    if len(codes) == 1:
        template = N_(
            "%(share)s alcanza el umbral de %(level)s (%(threshold)s), pero falta 1 obligatorio: %(codes)s."
        )
    elif len(codes) <= FEW:
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
