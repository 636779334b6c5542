"""What the files that wait tell about persons, as the form proposes it; a person says."""

from collections.abc import Iterable
from typing import Any

from sello.evidence.domain.details import Classification
from sello.files import queries
from sello.files.detecting.findings import Kind as PersonalKind
from sello.files.examining.findings import Kind


def proposed(waiting: Iterable[queries.Pending], *, named: bool) -> dict[str, Any]:
    """Whether there are personal data, and the class that goes with them; `named`: a table names persons."""
    known = queries.checked(each.received.sha256 for each in waiting).values()
    found = {
        PersonalKind(finding.detail)
        for each in known
        if each.examination
        for finding in each.examination.findings
        if finding.kind is Kind.PERSONAL
    }
    if any(kind.is_sensitive for kind in found):
        return {"personal_data": True, "classification": Classification.SECRET}
    if found or named:
        return {"personal_data": True, "classification": Classification.RESERVED}
    return {"personal_data": None, "classification": Classification.PUBLIC}
