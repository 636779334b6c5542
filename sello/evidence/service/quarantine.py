"""A kept file in which the scanner found something: in the trail, and told by mail."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, not_, or_, select

from sello.accounts.domain.actor import Role
from sello.accounts.models import Institution, Person
from sello.core.db import db
from sello.core.mail.message import Message
from sello.core.mail.outbox import enqueue
from sello.core.mail.render import render
from sello.core.rows import rows_as
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.evidence.domain.alarm import AlarmMail
from sello.evidence.models import Evidence, EvidenceVersion
from sello.evidence.queries.conditions import secret, titled
from sello.files.scanning.clamd import Verdict

KIND = AlarmMail.QUARANTINE.value


@dataclass(frozen=True, slots=True)
class Machine:
    """Who acts when nobody does: the scanner, in an institution."""

    institution_id: int
    person_id: None = None


@dataclass(frozen=True, slots=True)
class Caught:
    """A version of a piece in which something was found."""

    id: int
    evidence_id: int
    number: int
    title: str
    filename: str
    uploaded_by: int | None


def tell(institution_id: int, sha256: str, verdict: Verdict, *, base_url: str, now: datetime) -> int:
    """Write into the trail what was found in some bytes, and to whoever sent them and the secretariat.

    The bytes are set apart by the store, before. Returns how many versions of pieces have them.
    """
    place = db.session.get_one(Institution, institution_id).name
    caught = _caught(sha256)
    for version in caught:
        record(
            Machine(institution_id),
            Act.EVIDENCE_QUARANTINED,
            version.evidence_id,
            now=now,
            number=version.number,
            threat=verdict.threat,
        )
        link = f"{base_url.rstrip('/')}/evidencia/{version.evidence_id}"
        for person in _told(version.uploaded_by):
            enqueue(_message(person, version, place, verdict.threat, link), now=now)
    return len(caught)


def _message(person: Person, version: Caught, place: str, threat: str, link: str) -> Message:
    said = render(
        KIND,
        name=person.name,
        institution=place,
        title=version.title,
        filename=version.filename,
        threat=threat,
        link=link,
    )
    return Message(
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


def _caught(sha256: str) -> tuple[Caught, ...]:
    version, opened = EvidenceVersion, not_(secret())  # a mail says nothing that is not for every eye
    query = (
        select(version.id, version.evidence_id, version.number)
        .add_columns(titled(Evidence.title, opened).label("title"), version.uploaded_by)
        .add_columns(case((opened, version.filename), else_="").label("filename"))
        .join(Evidence, Evidence.id == version.evidence_id)
        .where(version.sha256 == sha256)
        .order_by(version.id)
    )
    return rows_as(Caught, db.session.execute(query))


def _told(sender_id: int | None) -> list[Person]:
    """Whoever sent it and the secretariat, those who still have an account."""
    told = or_(Person.role == Role.SECRETARIAT, Person.id == sender_id)
    return [*db.session.scalars(select(Person).where(told, Person.active).order_by(Person.id))]
