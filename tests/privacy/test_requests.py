"""What a person asks of her data: rules as tables, then looked for, decided and answered on a database."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from sello.accounts.models import Person
from sello.core.db import db
from sello.core.lights import Light
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.core.trail.ledger import checking
from sello.evidence.domain.details import Classification
from sello.evidence.models import Evidence, EvidenceVersion
from sello.evidence.queries import piece as pieces
from sello.files import texts
from sello.privacy.domain import requests as rules
from sello.privacy.domain.requests import Channel, Decision, Outcome, Place, RequestState, Right, Subject
from sello.privacy.models import Purge
from sello.privacy.queries import requests as queries
from sello.privacy.service import requests as service
from sello.reports.reply.bundle import as_zip
from sello.tasks.models import Task
from tests.builders import AT, NOW, TODAY
from tests.evidence import cast
from tests.files import samples

RUN = "12345678-5"
HER = Subject("Juana Pérez Soto", RUN, "juana@persona.example")


@pytest.mark.parametrize(
    ("received", "extended", "due"),
    [
        (date(2026, 12, 1), False, date(2026, 12, 31)),
        (date(2026, 12, 1), True, date(2027, 1, 30)),
        (date(2028, 2, 1), False, date(2028, 3, 2)),
    ],
)
def test_the_term_is_of_calendar_days(received, extended, due):
    assert rules.due_on(received, extended=extended) == due


@pytest.mark.parametrize(
    ("left", "state", "light"),
    [
        (8, RequestState.OPEN, Light.GREY),
        (7, RequestState.OPEN, Light.AMBER),
        (0, RequestState.OPEN, Light.AMBER),
        (-1, RequestState.OPEN, Light.RED),
        (-1, RequestState.ANSWERED, Light.GREEN),
    ],
)
def test_how_near_its_end_a_term_is(left, state, light):
    assert rules.term_light(state, TODAY + timedelta(left), today=TODAY)[0] is light


@pytest.mark.parametrize(
    ("state", "extended", "today", "refusal"),
    [
        (RequestState.ANSWERED, False, TODAY, rules.Answered),
        (RequestState.OPEN, True, TODAY, rules.ExtendedAlready),
        (RequestState.OPEN, False, TODAY + timedelta(1), rules.TooLate),
    ],
)
def test_a_term_is_extended_once_and_in_time(state, extended, today, refusal):
    with pytest.raises(refusal):
        rules.check_extends(state, TODAY, extended=extended, today=today)
    rules.check_extends(RequestState.OPEN, TODAY, extended=False, today=TODAY)


@pytest.mark.parametrize(
    ("run", "read"),
    [("12.345.678-5", RUN), ("12345678-5", RUN), ("123456785", RUN), ("6.000.000-1", None), ("", "")],
)
def test_a_number_has_one_form(run, read):
    if read is None:
        with pytest.raises(rules.RunWrong):
            rules.checked_subject("Juana", run, "")
    else:
        assert rules.checked_subject("Juana", run, "J@Persona.example").run == read


@pytest.mark.parametrize(
    ("name", "run", "email"), [("", RUN, ""), ("Juana", "", " "), ("  ", "", "a@b.example")]
)
def test_nobody_is_looked_for_without_a_name_and_a_number_or_an_address(name, run, email):
    with pytest.raises(rules.NobodyNamed):
        rules.checked_subject(name, run, email)


@given(place=st.sampled_from(list(Place)), decision=st.sampled_from(list(Decision)))
def test_only_pieces_are_blocked_or_destroyed_and_only_accounts_forgotten(place, decision):
    offered = decision in rules.OFFERED.get(place, rules.USUAL)
    if decision in {Decision.BLOCK, Decision.REMOVE, Decision.CORRECT}:
        assert offered == place.is_piece
    if decision is Decision.FORGET:
        assert offered == (place is Place.ACCOUNT)
    if offered:
        with pytest.raises(rules.ReasonNeeded):
            rules.check_decision(place, decision, " ")


@pytest.fixture
def piece(app, town, cycle):
    """A piece in whose text she stands, written as documents write."""
    made = cast.handed_in(
        app,
        town.people.head,
        cycle,
        content=samples.pdf("Nómina"),
        title="Nómina",
        classification=Classification.RESERVED,
    )
    cast.accepted(town.people.secretary, made)
    sha256 = db.session.scalars(
        select(EvidenceVersion.sha256).where(EvidenceVersion.evidence_id == made)
    ).one()
    texts.keep(sha256, ["Acta.", "Asiste JUANA PEREZ SOTO, RUN 12.345.678-5."], now=NOW)
    db.session.commit()
    return made


def registered(town, right=Right.ACCESS, subject=HER):
    asked = service.Registered(right, Channel.EMAIL, subject, TODAY)
    made = service.register(town.people.secretary.actor(), asked, at=AT)
    db.session.commit()
    return made


def looked(town, request_id):
    service.look(town.people.secretary.actor(), request_id, now=NOW)
    db.session.commit()
    return queries.hits(request_id)


def decided(town, request_id, hit, decision):
    actor = town.people.secretary.actor()
    chosen = service.Chosen(decision, "Un motivo")
    service.decide(actor, request_id, hit.id, chosen, seen="", at=AT)
    db.session.commit()


@pytest.mark.parametrize(
    "subject",
    [HER, Subject("Otra", RUN), Subject("juana perez SOTO", "", "x@y.example")],
    ids=["all", "by number", "by name"],
)
def test_she_is_found_by_number_or_name_on_her_page(town, piece, subject):
    (hit,) = looked(town, registered(town, subject=subject))
    assert (hit.place, hit.thing_id, hit.page, hit.what) == (Place.DOCUMENT, piece, 2, "Nómina")


def test_somebody_else_is_not_found(town, piece):
    assert looked(town, registered(town, subject=Subject("Juana Díaz", "11111111-1"))) == ()


def test_a_blocked_piece_is_seen_by_nobody_until_the_answer(town, piece):
    request = registered(town, Right.ACCESS)
    (hit,) = looked(town, request)
    decided(town, request, hit, Decision.BLOCK)
    for who in ("secretary", "head", "authority", "auditor"):
        assert not pieces.is_known(piece, getattr(town.people, who).actor().visibility)
    service.answer(town.people.secretary.actor(), request, Outcome.PARTLY, "Se informa", now=NOW)
    assert pieces.is_known(piece, town.people.secretary.actor().visibility)


def test_what_she_asked_to_have_blocked_stays_so_until_somebody_opens_it(town, piece):
    request, actor = registered(town, Right.BLOCKING), town.people.secretary.actor()
    (hit,) = looked(town, request)
    decided(town, request, hit, Decision.BLOCK)
    service.answer(actor, request, Outcome.GRANTED, "Se bloquea", now=NOW)
    assert not pieces.is_known(piece, actor.visibility)
    service.unblock(actor, request, hit.id, now=NOW)
    assert pieces.is_known(piece, actor.visibility)


def test_rectification_asks_its_unit_in_a_task_without_her_name(town, piece):
    request = registered(town, Right.RECTIFICATION)
    (hit,) = looked(town, request)
    decided(town, request, hit, Decision.CORRECT)
    task = db.session.scalars(select(Task)).one()
    assert (task.unit_id, task.due_on) == (town.units.personas, TODAY + timedelta(25))
    assert "Juana" not in task.title + task.description


def test_suppression_goes_to_an_acta_unless_something_needs_the_piece(town, cycle, piece):
    from sello.privacy.domain.retention import StillNeeded
    from tests.privacy.conftest import ended

    request = registered(town, Right.SUPPRESSION)
    (hit,) = looked(town, request)
    with pytest.raises(StillNeeded):
        decided(town, request, hit, Decision.REMOVE)
    db.session.rollback()
    ended(cycle, until=TODAY - timedelta(1))
    decided(town, request, hit, Decision.REMOVE)
    purge = db.session.scalars(select(Purge)).one()
    assert (purge.request_id, purge.proposed_by) == (request, town.people.secretary.id)


def test_what_somebody_decided_meanwhile_is_not_saved_over(town, piece):
    request = registered(town)
    (hit,) = looked(town, request)
    decided(town, request, hit, Decision.TELL)
    with pytest.raises(Stale):
        decided(town, request, hit, Decision.OTHER)


def test_an_answer_waits_for_the_search_and_every_decision(town, piece):
    actor, request = town.people.secretary.actor(), registered(town)
    with pytest.raises(rules.SearchFirst):
        service.answer(actor, request, Outcome.GRANTED, "Sí", now=NOW)
    (hit,) = looked(town, request)
    with pytest.raises(rules.Undecided):
        service.answer(actor, request, Outcome.GRANTED, "Sí", now=NOW)
    decided(town, request, hit, Decision.TELL)
    service.answer(actor, request, Outcome.GRANTED, "Sí", now=NOW)
    with pytest.raises(rules.Answered):
        service.decide(actor, request, hit.id, service.Chosen(Decision.TELL, "Otro"), seen="", at=AT)


def test_deleting_a_person_keeps_the_trail_to_a_number_and_every_leaf(town):
    actor, head = town.people.secretary.actor(), town.people.head
    subject = Subject(head.name, "", head.email)
    request = registered(town, Right.SUPPRESSION, subject)
    hits = looked(town, request)
    account = next(hit for hit in hits if hit.place is Place.ACCOUNT)
    before = db.session.scalars(select(Event.id).order_by(Event.id)).all()
    decided(town, request, account, Decision.FORGET)
    row = db.session.get_one(Person, head.id)
    assert (row.name, row.active, row.password) == (f"Persona N° {head.id} (datos borrados)", False, None)
    assert head.email not in row.email
    assert set(before) < set(db.session.scalars(select(Event.id)))
    assert list(checking.check((), (), told=lambda _count: None)) == []
    assert actor.person_id != head.id


def test_the_trail_of_a_request_holds_nothing_of_the_person(town, piece):
    request = registered(town)
    (hit,) = looked(town, request)
    decided(town, request, hit, Decision.TELL)
    service.answer(town.people.secretary.actor(), request, Outcome.GRANTED, "Juana Pérez", now=NOW)
    events = db.session.scalars(select(Event).where(Event.entity == "person_request")).all()
    assert {event.act for event in events} == {
        Act.PERSON_REQUEST_REGISTERED,
        Act.PERSON_REQUEST_SEARCHED,
        Act.PERSON_REQUEST_DECIDED,
        Act.PERSON_REQUEST_ANSWERED,
    }
    said = " ".join(str((event.before, event.after, event.detail)) for event in events)
    assert not any(word in said for word in ("Juana", "12345678", "persona.example", "Un motivo"))


def test_what_is_carried_away_is_read_by_a_machine_and_leaves_others_out(town, piece):
    head = town.people.head
    request = registered(town, Right.PORTABILITY, Subject(head.name, RUN, head.email))
    hits = looked(town, request)
    for hit in hits:
        other = hit.place is Place.DOCUMENT
        decided(town, request, hit, Decision.OTHER if other else Decision.TELL)
    content = as_zip(queries.find(request), queries.hits(request), queries.accounts_of(request))
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        data = json.loads(bundle.read("datos.json"))
        assert "cuenta;" in bundle.read("lugares.csv").decode()
    assert [one["correo"] for one in data["cuentas"]] == [head.email]
    assert "documento" not in {one["lugar"] for one in data["lugares"]}
    assert db.session.get_one(Evidence, piece).blocked_at is None
