"""What is told of a file beside it, in sentences: on the form, the receipt, the desk and its page."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext

from sello.core.counting import ngettext
from sello.cycles.queries import cycles
from sello.files.examining.findings import Group, grouped, of_its_time
from sello.files.queries import Checked

_MOST_PAGES = 12
"""Pages that are named; of more it is told how many they are."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence beside a file, with what to do about it."""

    tone: str
    text: str


def told(known: Mapping[str, Checked]) -> Mapping[str, tuple[Line, ...] | None]:
    """What is to be told of files, by what is known of them; None of one that was not examined yet."""
    dated = any(each.examination and each.examination.years for each in known.values())
    cycle = cycles.current() if dated else None
    since = cycle.starts_on.year if cycle else None
    return {each: _lines(checked, since) for each, checked in known.items()}


def _lines(checked: Checked, since: int | None) -> tuple[Line, ...] | None:
    found = checked.examination
    if found is None:
        return None
    findings = found.findings if since is None else of_its_time(found, since)
    return tuple(Line(group.kind.tone, _sentence(group)) for group in grouped(findings))


def _sentence(group: Group) -> str:
    """What was found, where, and what can be done."""
    parts = [gettext(group.kind.label, detail=group.detail)]
    if len(group.pages) > _MOST_PAGES:
        parts.append(ngettext("En %(num)s página.", "En %(num)s páginas.", len(group.pages)))
    elif group.pages:
        pages = ", ".join(map(str, group.pages))
        text = ngettext("Página %(pages)s.", "Páginas %(pages)s.", len(group.pages), pages=pages)
        parts.append(text)
    if group.kind.advice:
        parts.append(gettext(group.kind.advice))
    return " ".join(parts)
