"""What templates say with words and addresses of other rooms: sentences, links."""

from datetime import date

from flask import Flask, url_for
from flask_babel import gettext

from sello.core.figures import with_points
from sello.cycles.domain.words import DOES_NOT_APPLY, UNANSWERED
from sello.files.reading.ways import way_of
from sello.level.phrase import Phrase

SAID_INSIDE = frozenset({UNANSWERED, DOES_NOT_APPLY})
"""Texts of ours that stand inside a sentence as a value; the other values are people's words."""


def say(phrase: Phrase) -> str:
    """A sentence of the level engine in the reader's language."""
    text: str = gettext(phrase.template)
    values = {
        name: gettext(value) if value in SAID_INSIDE else value for name, value in phrase.values.items()
    }
    return text % with_points(values) if values else text


def requirement_href(requirement_id: int) -> str:
    """The page of a requirement in the current cycle."""
    return url_for("cycles.requirement", requirement_id=requirement_id)


def evidence_href(evidence_id: int) -> str:
    """The page of a piece of evidence."""
    return url_for("evidence.piece", evidence_id=evidence_id)


def upload_href(task_id: int) -> str:
    """The upload that answers a task."""
    return url_for("evidence.upload", tarea=task_id)


def day_of(iso: str) -> date:
    """The day that the history of a task keeps as text."""
    return date.fromisoformat(iso)


def install(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters.update(say=say)
    app.jinja_env.globals.update(
        requirement_href=requirement_href,
        evidence_href=evidence_href,
        upload_href=upload_href,
        day_of=day_of,
        way_of=way_of,
    )
