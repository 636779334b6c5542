"""The same form from two tabs, or a button pressed twice, in the same instant: it is acted on once."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Barrier
from typing import Any

from sqlalchemy import func, select

from sello.accounts.models import Person, Unit
from sello.core.db import Base, db
from sello.cycles.models import Answer, Cycle
from sello.planning.models import Scenario
from sello.tasks.models import Task
from tests.builders import TODAY
from tests.server.site import Answer as Reply
from tests.server.site import Site, watched
from tests.web.pages import Forms

TABS = 6
UNIT = "the unit of the town's head"
"""Stands for its number."""


@dataclass(frozen=True)
class Case:
    """A form: the page it stands on, where it leads, what is written into it, and what it makes one of."""

    page: Callable[[Site], str]
    action: str
    values: dict[str, str]
    made: Callable[[], int]
    table: str = ""
    """What is pasted into the page's form first, where that answers with a preview."""


def rows(model: type[Base]) -> Callable[[], int]:
    return lambda: db.session.scalar(select(func.count()).select_from(model)) or 0


def versions() -> int:
    """The versions of all answers together: one more for each that was saved."""
    return db.session.scalar(select(func.sum(Answer.version))) or 0


CASES = {
    "unit": Case(lambda _: "/unidades/nueva", "/unidades/nueva", {"name": "Gemela"}, rows(Unit)),
    "scenario": Case(
        lambda _: "/planificacion/", "/planificacion/escenarios", {"name": "Gemelo"}, rows(Scenario)
    ),
    "task": Case(
        lambda site: f"/tareas/nueva?requerimiento={site.requirements['1.1.1']}",
        "/tareas/nueva",
        {"title": "Gemela", "unit_id": UNIT, "person_id": ""},
        rows(Task),
    ),
    "answer": Case(
        lambda site: f"/requerimientos/{site.requirements['1.1.1']}",
        "/respuesta",
        {"narrative": f"Se dictó el decreto el {TODAY}."},
        versions,
    ),
    "cycle": Case(lambda _: "/ciclos/nuevo", "/ciclos/nuevo", {"name": "Gemelo"}, rows(Cycle)),
    "people": Case(
        lambda _: "/comenzar/personas",
        "/comenzar/personas",
        {"keep": "1"},
        rows(Person),
        table="Nombre\tCorreo\tRol\nAna Gemela\tana.gemela@penalolen.example\tSecretaría",
    ),
}


def pressed(site: Site, case: Case, *, differing: str = "") -> list[Reply]:
    """The form, as its page offers it, from several tabs at once, each with its own `differing` field."""
    visitor = site.visitor("secretary")
    page = case.page(site)
    shown = visitor.post(page, pasted=case.table) if case.table else visitor.get(page)
    forms = Forms(shown.text, page).found
    action, fields = next((action, fields) for action, fields in forms if case.action in action)
    said = {
        **fields,
        **{name: [value.replace(UNIT, str(site.unit_id))] for name, value in case.values.items()},
    }
    said["csrf_token"] = [visitor.token]
    time.sleep(1.1)  # whoever presses has read the page
    together = Barrier(TABS)

    def press(tab: int) -> Reply:
        together.wait()
        own = {differing: [f"{said[differing][0]} {tab}"]} if differing else {}
        return visitor.post(action, **{**said, **own})

    with ThreadPoolExecutor(TABS) as tabs:
        return list(tabs.map(press, range(TABS)))


def made(site: Site) -> dict[str, int]:
    with site.looking():
        return {name: case.made() for name, case in CASES.items()}


def test_equal_forms_at_once_are_one(site: Site) -> None:
    before = made(site)
    with site.up(), watched(site):
        for case in CASES.values():
            replies = pressed(site, case)
            assert {reply.status for reply in replies} == {303}, (case.action, site.mistakes())
            assert len({reply.headers["Location"] for reply in replies}) == 1
        assert site.mistakes() == ""
    assert made(site) == {name: count + 1 for name, count in before.items()} | {
        "answer": before["answer"] + 1 + len(site.requirements)
    }, "the cycle brings answers of its own"


def latest(column: Any, model: type[Any]) -> Callable[[Site], str]:
    def read(site: Site) -> str:
        with site.looking():
            return str(db.session.scalar(select(column).order_by(model.version.desc(), model.id).limit(1)))

    return read


EDITS: dict[str, tuple[Case, str, Callable[[Site], str]]] = {
    "answer": (
        replace(CASES["answer"], values={"narrative": "Lo escrito en la pestaña"}),
        "narrative",
        latest(Answer.narrative, Answer),
    ),
    "cycle": (
        Case(lambda _: "/ciclos/1/editar", "/ciclos/1/editar", {"name": "De la pestaña"}, rows(Cycle)),
        "name",
        latest(Cycle.name, Cycle),
    ),
}


def test_different_words_at_once_are_one_and_the_others_are_told(site: Site) -> None:
    with site.up(), watched(site):
        for name, (case, field, kept) in EDITS.items():
            replies = pressed(site, case, differing=field)
            assert sorted(reply.status for reply in replies) == [303] + [409] * (TABS - 1), (
                name,
                [reply.status for reply in replies],
                site.mistakes(),
            )
            (winner,) = [tab for tab, reply in enumerate(replies) if reply.status == 303]
            word = f"{case.values[field]} {winner}"
            assert kept(site) == word
            assert all(word in reply.text for reply in replies if reply.status == 409), "both are shown"
        assert site.mistakes() == ""
