"""A level in words: what counted, what did not and why, which threshold, who holds it back.

Sentences are templates with values, so that the screen translates them and paper says the same.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sello.core.figures import figure, percentage, rule
from sello.core.labels import N_
from sello.level.assessment import Assessment, LevelCheck
from sello.level.phrase import Phrase
from sello.level.state import Reading
from sello.level.verdict import Reason, Verdict
from sello.level.why import why

FEW = 6
"""How many codes a sentence names; a longer list stands with its level."""


@dataclass(frozen=True)
class Line:
    """One requirement in the arithmetic: what it earns, of what, and why."""

    code: str
    dimension: str
    earned: Fraction
    weight: Fraction
    verdict: Verdict
    why: Phrase

    @property
    def applies(self) -> bool:
        """Whether it takes part in the denominator."""
        return self.verdict.applicable


@dataclass(frozen=True)
class LevelLine:
    """One level in the explanation: where it stands and what is missing for it."""

    check: LevelCheck
    threshold: str
    needed: int
    lacks: tuple[Phrase, ...]
    held_back: Phrase | None

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """All that is said of the level."""
        return self.lacks if self.held_back is None else (*self.lacks, self.held_back)


@dataclass(frozen=True)
class Explanation:
    """The whole arithmetic of an assessment: every requirement is on exactly one of the three lists."""

    assessment: Assessment
    sums: tuple[Phrase, ...]
    lines: tuple[Line, ...]
    levels: tuple[LevelLine, ...]

    @property
    def counted(self) -> tuple[Line, ...]:
        """What adds up to the numerator."""
        return tuple(line for line in self.lines if line.applies and line.earned > 0)

    @property
    def not_counted(self) -> tuple[Line, ...]:
        """What weighs in the denominator and earns nothing."""
        return tuple(line for line in self.lines if line.applies and line.earned == 0)

    @property
    def left_out(self) -> tuple[Line, ...]:
        """What left the denominator."""
        return tuple(line for line in self.lines if not line.applies)


def sums(assessment: Assessment) -> tuple[Phrase, ...]:
    """Say the arithmetic: numerator, denominator, percentage, and what left the denominator."""
    score = assessment.score
    phrases = [_headline(assessment)]
    if score.not_applicable == 1:
        phrases.append(Phrase(N_("1 requerimiento no aplica y sale del denominador.")))
    elif score.not_applicable:
        phrases.append(
            Phrase(
                N_("%(n)s requerimientos no aplican y salen del denominador."), {"n": score.not_applicable}
            )
        )
    return tuple(phrases)


_WHOLE = {
    0: N_("No cumple ninguno de %(denominator)s requerimientos aplicables: %(percentage)s."),
    1: N_("Cumple %(numerator)s de %(denominator)s requerimientos aplicables: %(percentage)s."),
}
_WHOLE_ONLY = {
    0: N_("No cumple el único requerimiento aplicable: %(percentage)s."),
    1: N_("Cumple el único requerimiento aplicable: %(percentage)s."),
}
_WHOLE_MANY = N_("Cumplen %(numerator)s de %(denominator)s requerimientos aplicables: %(percentage)s.")


def _headline(assessment: Assessment) -> Phrase:
    score = assessment.score
    if not score.applicable:
        return Phrase(N_("No hay requerimientos aplicables: no hay nada que calcular."))
    if assessment.share is None:
        return Phrase(
            N_("Conformes %(met)s de %(applicable)s; esta edición no usa porcentaje."),
            {"met": score.met, "applicable": score.applicable},
        )
    values: dict[str, str | int] = {
        "numerator": figure(score.numerator),
        "denominator": figure(score.denominator),
        "percentage": percentage(assessment.share),
    }
    if assessment.rules.counts_whole:
        sentences = _WHOLE_ONLY if score.applicable == 1 else _WHOLE
        return Phrase(sentences.get(score.met, _WHOLE_MANY), values)
    return Phrase(
        N_(
            "Suman %(numerator)s de %(denominator)s puntos aplicables: %(percentage)s "
            "(requerimientos cumplidos: %(met)s de %(applicable)s)."
        ),
        values | {"met": score.met, "applicable": score.applicable},
    )


def lacks(assessment: Assessment, check: LevelCheck) -> tuple[Phrase, ...]:
    """Say that a level is reached, or which threshold and floors it still lacks."""
    if check.reached:
        return (Phrase(N_("Alcanzado.")),)
    phrases = []
    if not check.threshold_reached:
        phrases.append(_threshold(assessment, check))
    phrases += [
        Phrase(
            N_("La dimensión %(dimension)s pide al menos %(floor)s y tiene %(share)s."),
            {
                "dimension": floor.dimension,
                "floor": rule(floor.floor),
                "share": percentage(floor.share),
            },
        )
        for floor in check.floors
        if not floor.reached
    ]
    return tuple(phrases)


def _threshold(assessment: Assessment, check: LevelCheck) -> Phrase:
    threshold = rule(check.level.threshold)
    if not assessment.score.applicable:
        return Phrase(N_("Umbral %(threshold)s: no hay requerimientos aplicables."), {"threshold": threshold})
    score = assessment.score
    if assessment.rules.counts_whole and score.applicable == 1:
        said = N_("Umbral %(threshold)s: pide cumplir el único requerimiento aplicable.")
        return Phrase(said, {"threshold": threshold})
    return Phrase(
        N_(
            "Umbral %(threshold)s: pide cumplir %(asked)s de %(all)s requerimientos aplicables; "
            "hay %(has)s (%(share)s)."
        )
        if assessment.rules.counts_whole
        else N_(
            "Umbral %(threshold)s: pide sumar %(asked)s de %(all)s puntos aplicables; "
            "hay %(has)s (%(share)s)."
        ),
        {
            "threshold": threshold,
            "asked": figure(assessment.asked(check.level.threshold)),
            "all": figure(score.denominator),
            "has": figure(score.numerator),
            "share": percentage(score.share),
        },
    )


def held_back(check: LevelCheck) -> Phrase | None:
    """Say which mandatory requirements hold a level back, if any do."""
    codes = check.held_back_by
    if not codes:
        return None
    if len(codes) == 1:
        return Phrase(N_("Lo retiene un obligatorio: %(codes)s."), {"codes": codes[0]})
    return Phrase(
        N_("Lo retienen %(n)s obligatorios: %(codes)s."), {"n": len(codes), "codes": ", ".join(codes)}
    )


def gap(assessment: Assessment, level: str, called: Callable[[str], str] = str) -> Phrase:
    """Say in one sentence what is missing for a level; requirements by what each is called."""
    check = assessment.check(level)
    name = check.level.name
    if check.reached:
        return Phrase(N_("%(level)s está alcanzado."), {"level": name})
    if not assessment.score.applicable:
        return Phrase(
            N_("No hay requerimientos aplicables: %(level)s no se puede alcanzar."), {"level": name}
        )
    return _missing(name, assessment.needed(level), tuple(map(called, check.held_back_by)))


def _missing(name: str, needed: int, mandatory: tuple[str, ...]) -> Phrase:
    values: dict[str, str | int] = {
        "n": needed,
        "m": len(mandatory),
        "level": name,
        "codes": ", ".join(mandatory),
    }
    template = _one_missing(mandatory) if needed == 1 else _several_missing(needed, mandatory)
    return Phrase(template, {key: value for key, value in values.items() if f"%({key})s" in template})


def _one_missing(mandatory: tuple[str, ...]) -> str:
    if mandatory:
        return N_("Falta 1 requerimiento para %(level)s, obligatorio: %(codes)s.")
    return N_("Falta 1 requerimiento para %(level)s.")


def _several_missing(needed: int, mandatory: tuple[str, ...]) -> str:
    few, every = len(mandatory) <= FEW, len(mandatory) == needed
    if not mandatory:
        return N_("Faltan %(n)s requerimientos para %(level)s.")
    if every and few:
        return N_("Faltan %(n)s requerimientos para %(level)s, todos obligatorios: %(codes)s.")
    if every:
        return N_("Faltan %(n)s requerimientos para %(level)s, todos obligatorios.")
    if len(mandatory) == 1:
        return N_("Faltan %(n)s requerimientos para %(level)s, 1 obligatorio: %(codes)s.")
    if few:
        return N_("Faltan %(n)s requerimientos para %(level)s, %(m)s obligatorios: %(codes)s.")
    return N_("Faltan %(n)s requerimientos para %(level)s, %(m)s obligatorios.")


def explain(assessment: Assessment, today: date) -> Explanation:
    """Open an assessment: every requirement with its reason, every level with its words."""
    return Explanation(
        assessment=assessment,
        sums=sums(assessment),
        lines=tuple(
            Line(v.code, v.dimension, v.earned, v.weight, v, why(v, today))
            for v in assessment.verdicts.values()
        ),
        levels=tuple(_level_line(assessment, check) for check in assessment.levels),
    )


def _level_line(assessment: Assessment, check: LevelCheck) -> LevelLine:
    return LevelLine(
        check=check,
        threshold=rule(check.level.threshold),
        needed=0 if check.reached else assessment.needed(check.level.code),
        lacks=lacks(assessment, check),
        held_back=held_back(check),
    )


@dataclass(frozen=True)
class Disagreement:
    """A requirement that the three readings do not see alike."""

    code: str
    verdicts: Mapping[Reading, Verdict]


def disagreements(assessments: Mapping[Reading, Assessment]) -> tuple[Disagreement, ...]:
    """The requirements that earn differently in some readings, in the edition's order.

    A reading that has not decided on a requirement does not disagree with the others.
    """
    first = next(iter(assessments.values()))
    found = (
        Disagreement(code, {reading: a.verdicts[code] for reading, a in assessments.items()})
        for code in first.verdicts
    )
    return tuple(item for item in found if _differ(item.verdicts.values()))


def _differ(verdicts: Iterable[Verdict]) -> bool:
    spoken = (verdict for verdict in verdicts if verdict.reason is not Reason.NOT_DECIDED)
    return len({(verdict.applicable, verdict.share) for verdict in spoken}) > 1
