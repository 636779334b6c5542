"""The agenda of a meeting: its points in order of weight, each once, with room for what is agreed."""

import io
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest

from sello.core.db import db, scope_to
from sello.cycles.service.answers import assign
from sello.progress.unit_file import unit_file
from sello.reports.agenda.document import document
from sello.reports.agenda.paper import as_pdf, file_name
from sello.reports.agenda.points import Weight, points
from sello.tasks.domain.promptness import Promptness
from sello.tasks.domain.states import Step
from tests.builders import AT, NOW, TODAY
from tests.cycles import builders
from tests.tasks import cast

DAY = timedelta(days=1)


@pytest.fixture
def secretary(town):
    scope_to(db.session(), town.institution.id)
    return town.people.secretary.actor()


@pytest.fixture
def cycle(town, secretary):
    """A cycle in which Personas answers for a mandatory requirement and two others."""
    made = builders.cycle(secretary)
    ids = builders.ids(made)
    wanted = [ids[code] for code in ("1.1.1", "1.1.2", "2.1.2")]
    assign(secretary, made.id, wanted, town.units.personas, now=NOW)
    return made


@pytest.fixture
def busy(town, secretary, cycle):
    """One point of each weight."""
    unit, ids = town.units.personas, builders.ids(cycle)
    cast.ask(
        secretary, unit, title="En plazo", description="Con la firma de la jefatura", due_on=TODAY + 20 * DAY
    )
    cast.ask(secretary, unit, title="Atrasada", due_on=TODAY - DAY)
    back = cast.ask(secretary, unit, title="Devuelta", due_on=TODAY + 5 * DAY)
    cast.walk(back, (town.people.head, Step.DELIVER), (town.people.secretary, Step.RETURN))
    ours = cast.ask(secretary, unit, title="Entregada", due_on=TODAY + 5 * DAY)
    cast.walk(ours, (town.people.head, Step.DELIVER))
    cast.ask(
        secretary, unit, title="Por el 2.1.2", cycle_id=cycle.id, requirement_ids=(ids["2.1.2"],),
        due_on=TODAY + 30 * DAY,
    )  # fmt: skip
    builders.evidence(cycle, ids["1.1.2"], town.units.dideco, title="De otra", valid_until=TODAY + DAY)
    builders.evidence(cycle, ids["2.1.2"], unit, title="Vence pronto", valid_until=TODAY + 90 * DAY)
    return unit_file(unit, secretary, at=AT)


def test_the_points_come_by_weight_and_then_by_date(busy):
    assert [(one.weight, one.title) for one in points(busy)] == [
        (Weight.LATE, "Atrasada"),
        (Weight.RETURNED, "Devuelta"),
        (Weight.MANDATORY, "Requerimiento 1.1.1"),
        (Weight.ENDING, "Vence pronto"),
        (Weight.ASKED, "En plazo"),
        (Weight.ASKED, "Por el 2.1.2"),
        (Weight.OPEN, "Requerimiento 1.1.2"),
        (Weight.OURS, "Entregada"),
    ]


def test_what_is_asked_already_is_one_point(busy):
    served = [name for one in points(busy) if one.weight is not Weight.ENDING for name in one.serves]
    assert [name for name in served if "2.1.2" in name] == ["Requerimiento 2.1.2 (2.1.2)"]


def test_every_point_is_on_paper_with_what_is_asked_and_until_when(busy):
    data = as_pdf(busy, "Municipalidad de Prueba", AT)
    paper = pypdfium2.PdfDocument(io.BytesIO(data))
    words = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in paper).split())
    for told in (
        "Reunión con Personas",
        "Con la firma de la jefatura",
        "Acuerdo",
        "Paula Personas",
        "Otros acuerdos",
        "22-11-2026",
        *(one.title for one in points(busy)),
    ):
        assert told in words
    assert data == as_pdf(busy, "Municipalidad de Prueba", AT)
    assert file_name(busy, AT) == f"reunion-unidad-{busy.span.unit_id}-2026-11-23.pdf"


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (Promptness(0, 0, 0, None), "no ha entregado tareas que contar"),
        (Promptness(1, 1, 0, 1), ": 1; en plazo: 1; devueltas alguna vez: 0. Demora habitual: 1 día hábil."),
        (
            Promptness(1200, 1100, 2, 0),
            ": 1.200; en plazo: 1.100; devueltas alguna vez: 2. Demora habitual: 0 días hábiles.",
        ),
    ],
)
def test_how_prompt_a_unit_is_reads_well_with_none_one_and_many(busy, counted, said):
    told = document(replace(busy, promptness=counted), "Municipalidad de Prueba", AT)
    assert said in " ".join(map(str, told.sections[0].lead))


def test_an_agenda_without_points_says_so(town, secretary):
    file = unit_file(town.units.daf, secretary, at=AT)
    own = unit_file(town.units.administracion, secretary, at=AT)
    assert points(own) == ()
    words = pypdfium2.PdfDocument(io.BytesIO(as_pdf(own, "M", AT)))[0].get_textpage().get_text_bounded()
    assert "Nada está abierto con esta unidad." in words
    assert file.branch == {town.units.daf, town.units.personas}


@pytest.mark.parametrize(
    ("person", "own", "other"),
    [
        ("secretary", 200, 200),
        ("authority", 200, 200),
        ("head", 200, 404),
        ("contributor", 403, 403),
        ("auditor", 403, 403),
    ],
)
def test_who_prints_it(town, secretary, client_for, person, own, other):
    db.session.commit()
    client = client_for(getattr(town.people, person))
    assert client.get(f"/unidades/{town.units.personas}/reunion.pdf").status_code == own
    assert client.get(f"/unidades/{town.units.dideco}/reunion.pdf").status_code == other
