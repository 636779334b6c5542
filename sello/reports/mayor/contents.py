"""The authority's page in plain values: the one source of its screen, its sheet and its mail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from sello.core.figures import figure, percentage
from sello.core.lights import Light
from sello.evidence.queries.by_cycle import Ends
from sello.planning.domain.path import Path
from sello.planning.domain.path_words import first_sentence
from sello.reports.document.naming import DRAWN, LISTED, named, short
from sello.reports.document.wording import Translate, counted, day
from sello.reports.mayor.decisions import MOST, Decision
from sello.reports.mayor.facts import MayorFacts
from sello.reports.mayor.words import sentence
from sello.reports.readiness.contents import ReadinessReport
from sello.reports.readiness.sections_level import gap_sentence, notice

NEAR_DAYS = 90
"""From how many days before the evaluation on its nearness is a risk."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, with the codes of what it names: for whoever wants to look them up."""

    text: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedLine(Line):
    """A decision's sentence, with the decision."""

    decision: Decision = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class MayorPage:
    """What fits on the page, the gravest first."""

    institution: str
    cycle: str
    as_of: date
    notice: str
    level: str
    gap: str
    trend: str
    ahead: str
    """The sentence of the path that matters first."""
    evaluation: str
    risks: tuple[Line, ...]
    decisions: tuple[AskedLine, ...]
    path: Path | None
    """The path with names in place of codes."""


def mayor_page(facts: MayorFacts, *, today: date, _: Translate = str) -> MayorPage:
    """Draw the page from what was read; whatever it tells of a requirement, it tells by its name."""
    report = facts.report
    titles = report.titles
    path = report.way.path if report.way else None
    return MayorPage(
        institution=short(report.institution),
        cycle=short(report.cycle),
        as_of=report.as_of,
        notice=notice(report, _) if report.ahead or report.told_from else "",
        level=_("%(percent)s.")
        % {"percent": counted(report.reading.share, report.reading.met, report.reading.applicable, _)},
        gap=_gap(report, _),
        trend=_trend(report, _),
        ahead=first_sentence(named(path, titles), _) if path else "",
        evaluation=_evaluation(report, today, _),
        risks=tuple(islice(_risks(facts, titles, _), MOST)),
        decisions=tuple(_asked(each, today, _) for each in islice(facts.decisions, MOST)),
        path=named(path, titles, DRAWN) if path else None,
    )


def _gap(report: ReadinessReport, _: Translate) -> str:
    """What is missing for the level that is sought; which ones, risks and decisions say."""
    gap = report.gap
    if gap.reached or not gap.missing:
        return gap_sentence(report, _)
    values = {"level": gap.target.name, "n": figure(gap.missing), "m": figure(len(gap.mandatory))}
    sentence = _("Para %(level)s faltan al menos %(n)s requerimientos (obligatorios: %(m)s).")
    if gap.missing == 1:
        sentence = _("Para %(level)s falta 1 requerimiento (obligatorios: %(m)s).")
    return sentence % values


def _asked(decision: Decision, today: date, _: Translate) -> AskedLine:
    """A decision, with the code of its requirement if that is what its sentence names."""
    text, asked = sentence(decision, today=today, _=_), decision.matter.asked
    named_there = asked is not None and short(asked.title) in text
    return AskedLine(text, (asked.code,) if asked and named_there else (), decision=decision)


def _trend(report: ReadinessReport, _: Translate) -> str:
    changes = report.changes
    if changes is None:
        return _("Aún no hay un corte con el cual comparar.")
    before, after = changes.before.share, changes.after.share
    values = {
        "on": day(changes.taken_on),
        "a": percentage(before),
        "b": percentage(after),
    }
    if before is None or after is None or before == after:
        return _("Sin variación desde el corte del %(on)s.") % values
    if after > before:
        return _("Sube desde el %(on)s: de %(a)s a %(b)s.") % values
    return _("Baja desde el %(on)s: de %(a)s a %(b)s.") % values


