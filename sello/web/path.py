"""The path to the day as pages show it: sentences, the drawing in two widths, and its table with links."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from sello.accounts.permissions import Action, allows
from sello.core.changes import kept
from sello.cycles.queries.cycles import CycleRow
from sello.level.phrase import Phrase
from sello.planning.domain.path import Mark, MarkKind, Path
from sello.planning.domain.path_words import falls, first_sentence, forecast_sentence, level_word, mark_words
from sello.planning.queries.path import PathPage
from sello.reports.document.naming import DRAWN, named
from sello.reports.document.path import Drawing, draw
from sello.web.guard import current_actor
from sello.web.naming import reads_names

WIDE, NARROW = 1000.0, 330.0
"""The widths of the drawing, in units of which a letter is twelve high: for a desk and for a phone."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A requirement that begins or ceases to count, with where it opens and what can be done about it."""

    code: str
    title: str = ""
    called: str = ""
    """What its act is told of: the code, or the name for whoever reads names."""
    href: str | None = None
    act: str = ""
    act_href: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A day of the path in the table."""

    mark: Mark
    words: str
    level: str
    falls: str
    """What happens to the level, where it falls on that day."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PathView:
    """All that the picture's template needs."""

    first: str
    forecast: str | None
    short: Phrase | None
    drawings: tuple[tuple[str, Drawing], ...]
    rows: tuple[Row, ...]
    next: tuple[Row, ...]
    """What ceases to count until the evaluation, or until the end where it has passed or has no day."""


def path_view(page: PathPage, cycle: CycleRow) -> PathView:
    """Put a path in words, shapes and links for whoever asks; the authority reads names, not codes."""
    path = told = drawn = page.path
    short = page.short
    if reads_names():
        titles = {code: row.title for code, row in page.rows.items()}
        told, drawn, short = named(path, titles), named(path, titles, DRAWN), page.short_by_name
    rows = tuple(
        _row(mark, words, page, cycle)
        for mark, words in zip(
            path.marks, (mark_words(each, told, gettext) for each in told.marks), strict=True
        )
    )
    until = path.evaluation if path.evaluation and path.evaluation >= path.today else path.last
    return PathView(
        first=first_sentence(told, gettext),
        forecast=forecast_sentence(told, gettext),
        short=short,
        drawings=kept(lambda: _drawings(drawn), "drawings", drawn),
        rows=rows,
        next=tuple(row for row in rows if row.mark.kind is MarkKind.LOSS and row.mark.on <= until),
    )


def _drawings(path: Path) -> tuple[tuple[str, Drawing], ...]:
    return ("wide", draw(path, WIDE, gettext)), ("narrow", draw(path, NARROW, gettext))


def _row(mark: Mark, words: str, page: PathPage, cycle: CycleRow) -> Row:
    return Row(
        mark=mark,
        words=words,
        level=level_word(mark.level, gettext),
        falls=falls(mark.level, gettext),
        pieces=tuple(_piece(code, mark, page, cycle) for code in mark.codes),
    )


def _piece(code: str, mark: Mark, page: PathPage, cycle: CycleRow) -> Piece:
    """A requirement of a day; of one that the reader may not see, only its code."""
    row = page.rows.get(code)
    if row is None:
        return Piece(code)
    asked = None if cycle.is_current else cycle.id
    act, act_href = _act(mark, code, page, cycle)
    return Piece(
        code=code,
        title=row.title,
        called=f"«{row.title}»" if reads_names() else code,
        href=url_for("cycles.requirement", requirement_id=row.requirement_id, ciclo=asked),
        act=act,
        act_href=act_href,
    )


def _act(mark: Mark, code: str, page: PathPage, cycle: CycleRow) -> tuple[str, str | None]:
    """The thread that is open about a requirement, else the way to ask for its renewal."""
    row, actor = page.rows[code], current_actor()
    task_id = page.tasks.get(row.requirement_id)
    if task_id is not None and allows(actor, Action.TASK_VIEW):
        return str(gettext("Ver la tarea abierta")), url_for("tasks.show", task_id=task_id)
    if mark.kind is MarkKind.LOSS and cycle.is_current and allows(actor, Action.TASK_MANAGE):
        title = gettext("Renovar la evidencia de %(code)s", code=code)
        return str(gettext("Pedir la renovación")), url_for(
            "tasks.new", requerimiento=row.requirement_id, unidad=row.unit_id, titulo=title
        )
    return "", None
