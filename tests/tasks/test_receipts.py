"""Receipts are written with what they tell of, and read by whoever handed in and by the secretariat."""

import pytest
from sqlalchemy import func, select, update

from sello.core.db import db
from sello.core.refusal import NotFound
from sello.evidence.domain.details import SECRET_TITLE, Classification
from sello.evidence.domain.review import EvidenceState, Part
from sello.evidence.models import Evidence
from sello.evidence.service.submitting import Submission, Target
from sello.tasks.models import Receipt, ReceiptPiece
from sello.tasks.queries import receipts, task
from sello.tasks.service.hand_in import AT_A_TIME, correct, hand_in
from tests.builders import AT
from tests.evidence import cast
from tests.evidence.conftest import cycle, own_store
from tests.files import samples
from tests.tasks.cast import ask

__all__ = ["cycle", "own_store"]  # fixtures


@pytest.fixture
def head(town):
    return town.people.head


def bring(app, person, course, *names, task_id=None, content=None, use_existing=False, code="1.1.1"):
    """A hand-in of some files; returns the id of its receipt."""
    files = [
        Submission(cast.received(app, person, content, name=f"{name}.pdf"), cast.said(name), use_existing)
        for name in names
    ]
    target = Target(person.unit_id, course.cycle_id, (course.requirements[code],))
    store = cast.store(app)
    return hand_in(person.actor(), files, target, task_id=task_id, store=store, at=AT).receipt_id


def test_it_tells_who_brought_what_for_which_task(app, town, cycle, head):
    asked = ask(town.people.secretary.actor(), town.units.personas, cycle_id=cycle.cycle_id)
    found = receipts.receipt(bring(app, head, cycle, "uno", "dos", task_id=asked), at=AT)
    assert (found.at, found.person, found.unit, found.task_id) == (AT.now, head.name, "Personas", asked)
    assert found.number == f"{AT.today.year}-{found.id:04}"
    assert [(each.filename, each.version, each.state) for each in found.files] == [
        ("uno.pdf", 1, EvidenceState.SUBMITTED),
        ("dos.pdf", 1, EvidenceState.SUBMITTED),
    ]
    assert all(cast.store(app).verify(each.sha256) for each in found.files)
    assert found.in_time is True


def test_what_nobody_asked_for_has_one_too(app, cycle, head):
    found = receipts.receipt(bring(app, head, cycle, "suelto"), at=AT)
    assert (found.task_id, found.due_on, found.in_time) == (None, None, None)


def test_many_files_of_one_hand_in_have_one_receipt(app, cycle, head):
    names = [f"n{number}" for number in range(AT_A_TIME + 3)]
    found = receipts.receipt(bring(app, head, cycle, *names), at=AT)
    assert [each.title for each in found.files] == names
    assert db.session.scalar(select(func.count()).select_from(Receipt)) == 1


def test_a_file_that_was_there_already_is_told_as_such(app, cycle, head):
    content = samples.pdf("igual")
    first = cast.handed_in(app, head, cycle, content=content)
    later = bring(app, head, cycle, "otra vez", content=content, use_existing=True, code="1.2.2")
    (file,) = receipts.receipt(later, at=AT).files
    assert (file.evidence_id, file.version) == (first, 1)


def test_what_is_corrected_has_a_receipt_of_its_new_version(app, town, cycle, head):
    asked = ask(town.people.secretary.actor(), town.units.personas, cycle_id=cycle.cycle_id)
    first = receipts.receipt(bring(app, head, cycle, "acta", task_id=asked), at=AT)
    piece = cast.returned(town.people.secretary, first.files[0].evidence_id, Part.FILE)
    again, _ = correct(
        head.actor(),
        piece,
        cast.said("acta"),
        None,
        version=cast.version_of(piece),
        upload_id=cast.received(app, head, name="acta firmada.pdf"),
        store=cast.store(app),
        at=AT,
    )
    found = receipts.receipt(again, at=AT)
    assert [(each.filename, each.version) for each in found.files] == [("acta firmada.pdf", 2)]
    assert found.task_id == asked
    assert [each.version for each in receipts.receipt(first.id, at=AT).files] == [1], "the first one stays"
    known = [each.id for each in receipts.of_piece(piece, head.actor(), at=AT)]
    assert known == [first.id, again]
    (ref,) = task.detail(asked, head.actor(), at=AT).evidence
    assert ref.receipt_id == again


@pytest.mark.parametrize("who", ["head", "contributor", "secretary"])
def test_of_what_was_closed_since_it_says_the_hash_alone(app, town, cycle, who):
    """Whoever handed in reads on in her receipt; its mail says nothing that is secret, to nobody."""
    person = getattr(town.people, who)
    said = {Evidence.classification: Classification.SECRET, Evidence.created_by: town.people.head.id}
    receipt = bring(app, town.people.contributor if who == "contributor" else town.people.head, cycle, "acta")
    db.session.execute(update(Evidence).values(said))
    (open_file,) = receipts.receipt_for(receipt, person.actor(), at=AT).files
    (sent,) = receipts.receipt(receipt, at=AT).files
    assert (sent.title, sent.filename) == (SECRET_TITLE, "")
    closed = (open_file.title, open_file.filename) == (SECRET_TITLE, "")
    assert closed is (who == "contributor")
    assert cast.store(app).verify(open_file.sha256)


def test_a_mere_change_has_none(app, town, cycle, head):
    piece = cast.handed_in(app, head, cycle, title="acta")
    secretary = town.people.secretary.actor()
    said, version = cast.said("Acta del comité"), cast.version_of(piece)
    receipt, _ = correct(secretary, piece, said, None, version=version, store=cast.store(app), at=AT)
    assert receipt is None
    assert db.session.scalar(select(func.count()).select_from(ReceiptPiece)) == 0


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("head", True),
        ("secretary", True),
        ("contributor", False),
        ("other_head", False),
        ("authority", False),
        ("auditor", False),
    ],
)
def test_whoever_handed_in_and_the_secretariat_read_it(app, town, cycle, head, who, reads):
    receipt_id = bring(app, head, cycle, "acta")
    actor = getattr(town.people, who).actor()
    if reads:
        assert receipts.receipt_for(receipt_id, actor, at=AT).id == receipt_id
    else:
        with pytest.raises(NotFound):
            receipts.receipt_for(receipt_id, actor, at=AT)
    piece = receipts.receipt(receipt_id, at=AT).files[0].evidence_id
    assert bool(receipts.of_piece(piece, actor, at=AT)) == reads


def test_when_an_answer_is_usual_is_told_from_the_town_s_own_reviews(app, town, cycle, head):
    for number in range(5):
        shown = receipts.receipt(bring(app, head, cycle, f"n{number}"), at=AT)
        assert (shown.usual_days, shown.expected_on) == (None, None), number
        cast.accepted(town.people.secretary, shown.files[0].evidence_id)
    shown = receipts.receipt(bring(app, head, cycle, "sexta"), at=AT)
    assert shown.usual_days == 1
    assert shown.expected_on == AT.calendar.add_business_days(AT.today, 1)


def test_one_that_is_not_is_not_found(town):
    with pytest.raises(NotFound):
        receipts.receipt(999, at=AT)
