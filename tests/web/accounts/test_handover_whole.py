"""Nothing is forgotten in a handover: what a head delivered, owes, sits on, and what comes to her by mail."""

import io
from datetime import timedelta
from types import SimpleNamespace

import pypdfium2
import pytest
from sqlalchemy import select

from sello.accounts.domain.actor import Role
from sello.accounts.domain.views import ListKind
from sello.accounts.models import Handover, Person, ViewMail
from sello.accounts.service import views
from sello.core.dates import written
from sello.core.db import db, scope_to
from sello.duties.domain.duties import Origin, Shift
from sello.duties.models import Duty
from sello.evidence.domain.details import Classification, EvidenceType
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import SECRET_TITLE
from sello.improvement.models import ImprovementPlan, PlanAction, PlanObjective
from sello.register.domain import InitiativeKind
from sello.register.models import Initiative, InitiativeUnit
from sello.register.parts.domain.columns import Seat
from sello.register.parts.models import CommitteeMember
from tests import builders
from tests.builders import NOW, here_and_now
from tests.cycles import builders as cycles
from tests.evidence import cast as pieces
from tests.files import samples
from tests.web.accounts.test_handover import done

TODAY = here_and_now().today
ENDS = TODAY + timedelta(days=300)


def kept(row):
    db.session.add(row)
    db.session.flush()
    return row


@pytest.fixture
def course(town):
    cycle = cycles.cycle(town.people.secretary.actor())
    return SimpleNamespace(cycle_id=cycle.id, requirements=cycles.ids(cycle))


@pytest.fixture
def colleague(town):
    return builders.person(town.institution.id, "Olga Oficina", Role.UNIT_HEAD, town.units.personas)


@pytest.fixture
def hers(app, town, course, colleague):
    """Something of every kind of the head's."""
    scope_to(db.session(), town.institution.id)
    head, secretary, unit = town.people.head, town.people.secretary, town.units.personas
    in_force = pieces.handed_in(
        app, head, course, title="Plan vigente", content=samples.pdf("uno"), valid_until=ENDS
    )
    secret = pieces.handed_in(app, head, course, title="Denuncia de Fulana", content=samples.pdf("dos"))
    for piece in (in_force, secret):
        pieces.accepted(secretary, piece)
    db.session.get_one(Evidence, secret).classification = Classification.SECRET
    committee = kept(Initiative(name="Comité de igualdad", kind=InitiativeKind.COMMITTEE, created_at=NOW))
    db.session.add(InitiativeUnit(initiative_id=committee.id, unit_id=unit))
    post = db.session.get_one(Person, head.id).post.upper()
    for said in (post, "Otra jefatura"):
        db.session.add(CommitteeMember(initiative_id=committee.id, post=said, unit_id=unit, seat=Seat.CHAIR))
    owed = {"rule": "FREQ=YEARLY;COUNT=3", "starts_on": TODAY, "counts_from": TODAY, "lead_days": 5}
    for title, ended in (("Cuenta anual", None), ("Cuenta antigua", TODAY)):
        kept(
            Duty(
                initiative_id=committee.id,
                title=title,
                shift=Shift.FORWARD,
                unit_id=unit,
                evidence_type=EvidenceType.MINUTES,
                origin=Origin.OWN,
                ended_on=ended,
                created_at=NOW,
                **owed,
            )
        )
    plan = kept(ImprovementPlan(cycle_id=course.cycle_id, created_at=NOW))
    objective = kept(PlanObjective(plan_id=plan.id, number=1, title="Objetivo"))
    action = kept(
        PlanAction(
            plan_id=plan.id,
            objective_id=objective.id,
            number=1,
            title="Dictar la política",
            unit_id=unit,
            person_id=head.id,
            starts_on=TODAY,
            ends_on=ENDS,
        )
    )
    view = views.keep(head.actor(), ListKind.TASKS, "Mis atrasadas", "espera=atrasadas")
    shared = views.keep(secretary.actor(), ListKind.TASKS, "De todas", "espera=todas")
    views.share(secretary.actor(), shared, True, now=NOW)
    for each in (view, shared):
        views.subscribe(head.actor(), each, ["0"], when_empty=False, today=TODAY)
    db.session.commit()
    return SimpleNamespace(action=action.id, view=view, shared=shared)


@pytest.fixture
def path(town):
    return f"/personas/{town.people.head.id}/traspaso"


TOLD = (
    "Plan vigente",
    SECRET_TITLE,
    "Comité de igualdad",
    "Cuenta anual",
    "Dictar la política",
    "Mis atrasadas",
    "le llega por correo",
    "De todas",
)


def reading(view_id):
    return set(db.session.scalars(select(ViewMail.person_id).where(ViewMail.view_id == view_id)))


def test_page_and_minute_name_all_of_it_and_open_nothing_that_is_secret(
    town, hers, path, colleague, client_for
):
    client = client_for(town.people.secretary)
    page = client.get(path).text
    assert [told for told in TOLD if told not in page] == []
    assert written(ENDS) in page
    where = done(client, path, to_all=colleague.id).location
    paper = pypdfium2.PdfDocument(io.BytesIO(client.get(f"{where}/acta.pdf").data))
    words = " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in paper).split())
    assert [told for told in TOLD if told not in words] == []
    for text in (page, words, client.get(where).text):
        assert "Fulana" not in text
        assert "Cuenta antigua" not in text
    (row,) = db.session.scalars(select(Handover))
    seats = [line for line in row.lines if line["kind"] == "seat"]
    assert [(line["title"], line["to_id"]) for line in seats] == [("Comité de igualdad", None)]


def test_actions_and_views_by_mail_go_to_whoever_takes_over_and_come_back(
    town, hers, path, colleague, client_for
):
    head, client = town.people.head, client_for(town.people.secretary)
    done(client, path, to_all=colleague.id)
    db.session.expire_all()
    assert db.session.get_one(PlanAction, hers.action).person_id == colleague.id
    assert (reading(hers.view), reading(hers.shared)) == ({colleague.id}, {head.id})
    with client.session_transaction() as session:
        undo_id = session["undo"][0]
    client.post(f"/deshacer/{undo_id}")
    db.session.expire_all()
    assert db.session.get_one(PlanAction, hers.action).person_id == head.id
    assert reading(hers.view) == {head.id}


def test_an_action_without_receiver_is_its_units(town, hers, path, client_for):
    done(client_for(town.people.secretary), path, **{f"fila-action-{hers.action}": "0"})
    db.session.expire_all()
    assert db.session.get_one(PlanAction, hers.action).person_id is None


def test_of_a_view_that_both_get_by_mail_one_mail_stays(town, hers, path, colleague, client_for):
    db.session.add(
        ViewMail(person_id=colleague.id, view_id=hers.view, weekdays="1", when_empty=True, since=TODAY)
    )
    db.session.commit()
    done(client_for(town.people.secretary), path, to_all=colleague.id)
    db.session.expire_all()
    (mail,) = db.session.scalars(select(ViewMail).where(ViewMail.view_id == hers.view))
    assert (mail.person_id, mail.weekdays) == (colleague.id, "1")
