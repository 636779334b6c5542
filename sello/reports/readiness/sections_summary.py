"""The report in one paragraph: where it stands, what is missing by name, since when, and what comes."""

from __future__ import annotations

from collections.abc import Iterator

from sello.core.figures import figure, percentage
from sello.planning.domain.path_words import first_sentence, forecast_sentence
from sello.reports.document.naming import named
from sello.reports.document.values import Section
from sello.reports.document.wording import Translate, day, long_day
from sello.reports.readiness.contents import ReadinessReport

NAMED = 3
"""How many requirements the paragraph names."""


def summary(report: ReadinessReport, _: Translate) -> Section:
    """The first section: what somebody reads who reads nothing else."""
    told = " ".join((*_stands(report, _), *_since(report, _), *_ahead(report, _), *_work(report, _)))
    return Section("resumen", _("En pocas palabras"), "prose", (told,), ())


def _stands(report: ReadinessReport, _: Translate) -> Iterator[str]:
    reading = report.reading
    sentence = _(
        "Al %(day)s, %(institution)s cumple %(met)s de %(of)s requerimientos aplicables (%(share)s) en la "
        "lectura «%(reading)s»: %(level)s."
    )
    if reading.in_points:
        sentence = _(
            "Al %(day)s, %(institution)s suma %(met)s de %(of)s puntos (%(share)s) en la lectura "
            "«%(reading)s»: %(level)s."
        )
    elif reading.applicable == 1:
        sentence = _(
            "Al %(day)s, el único requerimiento aplicable se cumple al %(share)s en la lectura "
            "«%(reading)s»: %(level)s."
        )
    yield sentence % {
        "day": long_day(report.as_of, _),
        "institution": report.institution,
        "met": figure(reading.met),
        "of": figure(reading.applicable),
        "share": percentage(reading.share),
        "reading": reading.title,
        "level": reading.level.name,
    }
    if report.gap.reached:
        yield _("El nivel que se busca, %(level)s, está alcanzado.") % {"level": report.gap.target.name}
        return
    missing = report.gap.items[:NAMED]
    values = {
        "level": report.gap.target.name,
        "n": figure(report.gap.missing),
        "names": "; ".join(f"{item.title} ({item.code})" for item in missing),
    }
    yield _("Requerimientos que faltan, como mínimo, para %(level)s: %(n)s.") % values
    if missing:
        yield _("Entre lo que aún no se cumple: %(names)s.") % values


def _since(report: ReadinessReport, _: Translate) -> Iterator[str]:
    if report.changes is None:
        return
    changes = report.changes
    yield _(
        "Desde el corte «%(cut)s» del %(day)s, el avance pasó de %(before)s a %(after)s; requerimientos que "
        "cambiaron: %(n)s."
    ) % {
        "cut": changes.cut,
        "day": day(changes.taken_on),
        "before": percentage(changes.before.share),
        "after": percentage(changes.after.share),
        "n": figure(len(changes.moves)),
    }


def _ahead(report: ReadinessReport, _: Translate) -> Iterator[str]:
    if report.way is None:
        return
    yield first_sentence(named(report.way.path, report.titles), _)
    forecast = forecast_sentence(report.way.path, _)
    if forecast:
        yield forecast


def _work(report: ReadinessReport, _: Translate) -> Iterator[str]:
    if not report.tells_work:
        return
    yield _("Evidencias vencidas o por vencer: %(pieces)s; tareas atrasadas: %(tasks)s.") % {
        "pieces": figure(len(report.expiries)),
        "tasks": figure(sum(len(unit.tasks) for unit in report.overdue)),
    }
