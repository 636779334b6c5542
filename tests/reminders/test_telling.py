"""People are told of acts, once, on both databases: with what was written and where to read it."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from sello.accounts.models import Person
from sello.config import Config
from sello.core.db import db, scope_to
from sello.core.jobs import Work
from sello.core.mail.outbox import OUTBOX
from sello.core.trail.notices import Notice
from sello.evidence.models import Evidence
from sello.progress.service import undo
from sello.reminders import jobs
from sello.reminders.domain.news import How, NewsKind
from sello.reminders.models import NewsChoice, Told
from sello.reminders.service import news as service
from sello.tasks.domain.due import DueKind, Term
from sello.tasks.domain.states import Step
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task
from sello.tasks.service import asking, assigning
from sello.tasks.service.assigning import TaskDraft
from sello.tasks.service.steps import attach, take_step
from tests.progress.loop import Loop
from tests.reminders import cast


@pytest.fixture
def loop(loop: Loop) -> Loop:
    """A town that recalls nothing, so that its mails tell of acts and of the week alone."""
    cast.settle_on(loop.town, off=["due-soon", "overdue", "escalated", "followed", "expiring"])
    return loop


def told(loop: Loop, settings: Config, *, after: int = 0, job: object = jobs.news) -> list[tuple[str, str]]:
    """Let so many minutes pass, run the job, and return the mails it wrote: to whom, and their subject."""
    db.session.commit()
    loop.later(after)
    before = {row.id for row in _mails()}
    job(Work(settings, loop.at.now))
    scope_to(db.session(), loop.town.institution.id)
    return [(row.recipient.partition("@")[0], row.subject) for row in _mails() if row.id not in before]


def _mails():
    with db.engine.connect() as connection:
        return connection.execute(select(OUTBOX).order_by(OUTBOX.c.id)).all()


def quiet(loop: Loop, settings: Config) -> None:
    """Whatever was done so far is told."""
    told(loop, settings, after=40)
    told(loop, settings, after=60 * 24, job=jobs.remind)
    db.session.query(Notice).delete()
    db.session.commit()


def test_who_gets_a_piece_back_is_told_with_the_remark_and_the_way_there(
    loop: Loop, settings: Config
) -> None:
    task = loop.ask()
    piece = loop.hand_in(task)
    quiet(loop, settings)
    loop.give_back(piece, "Falta la firma en la página 3")
    assert told(loop, settings, after=9) == []
    (mail,) = told(loop, settings, after=1)
    assert mail == ("diego.dideco", "Evidencia devuelta con observación: Decreto 1")
    last = _mails()[-1]
    assert "«Falta la firma en la página 3»" in last.text
    assert f"/tareas/{task}\n" in last.text
    assert f'/tareas/{task}"' in last.html
    assert told(loop, settings, after=60) == []


def test_what_is_taken_back_is_never_told(loop: Loop, settings: Config) -> None:
    piece = loop.hand_in(loop.ask())
    quiet(loop, settings)
    done = loop.give_back(piece)
    loop.later(9)
    undo(loop.secretary.actor(), done.undo_id, at=loop.at)
    assert told(loop, settings, after=60) == []
    assert told(loop, settings, after=60 * 24, job=jobs.remind) == []


def test_the_secretariat_is_told_in_the_mail_of_the_day_once(loop: Loop, settings: Config) -> None:
    quiet(loop, settings)
    loop.hand_in(loop.ask())
    assert [to for to, _ in told(loop, settings, after=30)] == ["diego.dideco"], "of the task that is new"
    assert told(loop, settings, after=30, job=jobs.remind) == [], "it was written this morning"
    (mail,) = told(loop, settings, after=60 * 23, job=jobs.remind)
    assert mail == (
        "sara.secretaria",
        "Resumen del 25-11-2026: Entrega por revisar: Enviar el decreto (y 1 más)",
    )
    assert told(loop, settings, after=60 * 24, job=jobs.remind) == []


def test_a_unit_is_told_once_that_it_is_asked_to_help(loop: Loop, settings: Config) -> None:
    quiet(loop, settings)
    helping = (loop.town.units.personas,)
    draft = TaskDraft(
        title="Capacitar al equipo",
        unit_id=loop.unit.unit_id,
        term=Term(DueKind.DATE, on=date(2026, 12, 11)),
        helper_ids=helping,
    )
    helped = "Piden que su unidad colabore en esta tarea, con plazo hasta el 11-12-2026: "
    task = assigning.create(loop.secretary.actor(), draft, cycle_id=loop.cycle.id, at=loop.at)
    mails = told(loop, settings, after=10)
    assert sorted(to for to, _ in mails) == ["diego.dideco", "paula.personas"]
    assert ("paula.personas", helped + draft.title) in mails
    for helpers, expected in (((), []), (helping, ["paula.personas"]), (helping, [])):
        kept = db.session.get_one(Task, task).version
        asked = replace(draft, title=f"{draft.title} {len(helpers)}{kept}", helper_ids=helpers)
        assigning.edit(loop.secretary.actor(), task, asked, version=kept, at=loop.at)
        assert [to for to, _ in told(loop, settings, after=10)] == expected


def test_who_waited_for_another_task_is_told_that_hers_can_begin(loop: Loop, settings: Config) -> None:
    first, then = loop.ask(of=loop.town.people.head), loop.ask()
    draft, version = assigning.as_asked(then, loop.secretary.actor())
    waiting = replace(draft, awaited_ids=(first,))
    assigning.edit(loop.secretary.actor(), then, waiting, version=version, at=loop.at)
    quiet(loop, settings)
    take_step(loop.secretary.actor(), first, Step.CANCEL, why="Ya no hace falta", now=loop.at.now)
    (mail,) = told(loop, settings, after=10)
    assert mail[0] == "diego.dideco"
    assert mail[1].startswith("Ya puede comenzar esta tarea, con plazo hasta el ")


def awaiting(loop: Loop, task: int, *awaited: int) -> None:
    """The secretariat says which tasks one waits for."""
    draft, version = assigning.as_asked(task, loop.secretary.actor())
    asked = replace(draft, awaited_ids=awaited)
    assigning.edit(loop.secretary.actor(), task, asked, version=version, at=loop.at)


def test_who_waited_is_told_when_what_she_waited_for_is_taken_out(loop: Loop, settings: Config) -> None:
    first, other, then = loop.ask(), loop.ask(), loop.ask()
    awaiting(loop, then, first, other)
    quiet(loop, settings)
    awaiting(loop, then, first)
    assert told(loop, settings, after=12) == [], "it still waits"
    awaiting(loop, then)
    ((to, subject),) = told(loop, settings, after=12)
    assert to == "diego.dideco"
    assert "Ya puede comenzar esta tarea" in subject
    assert "se quitó la tarea que esperaba" in _mails()[-1].text
    assert told(loop, settings, after=12) == []
    awaiting(loop, then, first)
    take_step(loop.secretary.actor(), first, Step.CANCEL, why="Ya no hace falta", now=loop.at.now)
    quiet(loop, settings)
    awaiting(loop, then)
    assert told(loop, settings, after=12) == [], "it waited for nothing any more"


def test_a_piece_of_two_tasks_that_closes_both_is_one_mail(loop: Loop, settings: Config) -> None:
    first, second = loop.ask(), loop.ask()
    piece = loop.hand_in(first)
    attach(loop.unit.actor(), second, piece, loop.at.now, complete=True)
    quiet(loop, settings)
    _choose(loop, NewsKind.ACCEPTED, How.NOW)
    loop.accept(piece)
    (mail,) = told(loop, settings, after=10)
    assert mail == ("diego.dideco", "3 novedades en el Sello")
    last = _mails()[-1]
    assert (last.text.count("Evidencia aceptada"), last.text.count("Tarea aceptada y cerrada")) == (1, 2)


def test_several_acts_of_a_while_are_one_mail_and_it_is_not_waited_for_ever(
    loop: Loop, settings: Config
) -> None:
    task = loop.ask()
    pieces = [loop.hand_in(task) for _ in range(6)]
    quiet(loop, settings)
    mails = []
    for piece in pieces:
        loop.give_back(piece, f"Falta la firma de {piece}")
        mails += told(loop, settings, after=8)
    assert [subject for _, subject in mails] == [
        "Evidencia devuelta con observación: Enviar el decreto (y 2 más)"
    ]
    (rest,) = told(loop, settings, after=10)
    assert rest[1].endswith("(y 2 más)")
    written = " ".join(row.text for row in _mails())
    assert [written.count(f"Falta la firma de {piece}»") for piece in pieces] == [1] * 6


def test_both_sides_of_a_question_and_of_a_request_for_time_are_told(loop: Loop, settings: Config) -> None:
    task = loop.ask()
    quiet(loop, settings)
    asking.ask(loop.unit.actor(), task, "¿Sirve una copia?", to=Turn.SECRETARIAT, at=loop.at)
    assert told(loop, settings, after=10) == [
        ("sara.secretaria", "Pregunta por responder: Enviar el decreto")
    ]
    asking.answer(loop.secretary.actor(), task, "Sí, si está firmada", at=loop.at)
    assert told(loop, settings, after=10) == [("diego.dideco", "Respuesta a una pregunta: Enviar el decreto")]
    assert "«Sí, si está firmada»" in _mails()[-1].text
    asking.ask_for_time(loop.unit.actor(), task, "Falta el acta", date(2026, 12, 30), at=loop.at)
    assert told(loop, settings, after=10)[0][1].startswith("Piden plazo hasta el 30-12-2026")
    asking.decide_time(loop.secretary.actor(), task, date(2026, 12, 23), "Antes de la pausa", at=loop.at)
    assert told(loop, settings, after=10)[0][1].startswith("Nuevo plazo: hasta el 23-12-2026")
    loop.step(loop.secretary, task, Step.CANCEL, "Ya no hace falta")
    assert told(loop, settings, after=60, job=jobs.remind) == [], "the mail of the day was written"
    (mail,) = told(loop, settings, after=60 * 23, job=jobs.remind)
    assert mail[1] == "Resumen del 25-11-2026: Tarea cerrada sin entrega: Enviar el decreto"


def test_what_was_answered_in_the_meantime_is_not_told(loop: Loop, settings: Config) -> None:
    task = loop.ask()
    piece = loop.hand_in(task)
    quiet(loop, settings)
    loop.give_back(piece)
    loop.later(5)
    loop.correct(piece)
    assert told(loop, settings, after=10) == []


@pytest.mark.parametrize("gone", [{"active": False}, {"unit_id": "migrantes"}])
def test_who_left_or_moved_since_is_not_told_and_the_head_above_is(
    loop: Loop, settings: Config, gone: dict
) -> None:
    piece = loop.hand_in(loop.ask())
    quiet(loop, settings)
    loop.give_back(piece)
    values = {
        name: getattr(loop.town.units, each) if each == "migrantes" else each for name, each in gone.items()
    }
    for name, value in values.items():
        setattr(db.session.get_one(Person, loop.unit.id), name, value)
    assert "diego.dideco" not in [to for to, _ in told(loop, settings, after=10)]


def test_who_wants_to_know_nothing_of_a_kind_is_left_alone_and_the_rest_is_dropped(
    loop: Loop, settings: Config
) -> None:
    quiet(loop, settings)
    _choose(loop, NewsKind.ASSIGNED, How.NEVER)
    loop.ask()
    assert told(loop, settings, after=30) == []
    assert db.session.scalars(select(Notice)).all() == []


def test_a_pass_that_breaks_tells_nobody_and_the_next_one_once(
    loop: Loop, settings: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet(loop, settings)
    loop.ask()

    def broken(*_args: object, **_values: object) -> int:
        raise ZeroDivisionError

    with monkeypatch.context() as broken_queue:
        broken_queue.setattr(service, "queue", broken)
        with pytest.raises(ZeroDivisionError):
            told(loop, settings, after=10)
    db.session.rollback()
    scope_to(db.session(), loop.town.institution.id)
    about = select(Notice.event_id)
    assert db.session.scalars(select(Told).where(Told.event_id.in_(about))).all() == []
    assert len(told(loop, settings)) == 1
    assert told(loop, settings, after=1) == []


def test_news_come_with_the_weekly_mail_on_its_day(loop: Loop, settings: Config) -> None:
    quiet(loop, settings)
    loop.later(60 * 24 * 5)  # Sunday: nothing is written
    loop.hand_in(loop.ask())
    assert told(loop, settings, after=30) == []
    mails = told(loop, settings, after=60 * 24, job=jobs.remind)
    assert [to for to, _ in mails].count("sara.secretaria") == 1
    weekly = next(row for row in reversed(_mails()) if row.recipient.startswith("sara"))
    assert "Lo que cambió" in weekly.text
    assert "Su semana, desde el 30-11-2026" in weekly.text
    assert "Entrega por revisar" in weekly.text


def _choose(loop: Loop, kind: NewsKind, how: How) -> None:
    db.session.add(NewsChoice(person_id=loop.unit.id, kind=kind, how=how))
    db.session.flush()


def test_a_pass_in_between_does_not_keep_an_act_from_being_taken_back(loop: Loop, settings: Config) -> None:
    task = loop.ask()
    quiet(loop, settings)
    done = asking.ask(loop.secretary.actor(), task, "¿Vale?", to=Turn.EVALUATION, at=loop.at)
    assert told(loop, settings, after=5) == [], "nobody is ever told of it"
    undo(loop.secretary.actor(), done.id, at=loop.at)
    assert db.session.scalars(select(Notice)).all() == []


def give(loop: Loop, task: int, unit_id: int) -> None:
    """Give a task to another unit."""
    row = db.session.get_one(Task, task)
    asked = TaskDraft(
        title=row.title,
        unit_id=unit_id,
        term=Term(DueKind.DATE, on=row.due_on),
        requirement_ids=(loop.requirement(),),
    )
    assigning.edit(loop.secretary.actor(), task, asked, version=row.version, at=loop.at)


def test_a_task_that_is_given_to_another_unit_is_told_to_both(loop: Loop, settings: Config) -> None:
    task = loop.ask()
    quiet(loop, settings)
    give(loop, task, loop.town.units.personas)
    mails = dict(told(loop, settings, after=30))
    head = loop.town.people.head.email.partition("@")[0]
    assert mails.keys() == {"diego.dideco", head}
    assert mails["diego.dideco"].startswith("Esta tarea pasó a otra unidad o persona")
    assert mails[head].startswith("Tarea a su cargo")
    left = next(row for row in _mails()[-2:] if row.recipient.startswith("diego"))
    assert "/mi-cola" in left.text
    assert f"/tareas/{task}" not in left.text, "she does not see it any more"
    assert told(loop, settings, after=60) == []
    assert db.session.query(Notice).count() == 0, "everybody was told"


def test_a_task_that_came_back_was_never_away(loop: Loop, settings: Config) -> None:
    task = loop.ask()
    quiet(loop, settings)
    own = db.session.get_one(Task, task).unit_id
    give(loop, task, loop.town.units.personas)
    give(loop, task, own)
    mails = told(loop, settings, after=30)
    assert not [subject for to, subject in mails if to == "diego.dideco" and "ya no está" in subject]


def test_of_what_a_person_had_blocked_nobody_is_told(loop: Loop, settings: Config) -> None:
    piece = loop.hand_in(loop.ask())
    other = loop.hand_in(loop.ask())
    quiet(loop, settings)
    before = len(_mails())
    for each in (piece, other):
        loop.give_back(each, f"Falta la firma de {each}")
    db.session.get_one(Evidence, piece).blocked_at = loop.at.now
    assert [to for to, _ in told(loop, settings, after=40)] == ["diego.dideco"]
    written = " ".join(row.subject + row.text for row in _mails()[before:])
    assert f"Falta la firma de {other}" in written
    assert f"Falta la firma de {piece}" not in written
    assert db.session.get_one(Evidence, piece).title not in written
