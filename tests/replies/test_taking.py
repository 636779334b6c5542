"""An answer by mail: taken once, held to all that a form is held to, or put aside with its reason."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from sello.accounts.models import Person
from sello.core.db import db
from sello.core.mail.outbox import OutboxMail
from sello.core.trail.events import Event
from sello.evidence.domain.details import Classification
from sello.evidence.models import Evidence
from sello.files.models import Upload
from sello.replies.domain.held import Outcome, Why
from sello.replies.models import ReceivedMail
from sello.tasks.domain.states import TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Receipt, Task, TaskComment, TaskEvidence, TaskLink
from sello.tasks.service import asking
from tests.files import samples
from tests.replies.conftest import ANSWERS, Asked, attached


def row() -> ReceivedMail:
    return db.session.scalars(select(ReceivedMail).order_by(ReceivedMail.id.desc())).first()


def sent() -> list[OutboxMail]:
    kinds = OutboxMail.kind.in_(["reply_taken", "reply_refused"])
    return list(db.session.scalars(select(OutboxMail).where(kinds).order_by(OutboxMail.id)))


def brought() -> list[Evidence]:
    """What was handed in for the task."""
    return list(
        db.session.scalars(select(Evidence).join(TaskEvidence, TaskEvidence.evidence_id == Evidence.id))
    )


def comments() -> list[str]:
    return list(db.session.scalars(select(TaskComment.text).order_by(TaskComment.id)))


def test_a_mail_that_asks_one_thing_says_that_it_can_be_answered(asked: Asked) -> None:
    assert asked.mail["Reply-To"] == ANSWERS
    bodies = [part.get_content() for part in asked.mail.walk() if part.get_content_maintype() == "text"]
    assert len(bodies) == 2
    assert all("Puede responder este correo" in body for body in bodies)
    seal = asked.mail["Message-ID"].partition("@")[0].rpartition(".")[2]
    assert len(seal) == 32
    kept = db.session.scalars(select(OutboxMail)).one()
    assert seal not in repr(vars(kept))


def test_words_become_a_comment_of_hers_by_mail(asked: Asked) -> None:
    assert asked.take(asked.reply()) is Outcome.TAKEN
    assert comments() == ["Va en camino"]
    event = db.session.scalars(select(Event).where(Event.act == "task.commented")).one()
    assert (event.person_id, event.detail["via"]) == (asked.loop.unit.id, "mail")
    (mail,) = sent()
    assert mail.recipient == asked.address
    assert mail.subject == "Recibimos su respuesta: Enviar el decreto"
    assert "Lo que escribió quedó en la tarea" in mail.text
    kept = row()
    assert (kept.outcome, kept.task_id, kept.raw, kept.text) == (Outcome.TAKEN, asked.task_id, None, "")


def test_files_come_in_as_reserved_with_one_receipt_and_one_mail(asked: Asked) -> None:
    mail = attached(asked.reply("Adjunto."), "Decreto 120.pdf", samples.pdf("uno"))
    assert asked.take(attached(mail, "Acta.pdf", samples.pdf("dos"))) is Outcome.TAKEN
    pieces = brought()
    assert {(each.personal_data, each.classification) for each in pieces} == {(True, Classification.RESERVED)}
    assert len(pieces) == 2
    receipt = db.session.scalars(select(Receipt)).one()
    assert (receipt.task_id, receipt.person_id) == (asked.task_id, asked.loop.unit.id)
    assert db.session.scalars(select(Upload)).all() == []
    (told,) = sent()
    assert told.dedupe_key == f"receipt:{receipt.id}"
    assert "con el recibo N°" in told.text
    assert "quedaron como reservados" in told.text
    assert row().files == ["Decreto 120.pdf", "Acta.pdf"]


def test_the_same_mail_is_taken_once_wherever_it_lies(asked: Asked) -> None:
    mail = asked.reply()
    assert [asked.take(mail), asked.take(mail)] == [Outcome.TAKEN, None]
    mail["Received"] = "from otra.example"
    assert asked.take(mail) is None
    assert len(comments()) == len(sent()) == 1


def test_a_question_that_waits_is_answered(asked: Asked) -> None:
    asking.ask(asked.loop.secretary.actor(), asked.task_id, "¿Qué número?", to=Turn.UNIT, at=asked.loop.at)
    db.session.commit()
    assert asked.take(asked.reply("El 120.")) is Outcome.TAKEN
    assert comments() == []
    assert "Su respuesta quedó en la conversación" in sent()[0].text
    assert db.session.scalars(select(Event).where(Event.act == "task.answered")).one().detail["via"] == "mail"


def test_what_is_refused_of_a_mail_is_said_and_the_rest_comes_in(asked: Asked) -> None:
    mail = attached(asked.reply(), "Decreto.pdf", samples.pdf("uno"))
    mail = attached(mail, "winmail.dat", b"\x78\x9f\x3e\x22" + b"x" * 100, "application/ms-tnef")
    assert asked.take(attached(mail, "malo.pdf", b"MZ\x90\x00" * 40)) is Outcome.TAKEN
    (told,) = sent()
    assert told.text.count("No se recibió «") == 2, told.text
    assert "winmail.dat" in told.text
    assert len(brought()) == 1


def test_too_many_files_are_none(asked: Asked) -> None:
    mail = asked.reply("Todo.")
    for number in range(11):
        attached(mail, f"{number}.pdf", samples.pdf(str(number)))
    assert asked.take(mail) is Outcome.TAKEN
    assert brought() == []
    assert comments() == ["Todo."]
    assert "más de 10 archivos" in sent()[0].text


def test_what_the_act_refuses_is_told_and_the_mail_is_kept(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sello.tasks.service.bringing.cycles.current_id", lambda: None)
    assert asked.take(attached(asked.reply("Adjunto"), "x.pdf", samples.pdf("x"))) is Outcome.REFUSED
    kept = row()
    assert kept.raw is not None
    assert "no dice a qué requerimiento sirve" in kept.refusal
    assert (brought(), comments()) == ([], [])
    (told,) = sent()
    assert kept.refusal in told.text
    assert asked.tools.store.root.exists()


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"From": "Otra <otra@prueba.example>"}, Why.SENDER),
        ({"Authentication_Results": None}, Why.UNPROVEN),
        ({"Authentication_Results": "otro.example; dmarc=pass header.from=prueba1.example"}, Why.UNPROVEN),
        (
            {"Authentication_Results": "mx.comuna.example; dmarc=fail header.from=prueba1.example"},
            Why.UNPROVEN,
        ),
        (
            {"Authentication_Results": "mx.comuna.example; spf=pass smtp.mailfrom=x@malo.example"},
            Why.UNPROVEN,
        ),
        ({"In_Reply_To": None, "References": None}, Why.STRANGE),
        ({"In_Reply_To": "<otro@x.example>", "References": None}, Why.STRANGE),
        ({"Auto_Submitted": "auto-replied"}, Why.AUTOMATIC),
        ({"Precedence": "bulk"}, Why.AUTOMATIC),
        ({"List_Id": "<lista.prueba.example>"}, Why.AUTOMATIC),
        ({"X_Auto_Response_Suppress": "All"}, Why.AUTOMATIC),
        ({"Return_Path": "<>"}, Why.AUTOMATIC),
        ({"Subject": "Respuesta automática: Recordatorio"}, Why.AUTOMATIC),
        ({"From": "MAILER-DAEMON@prueba.example"}, Why.AUTOMATIC),
        ({"From": ANSWERS}, Why.LOOP),
    ],
)
def test_what_nobody_may_be_believed_is_held_and_nobody_is_told(
    asked: Asked, headers: dict[str, str | None], why: Why
) -> None:
    assert asked.take(asked.reply("Hola", **headers)) is Outcome.HELD
    kept = row()
    assert (kept.why, kept.text) == (why, "Hola")
    assert kept.raw is not None
    assert kept.person_id is None
    assert comments() == []
    assert sent() == []


def test_a_seal_of_another_mail_or_person_opens_nothing(asked: Asked) -> None:
    true = asked.mail["Message-ID"]
    number, _, rest = true.removeprefix("<sello.").partition(".")
    stamp, _, seal = rest.partition("@")[0].rpartition(".")
    for forged in (
        f"<sello.{int(number) + 1}.{stamp}.{seal}@comuna.example>",
        f"<sello.{number}.{stamp}@comuna.example>",
        f"<sello.{number}.{stamp}.{'0' * 32}@comuna.example>",
        f"<sello.{number}.{'1' * 20}.{seal}@comuna.example>",
    ):
        mail = asked.reply(
            In_Reply_To=forged, References=None, Message_ID=f"<{len(forged)}{forged[9:40]}@p.example>"
        )
        assert asked.take(mail) is Outcome.HELD
        assert row().why is Why.STRANGE


def test_old_keys_still_open(asked: Asked) -> None:
    assert asked.take(asked.reply(), keys=("nueva" * 10, *asked.tools.keys)) is Outcome.TAKEN
    other = asked.reply(Message_ID="<dos@prueba.example>")
    assert asked.take(other, keys=("nueva" * 10,)) is Outcome.HELD


def test_what_the_link_opens_no_more_the_mail_does_not_either(asked: Asked) -> None:
    link = db.session.scalars(select(TaskLink)).one()
    link.ended_at = asked.loop.at.now
    db.session.commit()
    assert asked.take(asked.reply()) is Outcome.HELD
    assert row().why is Why.ENDED
    (told,) = sent()
    assert "La Secretaría Ejecutiva tiene su respuesta" in told.text
    assert told.subject == "Su respuesta no se recibió"


def test_one_person_is_not_taken_without_end(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sello.replies.service.taking.AN_HOUR", 2)
    outcomes = [asked.take(asked.reply(Message_ID=f"<{number}@p.example>")) for number in range(3)]
    assert outcomes == [Outcome.TAKEN, Outcome.TAKEN, Outcome.HELD]
    assert row().why is Why.OFTEN
    assert len(sent()) == 2


def test_nothing_written_and_nothing_attached_is_said(asked: Asked) -> None:
    assert asked.take(asked.reply("> Hola\n> Adiós\n")) is Outcome.TAKEN
    assert comments() == []
    assert "no traía texto propio ni archivos" in sent()[0].text


def test_a_mail_too_large_is_told_of_by_its_headers(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sello.replies.service.taking.LARGEST", 10)
    assert asked.take(asked.reply()) is Outcome.HELD
    assert row().why is Why.LARGE
    assert "pesa más" in sent()[0].text


def test_a_kill_before_the_commit_leaves_nothing_and_is_done_again(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = attached(asked.reply(), "Decreto.pdf", samples.pdf("uno"))
    with monkeypatch.context() as patched:
        patched.setattr("sello.replies.service.telling.tell_taken", killed)
        with pytest.raises(KeyboardInterrupt):
            asked.take(mail)
    db.session.rollback()
    assert row() is None
    assert brought() == []
    assert asked.take(mail) is Outcome.TAKEN
    assert len(brought()) == len(sent()) == 1


def killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_no_name_and_no_word_of_it_is_logged(asked: Asked, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    asked.take(attached(asked.reply("Palabras privadas"), "Nombre Apellido.pdf", samples.pdf("uno")))
    asked.take(asked.reply("Otras privadas", From="rut11@malo.example", Message_ID="<dos@p.example>"))
    said = " ".join(
        f"{each.getMessage()} {vars(each)}" for each in caplog.records if each.name == "sello.mail"
    )
    assert said
    for private in ("privadas", "Apellido", "@", "Jefatura"):
        assert private not in said


def late(asked: Asked) -> None:
    """Let the link of the mail be over for its age."""
    link = db.session.scalars(select(TaskLink)).one()
    link.expires_at = asked.loop.at.now - timedelta(days=1)
    db.session.commit()


def test_a_late_answer_counts_while_it_is_still_her_turn(asked: Asked) -> None:
    late(asked)
    assert asked.take(asked.reply("Va con retraso")) is Outcome.TAKEN
    assert db.session.scalars(select(TaskComment.text)).all() == ["Va con retraso"]


@pytest.mark.parametrize("state", [TaskState.DELIVERED, TaskState.CLOSED])
def test_a_late_answer_is_held_when_it_is_not_her_turn(asked: Asked, state: TaskState) -> None:
    late(asked)
    db.session.get_one(Task, asked.task_id).state = state
    db.session.commit()
    assert asked.take(asked.reply()) is Outcome.HELD
    assert row().why is Why.ENDED


def test_a_late_answer_that_nobody_proved_is_held(asked: Asked) -> None:
    late(asked)
    assert asked.take(asked.reply(), trust="none") is Outcome.HELD
    assert row().why is Why.ENDED
    strange = asked.reply(Authentication_Results=None, Message_ID="<dos@prueba.example>")
    assert asked.take(strange) is Outcome.HELD


@pytest.mark.parametrize("gone", ["ended", "moved", "left"])
def test_a_late_answer_is_held_by_every_other_ending(asked: Asked, gone: str) -> None:
    late(asked)
    link = db.session.scalars(select(TaskLink)).one()
    if gone == "ended":
        link.ended_at = asked.loop.at.now
    elif gone == "moved":
        db.session.get_one(Task, asked.task_id).unit_id = asked.loop.town.units.personas
    else:
        db.session.get_one(Person, link.person_id).active = False
    db.session.commit()
    assert asked.take(asked.reply()) is Outcome.HELD
    assert row().why is Why.ENDED
