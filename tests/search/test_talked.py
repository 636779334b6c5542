"""What people wrote: found with its words, the same on both databases, and by nobody who may not read it."""

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_with
from hypothesis import strategies as st
from sqlalchemy import delete, select

from sello.accounts.domain.actor import Role
from sello.core.db import db, scope_to
from sello.evidence.domain.details import Classification
from sello.evidence.domain.review import Decision
from sello.evidence.models import Evidence, Pin, Review
from sello.evidence.queries.conditions import seen_by
from sello.register.domain import InitiativeKind
from sello.register.models import Initiative, InitiativeUnit
from sello.register.parts.models import CommitteeMeeting, CommitteeResolution, Counterpart
from sello.search.domain.question import parse
from sello.search.domain.ranking import Kind
from sello.search.domain.talked import Place
from sello.search.queries import talked
from sello.search.queries.everything import find
from sello.tasks.domain.asking import AskKind
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task, TaskAsk, TaskComment, TaskHelper
from sello.tasks.queries.rows import visible
from tests import builders as town_builders
from tests.builders import AT, NOW
from tests.cycles import builders
from tests.tasks.cast import ask

MOST = 5_000


@pytest.fixture
def hall(town):
    """A cycle with a task and a piece of a unit, and an initiative of it."""
    secretary = town.people.secretary.actor()
    cycle = builders.cycle(secretary, builders.edition(4))
    requirement = builders.ids(cycle)["1.1.1"]
    task = ask(secretary, town.units.personas, title="Reunir actas")
    piece = builders.evidence(cycle, requirement, town.units.personas, title="Nómina")
    initiative = Initiative(name="Comité", kind=InitiativeKind.COMMITTEE, folded="comite", created_at=NOW)
    db.session.add(initiative)
    db.session.flush()
    db.session.add(InitiativeUnit(initiative_id=initiative.id, unit_id=town.units.personas))
    db.session.commit()
    return SimpleNamespace(
        cycle=cycle, requirement=requirement, task=task, piece=piece, initiative=initiative.id, town=town
    )


def comment(task_id: int, text: str) -> TaskComment:
    row = TaskComment(task_id=task_id, text=text, at=NOW)
    db.session.add(row)
    db.session.flush()
    return row


def remark(evidence_id: int, text: str, reply: str = "") -> None:
    db.session.add(
        Review(
            evidence_id=evidence_id,
            version_number=1,
            decision=Decision.RETURNED,
            remark=text,
            decided_at=NOW,
            remedied_at=NOW if reply else None,
            reply=reply,
        )
    )
    db.session.flush()


def pin(evidence_id: int, text: str, page: int = 2) -> None:
    db.session.add(
        Pin(
            evidence_id=evidence_id,
            version_number=1,
            page=page,
            across=0,
            down=0,
            text=text,
            pinned_at=NOW,
        )
    )
    db.session.flush()


def talk(typed: str, person) -> list[tuple[Place, int]]:
    return [(hit.what, hit.id) for hit in talked.talked(parse(typed), person.actor(), most=MOST)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("capacitar", "dos CAPACITACIONES más"),
        ("violéncia", "contra la violencia"),
        ("genero", "enfoque de ge\u0301nero"),
        ("decreto 1200/46", "falta el D.A. N° 1.200/46"),
        ('"enfoque de género"', "sin enfoque de género"),
        ("ninas", "las NIÑAS"),
        ("firm*", "no está firmada"),
        ("pinguino", "un pingüino"),
    ],
)
def test_it_is_found_however_it_is_written(hall, typed, said):
    comment(hall.task, said)
    comment(hall.task, "nada de eso")
    assert talk(typed, hall.town.people.secretary) == [(Place.COMMENT, hall.task)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('"género de enfoque"', "enfoque de género"),
        ("decreto 915", "el 1915 y el 9150"),
        ("vilencia", "v_l_nc_"),
    ],
)
def test_what_only_might_say_it_is_not_found(hall, typed, said):
    comment(hall.task, said)
    assert talk(typed, hall.town.people.secretary) == []