def _evaluation(report: ReadinessReport, today: date, _: Translate) -> str:
    if report.days_left is None:
        return ""
    values = {"on": day(report.evaluation_on), "n": figure(report.days_left)}
    if report.as_of != today or report.days_left < 0:
        return _("Evaluación externa: %(on)s.") % values
    if report.days_left == 0:
        return _("Evaluación externa: hoy.")
    if report.days_left == 1:
        return _("Evaluación: %(on)s (falta 1 día).") % values
    return _("Evaluación: %(on)s (faltan %(n)s días).") % values


def _listed(names: list[str], _: Translate) -> str:
    """The first of some names, and how many there are besides."""
    return _first_of(names[0], len(names), _)


def _first_of(name: str, count: int, _: Translate) -> str:
    """The name of the first of so many, and how many there are besides."""
    first = f"«{short(name, LISTED)}»"
    if count == 1:
        return first
    if count == 2:
        return _("%(first)s y 1 más") % {"first": first}
    return _("%(first)s y %(n)s más") % {"first": first, "n": figure(count - 1)}


def _mandatory_risk(report: ReadinessReport, titles: Mapping[str, str], _: Translate) -> Line | None:
    codes = report.gap.mandatory
    if not codes:
        return None
    text = _("Obligatorio que frena %(level)s: %(names)s.")
    if len(codes) > 1:
        text = _("Obligatorios que frenan %(level)s: %(names)s.")
    names = _listed([titles.get(code, code) for code in codes], _)
    return Line(text % {"level": report.gap.target.name, "names": names}, codes[:1])


def _expiry_risk(ends: Ends, _: Translate) -> Line | None:
    if ends.first_over is not None:
        return Line(_("Evidencia vencida: %(names)s.") % {"names": _first_of(ends.first_over, ends.over, _)})
    if ends.first_coming is not None and ends.coming_on is not None:
        values = {"on": day(ends.coming_on), "names": _first_of(ends.first_coming, ends.coming, _)}
        return Line(_("Evidencia por vencer desde el %(on)s: %(names)s.") % values)
    return None


def _overdue_risk(report: ReadinessReport, _: Translate) -> Line | None:
    if not report.overdue:
        return None
    worst = max(report.overdue, key=lambda unit: len(unit.tasks))
    text = _("Tareas atrasadas: %(n)s; con más atrasos, %(unit)s (%(m)s).")
    return Line(
        text
        % {
            "n": figure(sum(len(unit.tasks) for unit in report.overdue)),
            "unit": short(worst.unit),
            "m": figure(len(worst.tasks)),
        }
    )


def _nearness_risk(report: ReadinessReport, _: Translate) -> Line | None:
    left = report.days_left
    if left is None or not 0 <= left <= NEAR_DAYS or report.gap.reached:
        return None
    if left == 0:
        text = _("La evaluación externa es el %(on)s y el nivel buscado no está alcanzado.")
        return Line(text % {"on": day(report.evaluation_on)})
    if left == 1:
        return Line(_("Falta 1 día para la evaluación externa y el nivel buscado no está alcanzado."))
    text = _("Faltan %(n)s días para la evaluación externa y el nivel buscado no está alcanzado.")
    return Line(text % {"n": figure(left)})


def _falling_risk(report: ReadinessReport, _: Translate) -> Line | None:
    moves = report.changes.moves if report.changes else ()
    falling = [move for move in moves if move.light is Light.RED]
    if not falling:
        return None
    text = _("En rojo, y cambió desde el último corte: %(names)s.")
    return Line(text % {"names": _listed([move.title for move in falling], _)}, (falling[0].code,))


def _risks(facts: MayorFacts, titles: Mapping[str, str], _: Translate) -> Iterator[Line]:
    """The gravest first."""
    report = facts.report
    risks = (
        _mandatory_risk(report, titles, _),
        _expiry_risk(facts.ends, _),
        _overdue_risk(report, _),
        _nearness_risk(report, _),
        _falling_risk(report, _),
    )
    return filter(None, risks)
