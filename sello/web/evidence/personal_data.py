"""What the files that wait tell about persons, as the form proposes it, file by file; a person says."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sello.evidence.domain.details import Classification
from sello.files import queries
from sello.files.detecting.findings import Kind as PersonalKind
from sello.files.examining.findings import Kind
from sello.files.queries import Checked

_ORDER = (Classification.PUBLIC, Classification.RESERVED, Classification.SECRET)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed for all files, and for each that needs more than these, by its id."""

    common: dict[str, Any]
    own: dict[int, Classification]


def proposed(waiting: Sequence[queries.Pending], named: Collection[int]) -> Proposed:
    """What goes with what was found in each file; `named` are tables that name persons.

    One file with personal data leaves the others as open as they are.
    """
    known = queries.checked(each.received.sha256 for each in waiting)
    classes = {each.id: _class(known[each.received.sha256], named=each.id in named) for each in waiting}
    least = min(classes.values(), key=_ORDER.index, default=Classification.PUBLIC)
    personal = None if least is Classification.PUBLIC else True
    own = {number: found for number, found in classes.items() if found is not least}
    return Proposed({"personal_data": personal, "classification": least}, own)


def _class(known: Checked, *, named: bool) -> Classification:
    findings = known.examination.findings if known.examination else ()
    found = {PersonalKind(finding.detail) for finding in findings if finding.kind is Kind.PERSONAL}
    if any(kind.is_sensitive for kind in found):
        return Classification.SECRET
    return Classification.RESERVED if found or named else Classification.PUBLIC
