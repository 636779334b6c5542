"""What a button said when its page was drawn is what it does, or nothing is done and the page says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.cycles.models import Answer
from sello.cycles.queries.cycles import CycleRow
from sello.evidence.models import Evidence
from sello.tasks.domain.states import Step
from sello.tasks.models import Task
from tests.builders import Town
from tests.cycles import builders
from tests.progress import loop as acting
from tests.progress.loop import Loop
from tests.web.pages import form_of

CHANGED = "cambió lo que esta decisión lleva consigo"


@pytest.fixture
def cycle(town: Town) -> CycleRow:
    """The current one, in which 1.1.2 lacks only its evidence."""
    return builders.half_answered(town)


@pytest.fixture
def loop(app: Any, town: Town, cycle: CycleRow) -> Loop:
    acting.validating()
    return Loop(app, town, cycle)


@dataclass(frozen=True)
class Scene:
    """A page with a button, what somebody else does after it was drawn, and what the button says then."""

    page: str
    action: str
    chosen: dict[str, str]
    meanwhile: Callable[[], object]
    then: str


def _accept_more(loop: Loop) -> Scene:
    """The unit delivers after all."""
    task = loop.ask()
    piece = loop.hand_in(task, complete=False)
    return Scene(
        f"/revision/{piece}",
        f"/revision/{piece}/aceptar",
        {},
        lambda: loop.step(loop.unit, task, Step.DELIVER),
        "cierra la tarea",
    )


def _accept_less(loop: Loop) -> Scene:
    """Another piece comes in, for which the task has to wait."""
    task = loop.ask()
    piece = loop.hand_in(task)
    return Scene(
        f"/revision/{piece}", f"/revision/{piece}/aceptar", {}, lambda: loop.hand_in(task), "Aceptar"
    )


def _accept_what_is_declared_anew(loop: Loop) -> Scene:
    """The unit says that it does not comply after all."""
    piece = loop.hand_in()
    row = select(Answer).where(Answer.requirement_id == loop.requirement())

    def declare() -> None:
        db.session.scalars(row).one().declared = "no"

    return Scene(f"/revision/{piece}", f"/revision/{piece}/aceptar", {}, declare, "Aceptar")


def _give_back(loop: Loop) -> Scene:
    """A task is closed that the return would reopen."""
    task = loop.ask()
    piece = loop.hand_in(task)
    loop.accept(piece, close=False)
    return Scene(
        f"/revision/{piece}",
        f"/revision/{piece}/devolver",
        {"remark": "Falta la firma", "parts": "file"},
        lambda: loop.step(loop.secretary, task, Step.ACCEPT),
        "Se reabre la tarea",
    )


def _close(loop: Loop) -> Scene:
    """Another task of the same requirement is closed: this one is the last thing now."""
    task, other = loop.ask(), loop.ask()
    loop.accept(loop.hand_in(task), close=False)
    return Scene(
        f"/tareas/{task}",
        f"/tareas/{task}/paso",
        {"step": "accept"},
        lambda: loop.step(loop.secretary, other, Step.CANCEL),
        "valida 1.1.2",
    )


SCENES = (_accept_more, _accept_less, _accept_what_is_declared_anew, _give_back, _close)


def stands() -> list[object]:
    db.session.expire_all()
    return [
        *db.session.execute(select(Evidence.id, Evidence.state).order_by(Evidence.id)),
        *db.session.execute(select(Task.id, Task.state).order_by(Task.id)),
        *db.session.execute(select(Answer.id, Answer.validated).order_by(Answer.id)),
    ]


@pytest.mark.parametrize("scene", SCENES)
def test_a_button_does_what_it_said_or_nothing(
    loop: Loop, client_for: Callable[..., Any], scene: Callable[[Loop], Scene]
) -> None:
    drawn = scene(loop)
    db.session.commit()
    client = client_for(loop.secretary)
    sent = {**form_of(client.get(drawn.page).text, drawn.page, drawn.action), **drawn.chosen}
    drawn.meanwhile()
    db.session.commit()
    before = stands()
    answer = client.post(drawn.action, data=sent)
    assert answer.status_code == 422
    page = " ".join(unescape(answer.text).split())
    assert CHANGED in page
    assert drawn.then in page
    assert stands() == before
    again = {**form_of(answer.text, drawn.page, drawn.action), **drawn.chosen}
    assert client.post(drawn.action, data=again).status_code == 303
    assert stands() != before


@pytest.mark.parametrize("scene", SCENES)
def test_nothing_is_said_where_nothing_changed(
    loop: Loop, client_for: Callable[..., Any], scene: Callable[[Loop], Scene]
) -> None:
    drawn = scene(loop)
    db.session.commit()
    client = client_for(loop.secretary)
    sent = {**form_of(client.get(drawn.page).text, drawn.page, drawn.action), **drawn.chosen}
    assert client.post(drawn.action, data=sent).status_code == 303
