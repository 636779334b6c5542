"""Whoever has secrets withheld is told of no secret piece, by no query of any room."""

import pytest
from sqlalchemy import select, update

from sello.core.db import db
from sello.evidence.domain.details import Classification
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceVersion, Review
from sello.files import texts as file_texts
from sello.tasks.models import ReceiptPiece
from tests.builders import NOW
from tests.house import test_released_only as released

WORD = "zarzaparrilla"
"""Said by what is secret and by nothing else: its titles, files, remarks and texts."""

town_hall = released.town_hall


@pytest.fixture
def closed(town, town_hall):
    """All but one piece are secret, released, and of the unit of somebody to whom they are closed."""
    hidden = Evidence.id.in_(town_hall.hidden)
    unit_id = town.people.contributor.unit_id
    said = {"title": f"Relato de {WORD}", "classification": Classification.SECRET, "unit_id": unit_id}
    db.session.execute(update(Evidence).where(hidden).values(said))
    accepted = (
        update(Evidence).where(hidden, Evidence.state == EvidenceState.ACCEPTED).values(released_at=NOW)
    )
    db.session.execute(accepted)
    versions = EvidenceVersion.evidence_id.in_(town_hall.hidden)
    db.session.execute(update(EvidenceVersion).where(versions).values(filename=f"{WORD}.pdf"))
    db.session.execute(
        update(Review).where(Review.evidence_id.in_(town_hall.hidden)).values(remark=f"Falta {WORD}.")
    )
    db.session.execute(update(ReceiptPiece).values(title=f"Relato de {WORD}"))
    for sha256 in db.session.scalars(select(EvidenceVersion.sha256).where(versions)):
        file_texts.keep(sha256, [f"Declara {WORD}."], now=NOW)
    db.session.commit()
    return town_hall


def telling(town, hall, person):
    """The reads that tell somebody the word."""
    return {
        name
        for name, function in released.reads().items()
        if name not in released.ELSEWHERE
        if any(WORD in text for text in released.ask(town, hall, person, name, function, hall.hidden[0]))
    }


@pytest.mark.parametrize("who", ["authority", "contributor", "auditor"])
def test_no_read_of_any_room_tells_of_a_secret(town, closed, who):
    told = telling(town, closed, getattr(town.people, who))
    assert not told, "ask sello.evidence.queries.conditions.seen_by(visibility) in it"


def test_the_same_reads_tell_the_secretariat(town, closed):
    assert len(telling(town, closed, town.people.secretary)) >= 12