def test_each_place_of_a_conversation_is_found_with_its_words(hall):
    people = hall.town.people
    comment(hall.task, "el zapallo")
    db.session.add(
        TaskAsk(
            task_id=hall.task,
            kind=AskKind.QUESTION,
            asked_of=Turn.SECRETARIAT,
            text="¿sirve la berenjena?",
            at=NOW,
            answer="solo el pimiento",
            answered_at=NOW,
        )
    )
    remark(hall.piece, "falta la alcachofa", "se agregó el esparrago")
    pin(hall.piece, "aquí va el pepino")
    db.session.get_one(Task, hall.task).description = "traer el poroto"
    db.session.commit()
    for who in (people.secretary, people.head):
        assert talk("zapallo", who) == [(Place.COMMENT, hall.task)]
        assert talk("berenjenas", who) == [(Place.QUESTION, hall.task)]
        assert talk("pimiento", who) == [(Place.ANSWER, hall.task)]
        assert talk("poroto", who) == [(Place.REQUEST, hall.task)]
        assert talk("alcachofa", who) == [(Place.REMARK, hall.piece)]
        assert talk("espárrago", who) == [(Place.REPLY, hall.piece)]
        assert talk("pepino", who) == [(Place.PIN, hall.piece)]
    for who in (people.other_head, people.auditor):
        for word in ("zapallo", "berenjenas", "pimiento", "poroto", "alcachofa", "esparrago", "pepino"):
            assert talk(word, who) == [], word
    (hit,) = talked.talked(parse("pepino"), people.secretary.actor())
    assert [text for text, asked in hit.passage.text if asked] == ["pepino"]
    assert (hit.passage.page, hit.passage.number) == (2, 1)


def test_several_of_one_conversation_are_one_and_counted(hall):
    for text in ("acoso", "protocolo de acoso", "otra cosa"):
        comment(hall.task, text)
    (hit,) = talked.talked(parse("acoso"), hall.town.people.secretary.actor())
    assert hit.passage.pages == 2


def test_a_pin_on_what_is_opened_on_purpose_is_not_shown(hall):
    pin(hall.piece, "el pepino")
    db.session.get_one(Evidence, hall.piece).personal_data = True
    db.session.flush()
    actor = hall.town.people.secretary.actor()
    (hit,) = talked.talked(parse("pepino"), actor)
    assert hit.passage.text == ()
    assert "el pepino" not in talked.recent(actor)


def test_what_the_register_says_is_found_and_led_to(hall):
    meeting = CommitteeMeeting(initiative_id=hall.initiative, held_on=NOW.date(), agenda="El zapallo")
    db.session.add(meeting)
    db.session.flush()
    db.session.add_all(
        [
            Counterpart(initiative_id=hall.initiative, name="Fundación Berenjena"),
            CommitteeResolution(
                initiative_id=hall.initiative,
                meeting_id=meeting.id,
                text="comprar pimientos",
                unit_id=hall.town.units.personas,
            ),
        ]
    )
    db.session.get_one(Initiative, hall.initiative).aim = "Más alcachofas"
    db.session.commit()
    people = hall.town.people
    asked = {
        "zapallo": Place.AGENDA,
        "berenjena": Place.PARTY,
        "pimiento": Place.RESOLUTION,
        "alcachofa": Place.AIM,
    }
    for word, place in asked.items():
        for who in (people.secretary, people.head, people.authority):
            found = talked.filed(parse(word), who.actor().visibility)
            assert [(hit.what, hit.id) for hit in found] == [(place, hall.initiative)], word
        for who in (people.other_head, people.auditor):
            assert talked.filed(parse(word), who.actor().visibility) == (), word


def test_a_wrong_letter_finds_what_a_conversation_says_and_only_hers(hall):
    comment(hall.task, "revisar la berenjena")
    db.session.commit()
    people = hall.town.people
    answer = find(parse("berengena"), people.head.actor(), (), at=AT)
    assert [(group.kind, group.hits[0].id) for group in answer.groups] == [(Kind.TALK, hall.task)]
    assert answer.instead_of == "berengena"
    assert not find(parse("berengena"), people.other_head.actor(), (), at=AT).instead_of


