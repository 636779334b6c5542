"""The end that an accepted piece gives: offered of what renews, written down by a press, taken back whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.trail.events import Event
from sello.core.undo import ActedSince, undo
from sello.evidence.domain.details import Classification, EvidenceType
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.evidence.service.submitting import Submission, Target
from sello.register.domain import InitiativeKind, PartialDate, Precision, Purpose, read_partial
from sello.register.models import Initiative, InitiativeEvidence
from sello.register.parts.domain.renewing import NewEnd, OfferChanged, offered
from sello.register.queries import initiative, renewed
from sello.register.service import asking, initiatives, linking
from sello.register.service.renewing import renew
from sello.tasks.service.hand_in import hand_in
from tests.builders import AT, Town
from tests.evidence import cast as pieces
from tests.evidence.conftest import own_store
from tests.files import samples
from tests.tasks import cast
from tests.tasks.cast import Course

__all__ = ["own_store"]  # fixture

ENDS, RENEWED = date(2027, 3, 31), date(2029, 3, 31)
Bring = Callable[..., int]


@pytest.fixture
def course(town: Town) -> Course:
    return cast.course()


@pytest.fixture
def agreement(town: Town, course: Course) -> int:
    return signed(town)


def signed(town: Town, **values: Any) -> int:
    said: dict[str, Any] = {
        "name": "Centro de la Mujer",
        "kind": InitiativeKind.AGREEMENT,
        "unit_ids": frozenset({town.units.personas}),
        "starts": read_partial("2025"),
        "ends": PartialDate(ENDS),
    }
    return initiatives.create(
        town.people.secretary.actor(), initiatives.InitiativeDraft(**said | values), at=AT
    )


@pytest.fixture
def bring(app: Any, town: Town, course: Course, own_store: object) -> Bring:
    """A piece for a task, or for none; accepted unless it is said not to be."""

    def act(task_id: int | None = None, *, accept: bool = True, **details: Any) -> int:
        said = {"type": EvidenceType.AGREEMENT, "valid_until": RENEWED} | details
        who, title = town.people.head, "Convenio renovado"
        upload = pieces.received(app, who, samples.pdf(repr(said)), name="Convenio renovado.pdf")
        handed = hand_in(
            who.actor(),
            [Submission(upload, pieces.said(title, **said))],
            Target(who.unit_id or 0, course.cycle_id, (course.requirements["1.1.1"],)),
            task_id=task_id,
            store=pieces.store(app),
            at=AT,
        )
        (piece,) = handed.ids
        if accept:
            pieces.accepted(town.people.secretary, piece)
        return piece

    return act


def asked(town: Town, agreement: int, course: Course) -> int:
    return asking.ask_unit(
        town.people.secretary.actor(), agreement, Purpose.RENEWAL, cycle_id=course.cycle_id, at=AT
    )


def offer(town: Town, made: int) -> NewEnd | None:
    actor, row = town.people.secretary.actor(), db.session.get_one(Initiative, made)
    ends = PartialDate.holding(row.ends_on, row.ends_precision)
    return renewed.new_end(made, row.kind, ends, actor, today=AT.today)


@pytest.mark.parametrize(
    ("ends", "untils", "found"),
    [
        (PartialDate(ENDS), [], None),
        (PartialDate(ENDS), [ENDS], None),
        (PartialDate(ENDS), [date(2027, 4, 1)], date(2027, 4, 1)),
        (PartialDate(ENDS), [date(2028, 1, 1), date(2029, 1, 1), date(2026, 1, 1)], date(2029, 1, 1)),
        (PartialDate(date(2027, 1, 1), Precision.YEAR), [date(2027, 12, 31)], None),
        (PartialDate(date(2027, 1, 1), Precision.YEAR), [date(2028, 1, 1)], date(2028, 1, 1)),
        (None, [date(2028, 1, 1)], None),
    ],
)
def test_the_latest_end_after_the_one_that_is_known_is_offered(
    ends: PartialDate | None, untils: list[date], found: date | None
) -> None:
    one = offered([NewEnd(number, "", until) for number, until in enumerate(untils)], ends)
    assert (one and one.until) == found


def test_what_was_brought_for_the_renewal_gives_its_end(
    town: Town, agreement: int, course: Course, bring: Bring
) -> None:
    piece = bring(asked(town, agreement, course), type=EvidenceType.DECREE)
    assert offer(town, agreement) == NewEnd(piece, db.session.get_one(Evidence, piece).title, RENEWED)
    assert db.session.get_one(Initiative, agreement).ends_on == ENDS, "nothing is written by itself"


@pytest.mark.parametrize(
    "details",
    [{"accept": False}, {"valid_until": None}, {"valid_until": ENDS}],
    ids=["not accepted", "says no end", "ends no later"],
)
def test_nothing_is_offered_of_what_says_none(
    town: Town, agreement: int, course: Course, bring: Bring, details: dict[str, Any]
) -> None:
    bring(asked(town, agreement, course), **details)
    assert offer(town, agreement) is None


def test_what_is_its_own_counts_if_it_is_the_document_that_renews(
    town: Town, agreement: int, bring: Bring
) -> None:
    other, convention = bring(type=EvidenceType.REPORT), bring()
    assert offer(town, agreement) is None
    actor = town.people.secretary.actor()
    linking.link_evidence(actor, agreement, other, now=AT.now)
    assert offer(town, agreement) is None
    linking.link_evidence(actor, agreement, convention, now=AT.now)
    found = offer(town, agreement)
    assert found is not None
    assert found.evidence_id == convention


def test_what_is_not_renewed_is_offered_no_end(town: Town, course: Course, bring: Bring) -> None:
    made = signed(town, kind=InitiativeKind.OFFICE)
    linking.link_evidence(town.people.secretary.actor(), made, bring(), now=AT.now)
    assert offer(town, made) is None


def test_a_secret_piece_is_offered_to_nobody_who_may_not_open_it(
    town: Town, agreement: int, course: Course, bring: Bring
) -> None:
    bring(asked(town, agreement, course), classification=Classification.SECRET)
    actor, ends = town.people.other_head.actor(), PartialDate(ENDS)
    assert renewed.new_end(agreement, InitiativeKind.AGREEMENT, ends, actor, today=AT.today) is None


def test_a_press_writes_it_down_with_the_piece_and_it_is_taken_back_whole(
    town: Town, agreement: int, course: Course, bring: Bring
) -> None:
    piece, actor = bring(asked(town, agreement, course)), town.people.secretary.actor()
    done = renew(actor, agreement, piece, RENEWED, at=AT)
    row = db.session.get_one(Initiative, agreement)
    assert (row.ends_on, row.renewal_for, row.version) == (RENEWED, ENDS, 2)
    assert offer(town, agreement) is None
    assert db.session.scalars(select(InitiativeEvidence.evidence_id)).all() == [piece]
    event = db.session.scalars(select(Event).where(Event.act == "initiative.renewed")).one()
    assert event.detail["evidence_id"] == piece
    assert (event.before["ends_on"], event.after["ends_on"]) == (ENDS.isoformat(), RENEWED.isoformat())
    taken = basis(town, agreement)
    assert taken is not None
    assert taken.id == piece
    assert done.id is not None
    undo(actor, done.id, now=AT.now)
    row = db.session.get_one(Initiative, agreement)
    assert row.ends_on == ENDS
    assert row.version > 2, "what was open while it changed is stale"
    assert db.session.scalars(select(InitiativeEvidence.id)).all() == []
    assert offer(town, agreement) is not None
    assert basis(town, agreement) is None


def basis(town: Town, made: int) -> initiative.EvidenceRef | None:
    found = initiative.evidence_of(made, town.people.secretary.actor())
    row = db.session.get_one(Initiative, made)
    return renewed.basis(
        initiative.history(made), found, PartialDate.holding(row.ends_on, row.ends_precision)
    )


def test_what_is_written_over_by_hand_has_no_piece_any_more(
    town: Town, agreement: int, course: Course, bring: Bring
) -> None:
    actor = town.people.secretary.actor()
    done = renew(actor, agreement, bring(asked(town, agreement, course)), RENEWED, at=AT)
    said = initiatives.InitiativeDraft(
        name="Centro de la Mujer",
        kind=InitiativeKind.AGREEMENT,
        unit_ids=frozenset({town.units.personas}),
        starts=read_partial("2025"),
        ends=PartialDate(date(2030, 1, 1)),
    )
    assert initiatives.edit(actor, agreement, said, version=2, at=AT)
    assert basis(town, agreement) is None
    assert done.id is not None
    with pytest.raises(ActedSince):
        undo(actor, done.id, now=AT.now)


def test_an_offer_that_changed_is_refused_and_writes_nothing(
    town: Town, agreement: int, course: Course, bring: Bring
) -> None:
    piece, actor = bring(asked(town, agreement, course)), town.people.secretary.actor()
    for evidence_id, until in ((piece, date(2035, 1, 1)), (piece + 1, RENEWED)):
        with pytest.raises(OfferChanged):
            renew(actor, agreement, evidence_id, until, at=AT)
    db.session.get_one(Evidence, piece).state = EvidenceState.RETURNED
    with pytest.raises(OfferChanged):
        renew(actor, agreement, piece, RENEWED, at=AT)
    with pytest.raises(NotFound):
        renew(town.people.other_head.actor(), agreement, piece, RENEWED, at=AT)
    assert db.session.get_one(Initiative, agreement).ends_on == ENDS
