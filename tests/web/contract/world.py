"""A small town with one of everything that has a form, in every state that has a form of its own."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from flask import Flask

from sello.accounts.domain.access import LinkKind, digest
from sello.accounts.domain.views import ListKind
from sello.accounts.hashing import hashed
from sello.accounts.models import AccessLink, Person, SignIn
from sello.accounts.service import views
from sello.catalogue import editions
from sello.catalogue.service import editions as editions_service
from sello.catalogue.service import imports as imports_service
from sello.core.db import db, scope_to
from sello.core.mail.message import MailState, Message
from sello.core.mail.outbox import OutboxMail, enqueue
from sello.cycles.service import cycles as cycles_service
from sello.duties.service import writing
from sello.evidence.domain.review import Part
from sello.evidence.queries import ready as ready_queries
from sello.evidence.service import ready, releasing
from sello.improvement.service import actions, objectives
from sello.indicators.domain.cuts import Axis
from sello.indicators.domain.indicators import IndicatorDraft
from sello.indicators.domain.numbers import Measure
from sello.indicators.domain.periods import Period, Periodicity
from sello.indicators.service import values
from sello.indicators.service import writing as declaring
from sello.planning import service as planning
from sello.planning.domain.suppose import Kind, Supposition
from sello.privacy.domain.purging import PurgeState
from sello.privacy.domain.requests import Channel, Right, Subject
from sello.privacy.models import Purge
from sello.privacy.service import requests
from sello.register.domain import InitiativeKind
from sello.register.service import initiatives, linking
from sello.tasks.domain.states import Step
from sello.tasks.domain.templates import Wording
from sello.tasks.domain.turn import Turn
from sello.tasks.models import TaskEvidence
from sello.tasks.service import asking, steps, templates
from sello.transfers.change_edition import service as change_edition
from sello.transfers.import_answers import service as import_answers
from tests import builders
from tests.builders import AT, NOW
from tests.catalogue.documents import GOOD, spoiled
from tests.cycles import builders as cycles
from tests.evidence import cast as pieces
from tests.tasks import cast as tasks
from tests.transfers.change_edition.builders import scene

PASSWORD = "la cordillera amanece nevada"
TOKEN = "un-enlace-de-prueba"

MATRIX = "código;título;pide\n1.1.1;Uno;Algo\n".encode()
ANSWERS = "Código;Unidad;Respuesta;Relato;Por qué no aplica\n1.1.2;;Sí;Hay decreto;\n".encode()

MARKED = ["/tareas/varias?acto=plazo&id=1", "/evidencia/varias?acto=liberar&id=1", "/tareas?q=acta"]
"""Pages of what was marked in a list, which its form leads to by itself."""


def found(app: Flask) -> tuple[builders.Town, list[str]]:
    """Make the town in an empty, migrated database, and commit it; with pages that no link leads to."""
    town = builders.town()
    scope_to(db.session(), town.institution.id)
    _accounts(town)
    _catalogue(town)
    _evidence(app, town)
    _privacy(town)
    pages = _carried(town)
    views.keep(town.people.secretary.actor(), ListKind.TASKS, "Con acta", "q=acta")
    db.session.commit()
    return town, [*pages, *MARKED]


def _accounts(town: builders.Town) -> None:
    secretary = town.people.secretary
    scoped: dict[str, Any] = {"institution_id": town.institution.id}
    for row in db.session.query(Person):
        row.password = hashed(PASSWORD)
    invited = builders.person(town.institution.id, "Inés Invitada", town.people.head.role, town.units.dideco)
    closed = builders.person(town.institution.id, "Carla Cerrada", town.people.head.role, town.units.dideco)
    db.session.get_one(Person, closed.id).active = False
    db.session.add(
        SignIn(
            person_id=secretary.id,
            token_hash=digest("otra sesión"),
            device="Chrome, Android",
            created_at=NOW,
            last_change_at=NOW,
            expires_at=builders.FAR,
            **scoped,
        )
    )
    db.session.add(
        AccessLink(
            person_id=invited.id,
            kind=LinkKind.INVITATION,
            token_hash=digest(TOKEN),
            created_at=NOW,
            expires_at=NOW + timedelta(days=2),
            **scoped,
        )
    )
    enqueue(
        Message("ana@prueba.example", "Ana", "Aviso", "Texto.", "<p>Texto</p>", "due-soon", "key:ana"),
        now=NOW,
    )
    db.session.flush()
    db.session.query(OutboxMail).one().state = MailState.GIVEN_UP
    db.session.flush()


def _catalogue(town: builders.Town) -> None:
    secretary = town.people.secretary.actor()
    later = spoiled("codigo: 1.1.2", "codigo: 1.1.3").replace(b'version: "1"', b'version: "2"')
    for document in (GOOD.encode(), later):
        editions_service.load_document(document, secretary, now=NOW, file="x")
    imports_service.start_import(MATRIX, "matriz.csv", secretary, at=AT)


def _evidence(app: Flask, town: builders.Town) -> None:
    secretary, head = town.people.secretary, town.people.head
    actor = secretary.actor()
    cycle = cycles.half_answered(town)
    codes = cycles.ids(cycle)
    course = SimpleNamespace(cycle_id=cycle.id, requirements=codes)
    waiting = pieces.handed_in(app, head, course, title="Por revisar", content=b"Un decreto.\n")
    pieces.returned(secretary, pieces.handed_in(app, head, course, title="Devuelta"), *Part)
    pieces.accepted(secretary, pieces.handed_in(app, head, course, title="Aceptada"))
    shown = pieces.accepted(secretary, pieces.handed_in(app, head, course, title="Liberada"))
    releasing.release(actor, shown, now=NOW)
    for person in (secretary, head):
        pieces.received(app, person, name="en espera.pdf")
    _tasks(town, waiting)
    _remarks(town)
    plan = initiatives.InitiativeDraft(
        name="Plan de igualdad",
        kind=InitiativeKind.PLAN,
        unit_ids=frozenset({town.units.personas}),
        feeds=((codes["1.1.1"], "Lo aplica."),),
    )
    initiative_id = initiatives.create(actor, plan, at=AT)
    linking.link_evidence(actor, initiative_id, shown, now=NOW)
    owed = writing.DutyDraft(
        "Informe mensual", "FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20281231", AT.today, town.units.personas
    )
    writing.create(actor, initiative_id, owed, at=AT)
    measured = IndicatorDraft("Personas", Measure.PEOPLE, Periodicity.YEAR, first_axis=Axis.SEX)
    indicator_id = declaring.create(actor, initiative_id, measured, at=AT)
    year = Period(date(2025, 1, 1), Periodicity.YEAR)
    grid = values.Grid(year, {("mujeres", ""): 12_000, ("hombres", ""): 3_000}, "El registro")
    values.write(actor, indicator_id, (grid,), version=1, at=AT)
    reached = objectives.ObjectiveDraft("Cumplir", "Falta.", frozenset({codes["1.1.1"]}))
    objective_id = objectives.add(actor, reached, at=AT)
    done = actions.ActionDraft(
        objective_id, "Capacitar", town.units.personas, AT.today, date(2027, 3, 31), verification="Lista"
    )
    actions.add(actor, done, at=AT)
    supposed = [Supposition(Kind.MET, code=code) for code in ("1.1.1", "1.1.2")]
    planning.create_scenario(actor, cycle.id, "Si cumplimos", supposed, now=NOW)
    sheet = import_answers.SentSheet("respuestas.csv", ANSWERS)
    import_answers.begin(actor, cycle.id, sheet, None, unit_id=None, at=AT)


def _remarks(town: builders.Town) -> None:
    """Two ready-made remarks, one of them retired."""
    actor = town.people.secretary.actor()
    for text in ("Falta la firma.", "Falta la fecha."):
        ready.add(actor, text, (), now=NOW)
    ready.retire(actor, ready_queries.every()[-1].id, now=NOW)


def _tasks(town: builders.Town, waiting: int) -> None:
    actor = town.people.secretary.actor()
    head = town.people.head.actor()
    for taken in ((), (Step.START,)):
        task = tasks.ask(actor, town.units.personas)
        for step in taken:
            steps.take_step(head, task, step, why="", now=NOW)
    db.session.add(TaskEvidence(task_id=task, evidence_id=waiting, at=NOW, person_id=head.person_id))
    asking.ask(head, tasks.ask(actor, town.units.personas), "¿Cuál acta?", to=Turn.SECRETARIAT, at=AT)
    late = tasks.ask(actor, town.units.personas, checks=("Firmarlo", "Fecharlo"))
    templates.create(actor, Wording("Enviar el acta", 8, checks=("Firmarla",)), now=NOW)
    asking.ask_for_time(head, late, "Falta una firma.", date(2027, 6, 30), at=AT)


def _privacy(town: builders.Town) -> None:
    """A request of a person who has an account, looked for, and an acta that somebody else proposed."""
    actor, head = town.people.secretary.actor(), town.people.head
    asked = requests.Registered(Right.ACCESS, Channel.LETTER, Subject(head.name, "", head.email), AT.today)
    requests.look(actor, requests.register(actor, asked, at=AT), now=NOW)
    proposed_by = town.people.authority.id
    db.session.add(
        Purge(number=1, state=PurgeState.PROPOSED, reason="Plazo.", proposed_at=NOW, proposed_by=proposed_by)
    )
    db.session.flush()


def _carried(town: builders.Town) -> list[str]:
    """Other cycles: one that took another edition, and two of different frameworks, one of them released."""
    actor = town.people.secretary.actor()
    set_up = scene(town)
    again = cycles.cycle(actor, editions.edition("trabajo-40"), target_level="oro", name="Sello 2025")
    norm = cycles.cycle(actor, editions.edition("nch-3262"), target_level="certificacion", name="Norma")
    cycles.evidence(again, cycles.ids(again)["3.2.1"], town.units.personas, title="Instructivo")
    change_edition.adopt(set_up.cycle.id, set_up.after_id, actor, now=NOW)
    cycles_service.release(actor, norm.id, now=NOW)
    return [
        f"/catalogo/adopciones?ciclo={set_up.cycle.id}",
        f"/catalogo/ofrecidas/{norm.id}/{cycles.ids(norm)['7.B.1']}",
    ]