def test_nothing_of_another_town_is_found(hall):
    comment(hall.task, "el zapallo")
    other = town_builders.town("Municipalidad Vecina")
    db.session.commit()
    scope_to(db.session(), other.institution.id)
    assert talk("zapallo", other.people.secretary) == []


ROWS = st.lists(
    st.tuples(st.integers(0, 2), st.booleans(), st.sampled_from(list(Classification)), st.booleans()),
    min_size=1,
    max_size=6,
)
WHO = st.sampled_from(["secretary", "authority", "head", "other_head", "contributor", "auditor"])


@given(rows=ROWS, who=WHO)
@given_with(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nobody_finds_words_about_what_she_may_not_see(hall, rows, who):
    """What the conditions of pieces and tasks say, the search says; to an auditor nothing of the kitchen."""
    units = [hall.town.units.personas, hall.town.units.dideco, hall.town.units.daf]
    secretary = hall.town.people.secretary.actor()
    for unit, released, classification, blocked in rows:
        made = builders.evidence(hall.cycle, hall.requirement, units[unit], title="Documento")
        piece = db.session.get_one(Evidence, made)
        piece.released_at, piece.classification = NOW if released else None, classification
        piece.blocked_at = NOW if blocked else None
        remark(made, "el zapallo")
        pin(made, "otro zapallo")
        task = ask(secretary, units[unit], title="Tarea")
        if released:
            db.session.add(TaskHelper(task_id=task, unit_id=units[0]))
        comment(task, "el zapallo")
    db.session.flush()
    actor = getattr(hall.town.people, who).actor()
    found = talked.talked(parse("zapallo"), actor, most=MOST)
    pieces = {hit.id for hit in found if hit.what in (Place.REMARK, Place.PIN)}
    tasks = {hit.id for hit in found if hit.what is Place.COMMENT}
    if actor.role is Role.AUDITOR:
        assert not found
    else:
        said = select(Review.evidence_id)
        opened = select(Evidence.id).where(seen_by(actor.visibility), Evidence.id.in_(said))
        assert pieces == set(db.session.scalars(opened))
        theirs = select(Task.id).where(
            visible(actor.visibility, actor.person_id), Task.id.in_(select(TaskComment.task_id))
        )
        assert tasks == set(db.session.scalars(theirs))
    for table in (Pin, Review, TaskComment, TaskHelper):
        db.session.execute(delete(table))
    db.session.commit()


def test_a_thousand_conversations_cost_one_statement_and_are_counted(hall, statements):
    now = NOW
    for unit in (hall.town.units.personas, hall.town.units.dideco):
        rows = [
            Task(
                title=f"Tarea {n}",
                unit_id=unit,
                due_on=now.date(),
                due_kind=db.session.get_one(Task, hall.task).due_kind,
                priority=db.session.get_one(Task, hall.task).priority,
                state=db.session.get_one(Task, hall.task).state,
                created_at=now,
            )
            for n in range(500)
        ]
        db.session.add_all(rows)
        db.session.flush()
        db.session.add_all(
            [
                TaskComment(task_id=row.id, text=text, at=now)
                for row in rows
                for text in ("Falta la firma del acta", "Va el protocolo de acoso corregido")
            ]
        )
    db.session.commit()
    secretary, head = hall.town.people.secretary.actor(), hall.town.people.head.actor()
    for actor, many in ((secretary, 1_000), (head, 500)):
        actor.visibility  # noqa: B018  worked out before it is counted
        with statements() as seen:
            read = talked.read_talk(parse("protocolos de acoso"), actor, talked.NOTHING)
        assert (len(read.found), read.cut, len(seen)) == (many, False, 1)
    assert talked.read_talk(parse("firma"), secretary, talked.NOTHING).cut is False


def test_of_more_than_are_read_the_newest_are_and_it_is_said(hall):
    for n in range(4):
        comment(ask(hall.town.people.secretary.actor(), hall.town.units.personas, title=f"T{n}"), "zapallo")
    secretary = hall.town.people.secretary.actor()
    read = talked.read_talk(parse("zapallo"), secretary, talked.NOTHING, bound=3)
    assert (len(read.found), read.cut) == (3, True)
