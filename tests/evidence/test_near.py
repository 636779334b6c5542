"""Pieces that say nearly the same are told to whoever may know of them, and to nobody else."""

import pytest
from sqlalchemy import func, select

from sello.core.db import db
from sello.evidence.domain.details import Classification
from sello.evidence.models import Evidence, EvidenceVersion
from sello.evidence.queries.duplicates import MOST_NEAR, near, near_piece
from sello.evidence.service import texts as service
from sello.files import texts
from sello.files.likeness import RULES, marks
from sello.files.models import TextMark, TextRead
from tests.builders import NOW
from tests.evidence import cast
from tests.files.reading import papers

ACTA = (
    "Acta de la sesión ordinaria del Comité de Género de la Municipalidad. Asisten las unidades convocadas y "
    "las asociaciones de funcionarias. Se revisan los compromisos anteriores del plan de igualdad y se "
    "acuerda contratar la capacitación en lenguaje inclusivo para las jefaturas durante el segundo semestre. "
)
LIKE = ACTA + "Se levanta la sesión a mediodía."
OTHER = (
    "Ordenanza sobre patentes comerciales y ocupación del espacio público en ferias libres. Regula horarios, "
    "derechos municipales, multas y la inspección de los puestos de venta de alimentos en toda la comuna."
)


@pytest.fixture
def handed(app, town, cycle):
    """Hands in a document that says something, which is read at once."""

    def hand(text, person="head", **details):
        who = getattr(town.people, person)
        made = cast.handed_in(app, who, cycle, content=papers.paper(text), title=f"{text[:12]}.", **details)
        texts.keep(digest_of(made), [text], now=NOW)
        db.session.commit()
        return made

    return hand


def digest_of(piece):
    return db.session.scalar(select(EvidenceVersion.sha256).where(EvidenceVersion.evidence_id == piece))


def told(person, text=LIKE):
    found = near({"f" * 64: marks([text])}, person.actor().visibility)
    return [each.evidence_id for each in found.get("f" * 64, ())]


def test_what_says_nearly_the_same_is_found_and_what_does_not_is_not(town, handed):
    first, _other = handed(ACTA), handed(OTHER)
    assert told(town.people.head) == [first]
    assert told(town.people.head, OTHER + " Se publica.") != [first]
    assert told(town.people.head, "Acta del comité") == []


def test_only_pieces_that_she_may_know_of_are_named(town, handed):
    handed(ACTA)
    assert told(town.people.other_head) == []
    assert told(town.people.auditor) == []
    assert len(told(town.people.secretary)) == 1


def test_a_secret_piece_is_never_hinted(town, handed):
    made = handed(ACTA)
    db.session.get_one(Evidence, made).classification = Classification.SECRET
    db.session.get_one(Evidence, made).created_by = town.people.secretary.person_id
    db.session.commit()
    assert told(town.people.authority) == []
    assert told(town.people.contributor) == []


def test_a_piece_is_not_near_itself_nor_what_it_replaces(app, town, handed):
    old = cast.accepted(town.people.secretary, handed(ACTA))
    new, third = handed(LIKE, replaces_id=old), handed("Copia. " + LIKE)
    visibility = town.people.secretary.actor().visibility
    assert [each.evidence_id for each in near_piece(new, digest_of(new), visibility, replaces_id=old)] == [
        third
    ]
    both = near_piece(third, digest_of(third), visibility, replaces_id=None)
    assert [each.evidence_id for each in both] == [new, old]


def test_some_are_named_and_no_more(town, handed):
    made = [handed(f"{ACTA} Copia {number}.") for number in range(MOST_NEAR + 2)]
    assert told(town.people.head) == sorted(made, reverse=True)[:MOST_NEAR]


def test_the_same_bytes_are_left_to_the_twins(town, handed):
    made = handed(ACTA)
    digest = digest_of(made)
    assert near({digest: marks([ACTA])}, town.people.head.actor().visibility) == {}


def test_marks_of_before_are_made_by_the_job_and_go_with_their_text(handed):
    digest = digest_of(handed(ACTA))
    kept = set(db.session.scalars(select(TextMark.mark).where(TextMark.sha256 == digest)))
    db.session.get_one(TextRead, digest).marked = None
    db.session.execute(TextMark.__table__.delete())
    db.session.commit()
    assert service.mark_again(10) == 1
    assert service.mark_again(10) == 0
    assert set(db.session.scalars(select(TextMark.mark).where(TextMark.sha256 == digest))) == kept
    assert db.session.get_one(TextRead, digest).marked == RULES
    texts.forget(digest)
    assert db.session.scalar(select(func.count()).select_from(TextMark)) == 0


def test_a_scan_is_marked_when_its_letters_were_recognised(handed):
    digest = digest_of(handed(ACTA))
    texts.keep(digest, [""], next_scan=1, now=NOW)
    assert service.mark_again(10) == 0
    texts.recognise(digest, 1, ACTA, next_scan=None)
    db.session.commit()
    assert service.mark_again(10) == 1
    found = set(db.session.scalars(select(TextMark.mark).where(TextMark.sha256 == digest)))
    assert found == set(marks([ACTA]))
