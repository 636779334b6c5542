"""The authority's page: the level, its trend, three risks and three decisions, all drawn from the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sello.core.days import SOON
from sello.core.figures import figure
from sello.core.lights import Light
from sello.level.status import Turn
from sello.reports.document.wording import Translate, counted, day
from sello.reports.readiness.contents import ExpiryLine, GapItem, ReadinessReport
from sello.reports.readiness.sections_level import gap_sentence, notice

MOST = 3
NEAR_DAYS = 90
"""From how many days before the evaluation on its nearness is a risk."""


@dataclass(frozen=True, slots=True)
class AuthorityPage:
    """What fits on the page: sentences, the gravest first."""

    notice: str
    level: str
    gap: str
    trend: str
    risks: tuple[str, ...]
    decisions: tuple[str, ...]


def authority_page(report: ReadinessReport, _: Translate = str) -> AuthorityPage:
    """Draw the authority's page from a report; every sentence names what it rests on."""
    level = _("%(level)s, con %(percent)s de cumplimiento (lectura: %(reading)s).") % {
        "level": report.reading.level.name,
        "percent": counted(report.reading.share, report.reading.met, report.reading.applicable, _),
        "reading": report.reading.title,
    }
    return AuthorityPage(
        notice=notice(report, _),
        level=level,
        gap=gap_sentence(report, _),
        trend=_trend(report, _),
        risks=tuple(islice(_risks(report, _), MOST)),
        decisions=tuple(islice(_decisions(report, _), MOST)),
    )


def _trend(report: ReadinessReport, _: Translate) -> str:
    changes = report.changes
    if changes is None:
        return _("Aún no hay un corte con el cual comparar.")
    before, after = changes.before.share, changes.after.share
    values = {
        "cut": changes.cut,
        "on": day(changes.taken_on),
        "a": counted(before, changes.before.part, changes.before.whole, _),
        "b": counted(after, changes.after.part, changes.after.whole, _),
    }
    if before is None or after is None or before == after:
        return _("Sin variación desde el corte «%(cut)s» del %(on)s.") % values
    if after > before:
        return _("Sube desde el corte «%(cut)s» del %(on)s: de %(a)s a %(b)s.") % values
    return _("Baja desde el corte «%(cut)s» del %(on)s: de %(a)s a %(b)s.") % values


def _mandatory_risk(report: ReadinessReport, _: Translate) -> str | None:
    if not report.gap.mandatory:
        return None
    return _("Requerimientos obligatorios que frenan el nivel %(level)s: %(codes)s.") % {
        "level": report.gap.target.name,
        "codes": ", ".join(report.gap.mandatory),
    }


def _expiry_risk(report: ReadinessReport, _: Translate) -> str | None:
    if not report.expiries:
        return None
    expired = sum(line.days < 0 for line in report.expiries)
    return _("Evidencias vencidas: %(a)s; por vencer en %(days)s días: %(b)s.") % {
        "days": figure(SOON.days),
        "a": figure(expired),
        "b": figure(len(report.expiries) - expired),
    }


def _overdue_risk(report: ReadinessReport, _: Translate) -> str | None:
    if not report.overdue:
        return None
    worst = max(report.overdue, key=lambda unit: len(unit.tasks))
    return _("Tareas atrasadas: %(n)s; la unidad con más atrasos es %(unit)s (%(m)s).") % {
        "n": figure(sum(len(unit.tasks) for unit in report.overdue)),
        "unit": worst.unit,
        "m": figure(len(worst.tasks)),
    }


def _nearness_risk(report: ReadinessReport, _: Translate) -> str | None:
    left = report.days_left
    if left is None or not 0 <= left <= NEAR_DAYS or report.gap.reached:
        return None
    if left == 0:
        return _("La evaluación externa es el %(on)s y el nivel buscado no está alcanzado.") % {
            "on": day(report.evaluation_on)
        }
    if left == 1:
        return _("Falta 1 día para la evaluación externa y el nivel buscado no está alcanzado.")
    return _("Faltan %(n)s días para la evaluación externa y el nivel buscado no está alcanzado.") % {
        "n": figure(left)
    }


def _falling_risk(report: ReadinessReport, _: Translate) -> str | None:
    moves = report.changes.moves if report.changes else ()
    falling = [move.code for move in moves if move.light is Light.RED]
    if not falling:
        return None
    return _("Requerimientos en rojo que cambiaron desde el último corte: %(codes)s.") % {
        "codes": ", ".join(falling)
    }


RISKS = (_mandatory_risk, _expiry_risk, _overdue_risk, _nearness_risk, _falling_risk)
"""The gravest first."""


def _risks(report: ReadinessReport, _: Translate) -> Iterator[str]:
    return filter(None, (risk(report, _) for risk in RISKS))


def _decisions(report: ReadinessReport, _: Translate) -> Iterator[str]:
    mandatory = [item for item in report.gap.items if item.code in report.gap.mandatory]
    if mandatory:
        yield _complete(mandatory[0], _)
    if report.overdue:
        worst = max(report.overdue, key=lambda unit: len(unit.tasks))
        yield _("Acordar con la jefatura de la unidad %(unit)s una fecha para sus tareas atrasadas.") % {
            "unit": worst.unit
        }
    if report.expiries:
        yield _renew(report.expiries[0], _, ahead=report.ahead)
    if report.remarks:
        yield _("Pedir respuesta a la observación sobre «%(title)s», abierta desde el %(on)s.") % {
            "title": report.remarks[0].evidence,
            "on": day(report.remarks[0].made_on),
        }
    if report.evaluation_on is None:
        yield _("Fijar la fecha de la evaluación externa.")


def _complete(item: GapItem, _: Translate) -> str:
    """Asks whoever has the turn: a unit is not told to do what waits for the secretariat."""
    values = {"unit": item.unit, "title": item.title, "code": item.code, "state": item.state}
    if item.turn is Turn.SECRETARIAT:
        return (
            _(
                "Pedir a la Secretaría Ejecutiva que resuelva «%(title)s» (%(code)s), obligatorio: "
                "espera su revisión («%(state)s»)."
            )
            % values
        )
    return _("Instruir a la unidad %(unit)s que complete «%(title)s» (%(code)s), obligatorio.") % values


def _renew(line: ExpiryLine, _: Translate, *, ahead: bool) -> str:
    values = {"unit": line.unit, "title": line.title, "on": day(line.valid_until)}
    if not line.renews:
        return _("Encargar a la unidad %(unit)s el documento que sigue a «%(title)s» (%(on)s).") % values
    if line.days < 0 and not ahead:
        return _("Disponer la renovación de «%(title)s», que venció el %(on)s.") % values
    return _("Disponer la renovación de «%(title)s», vigente hasta el %(on)s.") % values
