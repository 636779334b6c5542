"""Secret evidence is told by no query of any room to whom it is closed, and is attested where it is released.

The reads are those of `test_released_only`: a new one is found, and asked, too.
"""

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.evidence.domain.details import Classification
from sello.evidence.models import Evidence, EvidenceVersion, Review
from sello.evidence.queries import closed
from sello.files import texts as file_texts
from tests.builders import NOW
from tests.house.test_released_only import ELSEWHERE, ask, reads, town_hall  # noqa: F401  # a fixture

SECRET = "Relato que nadie más lee"
CLOSED = ("authority", "auditor", "contributor")


@pytest.fixture
def hall(town, town_hall):  # noqa: F811
    """The town of those tests, in which the released piece is secret, in whatever it says."""
    piece = db.session.get_one(Evidence, town_hall.shown)
    piece.title, piece.folded = SECRET, SECRET.lower()
    piece.document_number = SECRET
    piece.classification = Classification.SECRET
    version = db.session.scalars(select(EvidenceVersion).where(EvidenceVersion.evidence_id == piece.id)).one()
    version.filename, version.sha256 = f"{SECRET}.pdf", "5" * 64
    for review in db.session.scalars(select(Review).where(Review.evidence_id == piece.id)):
        review.remark = review.reply = SECRET
    file_texts.keep(version.sha256, [f"Acta. {SECRET}"], now=NOW)
    db.session.commit()
    return town_hall


def telling(town, hall, who):
    """The reads that tell somebody a word of it."""
    person = getattr(town.people, who)
    return {
        name
        for name, function in reads().items()
        if name not in ELSEWHERE
        for text in ask(town, hall, person, name, function, hall.shown)
        if SECRET in text or SECRET.lower() in text
    }


@pytest.mark.parametrize("who", CLOSED)
def test_no_read_of_any_room_tells_of_what_is_closed(town, hall, who):
    assert not telling(town, hall, who), "ask sello.evidence.queries.conditions.seen_by(visibility) in it"


def test_the_same_reads_tell_the_secretariat_and_whoever_handed_it_in(town, hall):
    assert len(telling(town, hall, "secretary")) >= 10
    piece = db.session.get_one(Evidence, hall.shown)
    piece.created_by, piece.unit_id = town.people.contributor.id, town.people.contributor.unit_id
    db.session.commit()
    assert "sello.evidence.queries.listing.evidence_page" in telling(town, hall, "contributor")


def test_it_is_attested_by_hash_and_says_nothing(town, hall):
    (row,) = closed.attested(town.people.auditor.actor().visibility)
    assert (row.id, row.sha256) == (hall.shown, "5" * 64)
    assert closed.attested(town.people.secretary.actor().visibility) == ()
    assert hall.shown in {each.id for each in closed.attested(town.people.authority.actor().visibility)}
