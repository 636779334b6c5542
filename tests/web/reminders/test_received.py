"""The page of mails that came in: who sees it, and what is decided is done once and told in the trail."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.core.trail.events import Event
from sello.evidence.models import Evidence
from sello.files.store.disk import Store
from sello.replies.domain.held import Outcome
from sello.replies.models import ReceivedMail
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task, TaskComment, TaskEvidence
from tests.evidence.conftest import own_store
from tests.files import samples
from tests.reminders.conftest import loop
from tests.replies.conftest import TITLES, Asked, asked, attached, several
from tests.web.pages import form_of

__all__ = ["asked", "loop", "own_store", "several"]  # fixtures

PAGE = "/recordatorios/recibidos"


@pytest.fixture
def held(asked: Asked) -> int:
    """A mail of somebody unknown, with a file."""
    mail = asked.reply("Va el <b>decreto</b>.", From="otra@malo.example", In_Reply_To=None, References=None)
    assert asked.take(attached(mail, "Decreto.pdf", samples.pdf("uno"))) is Outcome.HELD
    return db.session.scalars(select(ReceivedMail.id)).one()


def acts() -> list[tuple[str, int | None]]:
    about = select(Event).where(Event.entity == "received_mail").order_by(Event.id)
    return [(each.act, each.person_id) for each in db.session.scalars(about)]


def test_what_is_held_is_shown_as_it_was_written(held: int, client_for, town) -> None:
    client = client_for(town.people.secretary)
    page = client.get(PAGE)
    assert "En cuarentena (1)" in page.text
    assert "otra@malo.example" in page.text
    one = client.get(f"{PAGE}/{held}")
    assert "Va el &lt;b&gt;decreto&lt;/b&gt;." in one.text
    assert "No responde a un correo de este sistema" in one.text
    for view in ("recibidos", "no-recibidos", "decididos", "nada"):
        assert client.get(f"{PAGE}?ver={view}").status_code == 200


@pytest.mark.parametrize("who", ["head", "contributor", "authority", "auditor"])
def test_nobody_else_sees_or_decides(held: int, client_for, town, who: str) -> None:
    client = client_for(getattr(town.people, who))
    for path in (PAGE, f"{PAGE}/{held}"):
        assert client.get(path).status_code == 403
    for deed in ("asignar", "descartar", "repartir"):
        assert client.post(f"{PAGE}/{held}/{deed}", data={"task_id": 1}).status_code == 403


def test_it_is_assigned_with_its_words_and_files(held: int, asked: Asked, client_for, town) -> None:
    client = client_for(town.people.secretary)
    answer = client.post(f"{PAGE}/{held}/asignar", data={"task_id": asked.task_id})
    assert answer.status_code == 303
    (comment,) = db.session.scalars(select(TaskComment))
    assert comment.text == "Correo de otra@malo.example:\n\nVa el <b>decreto</b>."
    pieces = select(Evidence).join(TaskEvidence, TaskEvidence.evidence_id == Evidence.id)
    assert [each.personal_data for each in db.session.scalars(pieces)] == [True]
    assert acts() == [("received_mail.assigned", town.people.secretary.id)]
    kept = db.session.get_one(ReceivedMail, held)
    assert (kept.outcome, kept.task_id, kept.raw, kept.text) == (Outcome.ASSIGNED, asked.task_id, None, "")
    again = client.post(f"{PAGE}/{held}/asignar", data={"task_id": asked.task_id})
    assert again.status_code in (409, 422)
    assert len(db.session.scalars(select(TaskComment)).all()) == 1
    assert "Correo de otra@malo.example" in client.get(f"/tareas/{asked.task_id}").text


def test_it_is_discarded_and_nothing_of_it_stays(held: int, client_for, town) -> None:
    client = client_for(town.people.secretary)
    assert client.post(f"{PAGE}/{held}/descartar").status_code == 303
    kept = db.session.get_one(ReceivedMail, held)
    assert (kept.outcome, kept.raw, kept.text) == (Outcome.DISCARDED, None, "")
    assert acts() == [("received_mail.discarded", town.people.secretary.id)]
    assert client.post(f"{PAGE}/{held}/descartar").status_code in (409, 422)
    assert "Decididos (1)" in client.get(PAGE).text


@pytest.mark.parametrize("task_id", ["", "0", "-1", "999999", "x", str(2**70)])
def test_a_task_that_is_none_is_refused_with_a_sentence(held: int, client_for, town, task_id: str) -> None:
    client = client_for(town.people.secretary)
    answer = client.post(f"{PAGE}/{held}/asignar", data={"task_id": task_id})
    assert answer.status_code == 422
    assert db.session.get_one(ReceivedMail, held).outcome is Outcome.HELD


def test_a_mail_whose_file_is_not_taken_stays(asked: Asked, client_for, town) -> None:
    mail = attached(asked.reply("Va.", From="otra@malo.example"), "malo.pdf", b"MZ\x90\x00" * 40)
    assert asked.take(mail) is Outcome.HELD
    held = db.session.scalars(select(ReceivedMail.id)).one()
    client = client_for(town.people.secretary)
    answer = client.post(f"{PAGE}/{held}/asignar", data={"task_id": asked.task_id})
    assert answer.status_code == 422
    assert "malo.pdf" in answer.text
    db.session.expire_all()
    assert db.session.get_one(ReceivedMail, held).raw is not None
    assert db.session.scalars(select(TaskComment)).all() == []


def test_another_institution_sees_nothing(held: int, client_for, own_store: Store) -> None:
    del own_store
    from tests import builders

    other = builders.town("Otra")
    client = client_for(other.people.secretary)
    assert "otra@malo.example" not in client.get(PAGE).text
    assert client.get(f"{PAGE}/{held}").status_code == 404
    assert client.post(f"{PAGE}/{held}/descartar").status_code == 404


def test_the_open_tasks_of_the_mail_that_it_answers_are_offered_and_one_press_files_it(
    several: Asked, client_for, town
) -> None:
    assert several.take(several.reply("Va adjunto")) is Outcome.HELD
    held = db.session.scalars(select(ReceivedMail.id)).one()
    closed, wanted = (
        db.session.scalars(select(Task).where(Task.title == title)).one() for title in TITLES[:2]
    )
    closed.state = TaskState.CLOSED
    task_id = wanted.id
    db.session.commit()
    client = client_for(town.people.secretary)
    page = client.get(f"{PAGE}/{held}").text
    assert "Lo que pedía el correo que responde" in page
    assert re.findall(r'<button[^>]* name="task_id" value="(\d+)"', page) == [
        str(each.id)
        for each in db.session.scalars(select(Task).where(Task.title.in_(TITLES[1:])).order_by(Task.due_on))
    ]
    assert client.post(f"{PAGE}/{held}/asignar", data={"task_id": task_id}).status_code == 303
    assert db.session.scalars(select(TaskComment.task_id)).all() == [task_id]
    assert "Lo que pedía" not in client.get(f"{PAGE}/{held}").text


SHARED = "Tarea 1\nVa el lunes.\nTarea 3\nNo hubo."


@pytest.fixture
def parted(several: Asked) -> int:
    """An answer with parts for two of three tasks, and a file of one of them."""
    mail = attached(several.reply(SHARED), "Acta.pdf", samples.pdf("acta"))
    assert several.take(mail) is Outcome.HELD
    return db.session.scalars(select(ReceivedMail.id)).one()


def tasks() -> list[int]:
    return list(db.session.scalars(select(Task.id).where(Task.title.in_(TITLES)).order_by(Task.due_on)))


def comments() -> list[tuple[int, str]]:
    found = select(TaskComment.task_id, TaskComment.text).order_by(TaskComment.task_id)
    return [(each.task_id, each.text.partition("\n\n")[2]) for each in db.session.execute(found)]


def test_its_parts_are_shared_out_as_they_are_marked_with_one_press(parted: int, client_for, town) -> None:
    client, (first, second, third) = client_for(town.people.secretary), tasks()
    page, path = client.get(f"{PAGE}/{parted}").text, f"{PAGE}/{parted}/repartir"
    form = form_of(page, f"{PAGE}/{parted}", path)
    assert form[f"part-{second}"] == [""]
    assert client.post(path, data=form | {"files_to": third}).status_code == 303
    assert comments() == [(first, "Va el lunes."), (third, "No hubo.")]
    assert db.session.scalars(select(TaskEvidence.task_id)).all() == [third]
    assert acts() == [("received_mail.assigned", town.people.secretary.id)] * 2
    page = client.get(f"{PAGE}/{parted}").text
    assert [f'href="/tareas/{each}"' in page for each in (first, second, third)] == [True, False, True]
    assert "y 1 más" in client.get(f"{PAGE}?ver=decididos").text
    assert client.post(path, data=form).status_code in (409, 422)
    assert len(comments()) == 2


@pytest.mark.parametrize("empty", [True, False], ids=["nothing is shared", "files go where nothing does"])
def test_what_would_lose_something_is_said_and_what_was_typed_stays(
    parted: int, client_for, town, empty: bool
) -> None:
    client, (first, second, third) = client_for(town.people.secretary), tasks()
    sent = {f"part-{first}": "" if empty else "Va.", f"part-{third}": "", "files_to": second}
    answer = client.post(f"{PAGE}/{parted}/repartir", data=sent)
    assert answer.status_code == 422
    assert "No se repartió nada" in answer.text
    assert ("Va.</textarea>" in answer.text) != empty
    assert (comments(), db.session.get_one(ReceivedMail, parted).outcome) == ([], Outcome.HELD)


def test_a_text_for_a_task_that_was_closed_meanwhile_stays_to_be_taken_elsewhere(
    parted: int, client_for, town
) -> None:
    client, (first, second, third) = client_for(town.people.secretary), tasks()
    path = f"{PAGE}/{parted}/repartir"
    form = form_of(client.get(f"{PAGE}/{parted}").text, f"{PAGE}/{parted}", path) | {"files_to": third}
    db.session.get_one(Task, first).state = TaskState.CLOSED
    db.session.commit()
    answer = client.post(path, data=form)
    assert answer.status_code == 422
    assert "Esta tarea ya no está abierta" in answer.text
    assert "Va el lunes.</textarea>" in answer.text
    assert comments() == []
    moved = form | {f"part-{first}": "", f"part-{second}": "Va el lunes."}
    assert client.post(path, data=moved).status_code == 303
    assert comments() == [(second, "Va el lunes."), (third, "No hubo.")]


@pytest.mark.parametrize("files_to", ["", "0", "-1", "999999", "x", str(2**70)])
def test_files_go_to_a_task_of_the_mail_alone(parted: int, client_for, town, files_to: str) -> None:
    client, sent = client_for(town.people.secretary), {f"part-{tasks()[0]}": "Va.", "files_to": files_to}
    assert client.post(f"{PAGE}/{parted}/repartir", data=sent).status_code == 422
    assert comments() == []


def test_a_mail_that_asks_for_nothing_is_not_shared(held: int, asked: Asked, client_for, town) -> None:
    client = client_for(town.people.secretary)
    assert "repartir" not in client.get(f"{PAGE}/{held}").text
    sent = {f"part-{asked.task_id}": "Va.", "files_to": asked.task_id}
    assert client.post(f"{PAGE}/{held}/repartir", data=sent).status_code == 422
    assert comments() == []


def test_where_nobody_knows_what_it_answers_nothing_is_offered(held: int, client_for, town) -> None:
    assert "Lo que pedía" not in client_for(town.people.secretary).get(f"{PAGE}/{held}").text
