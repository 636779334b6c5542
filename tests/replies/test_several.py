"""An answer to a mail that asks for several tasks goes to the one that it means, or is held."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.core.mail.outbox import OutboxMail
from sello.core.mail.sealing import marks
from sello.replies.domain.held import Outcome, Why
from sello.replies.models import ReceivedMail
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Receipt, Task, TaskComment
from tests import machine
from tests.files import samples
from tests.replies.conftest import ANSWERS, TITLES, Asked, attached
from tests.replies.dovecot import mail_server
from tests.replies.test_fetching import run
from tests.replies.test_taking import row, sent


def ids() -> list[int]:
    """The tasks in the order in which the mail names them."""
    return list(db.session.scalars(select(Task.id).where(Task.title.in_(TITLES)).order_by(Task.due_on)))


def close(*task_ids: int) -> None:
    for task_id in task_ids:
        db.session.get_one(Task, task_id).state = TaskState.CLOSED
    db.session.commit()


def said() -> list[tuple[int, str]]:
    found = select(TaskComment.task_id, TaskComment.text).order_by(TaskComment.id)
    return [(each.task_id, each.text) for each in db.session.execute(found)]


def test_the_mail_says_the_number_of_each_task_and_that_it_can_be_answered(several: Asked) -> None:
    assert several.mail["Reply-To"] == ANSWERS
    kept = db.session.scalars(select(OutboxMail).where(OutboxMail.person_id == several.loop.unit.id)).one()
    assert len(marks(kept.text)) == 3
    assert "empiece su respuesta" not in kept.text + kept.html
    for kind in ("plain", "html"):
        part = several.mail.get_body((kind,))
        assert part is not None
        body = part.get_content()
        numbered = re.findall(r"empiece su respuesta con «(Tarea \d)»", body)
        assert numbered == ["Tarea 1", "Tarea 2", "Tarea 3"], body
        places = [body.index(title) for title in TITLES] + [body.index(f"«{each}»") for each in numbered]
        assert sorted(places) == [places[number] for number in (0, 3, 1, 4, 2, 5)]
        assert "una vez por cada tarea" in body


@pytest.mark.parametrize(
    ("text", "number", "kept"),
    [
        ("Tarea 2\n\nVa el lunes", 1, "Va el lunes"),
        ("Tarea 3: va el lunes", 2, "Tarea 3: va el lunes"),
        ("El acta del comité va el lunes", 1, "El acta del comité va el lunes"),
    ],
)
def test_what_names_one_task_goes_to_it(several: Asked, text: str, number: int, kept: str) -> None:
    assert several.take(several.reply(text)) is Outcome.TAKEN
    assert said() == [(ids()[number], kept)]
    (told,) = sent()
    assert told.subject == f"Recibimos su respuesta: {TITLES[number]}"


def test_a_subject_of_her_own_names_it_and_files_go_there(several: Asked) -> None:
    mail = attached(several.reply("Va.", Subject="Tarea 2"), "Acta.pdf", samples.pdf("acta"))
    assert several.take(mail) is Outcome.TAKEN
    assert db.session.scalars(select(Receipt.task_id)).all() == [ids()[1]]


@pytest.mark.parametrize("text", ["Va adjunto", "Tareas 1 y 2", "Tarea 7", "Tarea 1\n\nVa\n\nTarea 2"])
def test_what_is_not_clear_waits_and_she_is_told_once_how_to_name_it(several: Asked, text: str) -> None:
    mail = several.reply(text)
    assert [several.take(mail), several.take(mail)] == [Outcome.HELD, None]
    assert said() == []
    kept = row()
    assert (kept.why, kept.person_id) == (Why.SEVERAL, several.loop.unit.id)
    assert kept.answers_id is not None
    (told,) = sent()
    assert told.recipient == several.address
    for body in (told.text, told.html):
        assert all(f"Tarea {n}: {title}" in body for n, title in enumerate(TITLES, start=1))
    assert "no hace falta enviarla otra vez" in told.text


def test_the_only_one_that_is_open_is_meant_unless_another_is_named(several: Asked) -> None:
    close(*ids()[:2])
    assert several.take(several.reply("Va el lunes")) is Outcome.TAKEN
    assert said() == [(ids()[2], "Va el lunes")]
    named = several.reply("Tarea 1: ya estaba", Message_ID="<dos@prueba.example>")
    assert several.take(named) is Outcome.HELD
    assert row().why is Why.ENDED
    close(ids()[2])
    assert several.take(several.reply("Va", Message_ID="<tres@prueba.example>")) is Outcome.HELD
    assert row().why is Why.ENDED


def test_whoever_else_names_a_task_is_not_believed(several: Asked) -> None:
    mail = several.reply("Tarea 2", From="otra@prueba1.example")
    assert several.take(mail) is Outcome.HELD
    assert (row().why, row().answers_id) == (Why.SENDER, None)
    assert sent() == []


def test_parts_that_are_clearly_marked_go_each_to_its_task(several: Asked) -> None:
    text = "Buenas tardes:\n\nTarea 1\nVa el lunes.\n\nNómina de la jornada:\nNo hubo jornada.\nFue en mayo."
    mail = several.reply(text)
    assert [several.take(mail), several.take(mail)] == [Outcome.TAKEN, None]
    first, _second, third = ids()
    assert said() == [
        (first, "Buenas tardes:\n\nVa el lunes."),
        (third, "No hubo jornada.\nFue en mayo."),
    ]
    assert (row().task_id, row().others) == (first, [third])
    (told,) = sent()
    assert told.subject == "Recibimos su respuesta"
    for title in (TITLES[0], TITLES[2]):
        assert f"«{title}»: lo que escribió quedó en la tarea." in told.text
    assert TITLES[1] not in told.text


def test_parts_of_a_mail_with_a_file_wait_as_nobody_says_whose_it_is(several: Asked) -> None:
    mail = attached(several.reply("Tarea 1\nVa.\nTarea 2\nNo hubo."), "Acta.pdf", samples.pdf("acta"))
    assert several.take(mail) is Outcome.HELD
    assert (said(), row().why, row().files) == ([], Why.SEVERAL, [])


def test_a_file_of_a_mail_that_names_one_task_goes_there_whatever_else_it_says(several: Asked) -> None:
    mail = attached(
        several.reply("Tarea 1\nVa.\n\nActa del comité\nNo hubo."), "Acta.pdf", samples.pdf("acta")
    )
    assert several.take(mail) is Outcome.TAKEN
    assert db.session.scalars(select(Receipt.task_id)).all() == [ids()[0]]


def test_a_part_for_a_task_that_is_closed_holds_all_of_them(several: Asked) -> None:
    close(ids()[1])
    assert several.take(several.reply("Tarea 1\nVa.\nTarea 2\nNo hubo.")) is Outcome.HELD
    assert said() == []


@machine.needs("dovecot")
def test_from_the_mailbox_each_goes_where_it_belongs(several: Asked) -> None:
    texts = ("Tarea 1\n\nUno", "Tarea 3\n\nTres", "¿Cuál?")
    with mail_server() as server:
        server.put(
            *(several.reply(each, Message_ID=f"<{n}@p.example>").as_bytes() for n, each in enumerate(texts))
        )
        assert run(several, server) == {"taken": 2, "held": 1}
        assert run(several, server) == {}
    db.session.expire_all()
    assert said() == [(ids()[0], "Uno"), (ids()[2], "Tres")]
    held = db.session.scalars(select(ReceivedMail).where(ReceivedMail.outcome == Outcome.HELD)).one()
    assert held.why is Why.SEVERAL
