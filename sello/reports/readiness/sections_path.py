"""The path to the day in words: the sentence that matters first, and what stands on each day."""

from __future__ import annotations

from collections.abc import Iterator

from sello.core.figures import percentage
from sello.planning.domain.path import Mark, Path
from sello.planning.domain.path_words import first_sentence, forecast_sentence, level_word, mark_words
from sello.planning.queries.path import PathPage
from sello.reports.document.naming import coded, named
from sello.reports.document.values import Cell, Column, Group, Part, Section, Table, text
from sello.reports.document.wording import Translate, day
from sello.reports.readiness.contents import ReadinessReport


def path(report: ReadinessReport, _: Translate) -> Iterator[Section]:
    """The section of the path, right after the summary; none for a report that has none."""
    if report.way is None:
        return
    found, told = report.way.path, named(report.way.path, report.titles)
    columns = (
        Column(_("Día"), 1.1),
        Column(_("Qué ocurre"), 4.2),
        Column(_("Nivel desde ese día"), 1.8),
        Column(_("Cumplimiento"), 1.3, number=True),
    )
    rows = tuple(
        (
            text(day(mark.on)),
            Cell((Part(mark_words(words, told, _)), *_names(mark, report)), mark.light),
            text(level_word(mark.level, _)),
            text(percentage(mark.share)),
        )
        for mark, words in zip(found.marks, told.marks, strict=True)
    )
    table = Table(_("El camino, día por día"), columns, (Group(None, rows),))
    yield Section(
        "camino", _("El camino al día de la evaluación"), "path", sentences(report.way, told, _), (table,)
    )


def _names(mark: Mark, report: ReadinessReport) -> Iterator[Part]:
    """What begins or ceases to count that day, by its title."""
    return (Part(coded(code, report.titles), muted=True) for code in mark.codes if code in report.titles)


def sentences(way: PathPage, told: Path, _: Translate) -> tuple[str, ...]:
    """What is said beside the picture, the most important first."""
    why = way.short_by_name
    short = _(why.template) % why.values if why else None
    said = (first_sentence(told, _), short, forecast_sentence(told, _))
    return tuple(each for each in said if each)
