"""What templates say with words and addresses of other rooms: sentences, links."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from flask import Flask, url_for
from flask_babel import gettext

from sello.core.dates import written
from sello.core.figures import with_points
from sello.core.trail.acts import Act
from sello.core.trail.via import door
from sello.cycles.domain.words import DOES_NOT_APPLY, UNANSWERED
from sello.files.reading.ways import way_of
from sello.indicators.domain.periods import Period, kept_period
from sello.level.phrase import Phrase
from sello.web.doors import opens
from sello.web.naming import brief, called, reads_names, title_in

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")

SAID_INSIDE = frozenset({UNANSWERED, DOES_NOT_APPLY})
"""Texts of ours that stand inside a sentence as a value; the other values are people's words."""


def say(phrase: Phrase) -> str:
    """A sentence of the level engine in the reader's language."""
    text: str = gettext(phrase.template)
    values = {
        name: gettext(value) if value in SAID_INSIDE else value for name, value in phrase.values.items()
    }
    return text % with_points(values) if values else text


def told(act: Act, detail: Mapping[str, Any]) -> str:
    """The sentence of an act, with the days and periods of its detail as one reads them here."""
    values = {name: _read(name, detail.get(name)) for name in act.holds.needed}
    said, via = str(gettext(act.sentence)) % values, door(detail)
    return said if via is None else f"{said}, {gettext(via.label)}"


def period_words(period: Period) -> str:
    """A period of an indicator as one says it."""
    names = {**period.names, "month": gettext(period.names["month"])}
    return str(gettext(period.sentence)) % names


def _read(name: str, value: object) -> object:
    if name == "period" and (period := kept_period(str(value))) is not None:
        return period_words(period)
    if isinstance(value, str) and _ISO.fullmatch(value):
        return written(date.fromisoformat(value))
    return "" if value is None else value


def requirement_href(requirement_id: int) -> str | None:
    """The page of a requirement in the current cycle; None for whom it would not open."""
    if not opens(requirement_id):
        return None
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
        told=told,
        way_of=way_of,
        brief=brief,
        called=called,
        reads_names=reads_names,
        title_in=title_in,
    )
