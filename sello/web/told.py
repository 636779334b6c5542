"""What is told of a file beside it, in sentences: on the form, the receipt, the desk and its page."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext

from sello.core.counting import ngettext
from sello.cycles.queries import cycles
from sello.files.detecting.findings import Kind as PersonalKind
from sello.files.examining.findings import Group, Kind, grouped, of_its_time
from sello.files.queries import Checked
from sello.files.scanning import states
from sello.files.scanning.states import Scan
from sello.web.instance import config

_MOST_PAGES = 12
"""Pages that are named; of more it is told how many they are."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence beside a file, with what to do about it."""

    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """All that is told of one file."""

    lines: tuple[Line, ...] | None
    """None until it was examined."""
    safety: str
    """What the scanner says of it, or that there is none."""
    is_dangerous: bool


def told(known: Mapping[str, Checked]) -> Mapping[str, Told]:
    """What is to be told of files, by what is known of them."""
    dated = any(each.examination and each.examination.years for each in known.values())
    cycle = cycles.current() if dated else None
    since = cycle.starts_on.year if cycle else None
    return {
        each: Told(_lines(checked, since), _safety(checked.scan), bool(checked.scan and checked.scan.threat))
        for each, checked in known.items()
    }


def _safety(scan: Scan | None) -> str:
    said = states.words(scan, has_scanner=bool(config().clamav))
    values = {"signatures": scan.signatures, "threat": scan.threat} if scan else {}
    return str(gettext(said, **values))


def _lines(checked: Checked, since: int | None) -> tuple[Line, ...] | None:
    found = checked.examination
    if found is None:
        return None
    findings = found.findings if since is None else of_its_time(found, since)
    groups = grouped(findings)
    apart = [each for each in groups if each.kind is not Kind.PERSONAL]
    return tuple(Line(each.kind.tone, _sentence(each)) for each in (*apart, *_personal(groups)))


def _personal(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """All personal data of a file as one group: what to do about it is the same, and is said once."""
    seen: dict[str, list[Group]] = {}
    for each in groups:
        if each.kind is Kind.PERSONAL:
            seen.setdefault(each.within, []).append(each)
    return tuple(_of_persons(within, found) for within, found in seen.items())


def _of_persons(within: str, found: list[Group]) -> Group:
    details = "; ".join(gettext(PersonalKind(each.detail).label) for each in found)
    pages = sorted({page for each in found for page in each.pages})
    return Group(Kind.PERSONAL, details, tuple(pages), within)


def _sentence(group: Group) -> str:
    """What was found, in which file and where, and what can be done."""
    parts = [gettext("Trae «%(name)s».", name=group.within)] if group.within else []
    parts.append(gettext(group.kind.label, detail=group.detail))
    if len(group.pages) > _MOST_PAGES:
        parts.append(ngettext("En %(num)s página.", "En %(num)s páginas.", len(group.pages)))
    elif group.pages:
        pages = ", ".join(map(str, group.pages))
        text = ngettext("Página %(pages)s.", "Páginas %(pages)s.", len(group.pages), pages=pages)
        parts.append(text)
    advice = group.kind.advice_inside if group.within else group.kind.advice
    if advice:
        parts.append(gettext(advice))
    return " ".join(parts)
