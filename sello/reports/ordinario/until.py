"""Until when a letter orders something, as its words say: it and the task never name different days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from sello.core.dates import day_or_none
from sello.core.labels import N_
from sello.core.refusal import Refusal

_ORDERED = re.compile(
    r"\ba\s+más\s+tardar\s+(?:el|al)\s+(?:día\s+)?(?:[^\W\d_]+,?\s+)?"
    r"(?P<day>\d{1,2}(?:[°º])?(?:\s+de\s+[^\W\d_]+\s+del?\s+\d{4}|[-/]\d{1,2}[-/]\d{4}))",
    re.IGNORECASE,
)


class AnotherDay(Refusal):
    """A letter that orders another day than its task has would be obeyed too late, or never."""

    message = N_(
        "El texto dice «a más tardar el %(said)s» y el plazo de la tarea es el %(until)s. Escriba la misma "
        "fecha en ambos."
    )
    field = "until"


def last_days(paragraphs: Iterable[str]) -> tuple[date, ...]:
    """The days until which a text orders something; days that it mentions otherwise are none."""
    found = (day_or_none(match["day"]) for text in paragraphs for match in _ORDERED.finditer(text))
    return tuple(day for day in found if day is not None)
