"""Pieces of evidence for tests, handed in by the real service with real files."""

import io
from typing import Any

from sello.core.db import db
from sello.core.moment import Moment
from sello.evidence.domain.details import Details, EvidenceType
from sello.evidence.domain.review import Part
from sello.evidence.models import Evidence
from sello.evidence.service import reviewing, submitting
from sello.evidence.service.submitting import Submission, Target
from sello.files import kinds, service
from sello.files.store.disk import Store
from tests.builders import AT, NOW, Someone
from tests.files import samples
from tests.tasks.cast import Course

LIMIT = 10 * 1024 * 1024


def store(app: Any) -> Store:
    """The store of the tests' application."""
    kept = app.extensions["sello.store"]
    assert isinstance(kept, Store)
    return kept


def received(app: Any, person: Someone, content: bytes | None = None, name: str = "decreto.pdf") -> int:
    """A file that a person sent and did not describe yet."""
    stream = io.BytesIO(samples.pdf(name) if content is None else content)
    file = service.take_in(store(app), stream, name=name, limit=LIMIT, allowed=kinds.allowed(""))
    return service.remember(person.actor(), file, now=NOW)


def said(title: str = "Decreto 12", **values: Any) -> Details:
    """Details that nothing is wrong with."""
    return Details(title=title, type=values.pop("type", EvidenceType.DECREE), **values)


def handed_in(
    app: Any,
    person: Someone,
    course: Course,
    *,
    code: str = "1.1.1",
    unit_id: int | None = None,
    content: bytes | None = None,
    title: str = "Decreto 12",
    replaces_id: int | None = None,
    **details: Any,
) -> int:
    """A submitted piece with its file."""
    upload_id = received(app, person, content, name=f"{title}.pdf")
    target = Target(
        unit_id or person.unit_id or 0, course.cycle_id, (course.requirements[code],), replaces_id
    )
    handed = submitting.submit(
        person.actor(),
        [Submission(upload_id, said(title, **details))],
        target,
        store=store(app),
        at=AT,
    )
    return handed.created[0]


def version_of(evidence_id: int) -> int:
    """The number of saved changes of a piece."""
    return db.session.get_one(Evidence, evidence_id).version


def accepted(secretary: Someone, evidence_id: int, *, at: Moment = AT) -> int:
    """The piece, accepted."""
    reviewing.accept(secretary.actor(), evidence_id, version=version_of(evidence_id), at=at)
    return evidence_id


def returned(
    secretary: Someone, evidence_id: int, *parts: Part, remark: str = "Falta la firma del decreto."
) -> int:
    """The piece, returned with a remark that opens some parts (the file, if none is said)."""
    opened = set(parts) or {Part.FILE}
    version = version_of(evidence_id)
    reviewing.give_back(secretary.actor(), evidence_id, version=version, remark=remark, parts=opened, at=AT)
    return evidence_id
