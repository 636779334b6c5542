"""A kept file in which the scanner found something: apart from all routes, in the trail, and told by mail."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from sello.accounts.domain.actor import Role
from sello.accounts.models import Institution, Person
from sello.core.db import db
from sello.core.mail.message import Message
from sello.core.mail.outbox import enqueue
from sello.core.mail.render import render
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.evidence.models import Evidence, EvidenceVersion
from sello.files import service as files
from sello.files.scanning.clamd import Verdict

KIND = "quarantine"


@dataclass(frozen=True, slots=True)
class Machine:
    """Who acts when nobody does: the scanner, in an institution."""

    institution_id: int
    person_id: None = None


def quarantine(institution_id: int, sha256: str, verdict: Verdict, *, base_url: str, now: datetime) -> int:
    """Note what was found in some bytes, and tell whoever sent them and the secretariat; how many versions.

    The bytes themselves are set apart by the store, before.
    """
    files.note_verdict(sha256, verdict, now=now)
    place = db.session.get_one(Institution, institution_id).name
    query = (
        select(EvidenceVersion.id, EvidenceVersion.evidence_id, EvidenceVersion.number, Evidence.title)
        .add_columns(EvidenceVersion.filename, EvidenceVersion.uploaded_by)
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .where(EvidenceVersion.sha256 == sha256)
        .order_by(EvidenceVersion.id)
    )
    found = db.session.execute(query).all()
    for version in found:
        record(
            Machine(institution_id),
            Act.EVIDENCE_QUARANTINED,
            version.evidence_id,
            now=now,
            number=version.number,
            threat=verdict.threat,
        )
        for person in _told(version.uploaded_by):
            said = render(
                KIND,
                name=person.name,
                institution=place,
                title=version.title,
                filename=version.filename,
                threat=verdict.threat,
                link=f"{base_url.rstrip('/')}/evidencia/{version.evidence_id}",
            )
            message = Message(
                recipient=person.email,
                recipient_name=person.name,
                subject=said.subject,
                text=said.text,
                html=said.html,
                kind=KIND,
                dedupe_key=f"{KIND}.{version.id}.{person.id}",
                person_id=person.id,
                urgent=True,
            )
            enqueue(message, now=now)
    return len(found)


def _told(sender_id: int | None) -> list[Person]:
    """Whoever sent it and the secretariat, those who still have an account."""
    told = or_(Person.role == Role.SECRETARIAT, Person.id == sender_id)
    return [*db.session.scalars(select(Person).where(told, Person.active).order_by(Person.id))]
