"""Many pieces at once, written straight into the tables: for pages, counts and costs."""

from datetime import timedelta

from sqlalchemy import func, insert, select

from sello.core.db import db
from sello.evidence.domain.details import Classification, EvidenceType
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion
from tests.builders import NOW, TODAY, Town
from tests.tasks.cast import Course


def many(town: Town, course: Course, count: int) -> None:
    """Add pieces of every state and age, over three units and all requirements."""
    units = [town.units.personas, town.units.dideco, town.units.migrantes]
    requirements = list(course.requirements.values())
    first = (db.session.scalar(select(func.max(Evidence.id))) or 0) + 1
    ids = range(first, first + count)
    base = {"institution_id": town.institution.id}
    pieces = [
        base
        | {
            "id": i,
            "title": f"Pieza {i}",
            "folded": f"pieza {i}",
            "type": EvidenceType.DECREE,
            "document_number": "",
            "valid_until": TODAY + timedelta(days=i % 400 - 100) if i % 3 else None,
            "unit_id": units[i % 3],
            "classification": Classification.PUBLIC,
            "personal_data": False,
            "state": list(EvidenceState)[i % 3],
            "submitted_at": NOW - timedelta(minutes=i),
            "unlocked": [],
            "current": 1,
            "version": 1,
            "created_at": NOW,
        }
        for i in ids
    ]
    versions = [
        base
        | {
            "evidence_id": i,
            "number": 1,
            "filename": f"{i}.pdf",
            "media_type": "application/pdf",
            "size": 1000,
            "sha256": f"{i:064x}",
            "uploaded_at": NOW,
            "author_post": "",
        }
        for i in ids
    ]
    links = [
        base
        | {
            "evidence_id": i,
            "cycle_id": course.cycle_id,
            "requirement_id": requirements[i % len(requirements)],
            "note": "",
            "to_confirm": False,
            "linked_at": NOW,
        }
        for i in ids
    ]
    for model, rows in ((Evidence, pieces), (EvidenceVersion, versions), (EvidenceLink, links)):
        db.session.execute(insert(model), rows)
    db.session.commit()
