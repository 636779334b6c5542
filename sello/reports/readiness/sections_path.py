"""The path to the day in words: the sentence that matters first, and what stands on each day."""

from __future__ import annotations

from collections.abc import Iterator

from sello.core.figures import percentage
from sello.planning.domain.path import Mark
from sello.planning.domain.path_words import first_sentence, forecast_sentence, level_word, mark_words
from sello.planning.queries.path import PathPage
from sello.reports.document.values import Cell, Column, Group, Part, Section, Table, text
from sello.reports.document.wording import Translate, day
from sello.reports.readiness.contents import ReadinessReport


def path(report: ReadinessReport, _: Translate) -> Iterator[Section]:
    """The section of the path, right after the summary; none for a report that has none."""
    if report.way is None:
        return
    found = report.way.path
    columns = (
        Column(_("Día"), 1.1),
        Column(_("Qué ocurre"), 4.2),
        Column(_("Nivel desde ese día"), 1.8),
        Column(_("Cumplimiento"), 1.3, number=True),
    )
    rows = tuple(
        (
            text(day(mark.on)),
            Cell((Part(mark_words(mark, found, _)), *_names(mark, report)), mark.light),
            text(level_word(mark.level, _)),
            text(percentage(mark.share)),
        )
        for mark in found.marks
    )
    table = Table(_("El camino, día por día"), columns, (Group(None, rows),))
    yield Section(
        "camino", _("El camino al día de la evaluación"), "path", sentences(report.way, _), (table,)
    )


def _names(mark: Mark, report: ReadinessReport) -> Iterator[Part]:
    """What begins or ceases to count that day, by its title."""
    titles = {line.code: line.title for line in report.requirements}
    return (Part(f"{code} {titles[code]}", muted=True) for code in mark.codes if code in titles)


def sentences(way: PathPage, _: Translate) -> tuple[str, ...]:
    """What is said beside the picture, the most important first."""
    short = _(way.short.template) % way.short.values if way.short else None
    said = (first_sentence(way.path, _), short, forecast_sentence(way.path, _))
    return tuple(each for each in said if each)
