"""What a calendar holds beside tasks: each kind on its day, whose it is, and told to whom it may be."""

from datetime import timedelta

import pytest

from sello.core.db import db
from sello.cycles.models import Cut, Cycle
from sello.duties.service import writing
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.progress.calendar import MarkKind, marks
from sello.register.domain import InitiativeKind, PartialDate, read_partial
from sello.register.service import initiatives
from tests.builders import AT, NOW, TODAY
from tests.tasks import cast

EVERY = frozenset(MarkKind)


@pytest.fixture
def hall(town):
    """A cycle with its evaluation and a cut, a piece that ends and a duty, all within two weeks."""
    course = cast.course()
    cycle = db.session.get_one(Cycle, course.cycle_id)
    cycle.evaluation_on = TODAY + timedelta(days=10)
    db.session.add(Cut(cycle_id=cycle.id, name="Línea base", as_of=TODAY, snapshot={}, made_at=NOW))
    piece = db.session.get_one(Evidence, cast.evidence(town, town.units.personas, "Decreto 7"))
    piece.state, piece.accepted_at = EvidenceState.ACCEPTED, NOW
    piece.valid_until = TODAY + timedelta(days=3)
    actor = town.people.secretary.actor()
    office = initiatives.InitiativeDraft(
        name="Oficina",
        kind=InitiativeKind.OFFICE,
        unit_ids=frozenset({town.units.migrantes}),
        ends=PartialDate(TODAY + timedelta(days=8)),
    )
    said = writing.DutyDraft(
        "Informe", "FREQ=YEARLY;COUNT=2", TODAY + timedelta(days=5), town.units.migrantes
    )
    writing.create(actor, initiatives.create(actor, office, at=AT), said, at=AT)
    db.session.flush()
    return cycle


def found(person, *, units=None, kinds=EVERY, days=14):
    """What somebody is told of the next two weeks: kind, day and unit."""
    seen = marks(
        person.actor().visibility, units, kinds, first=TODAY, last=TODAY + timedelta(days=days), at=AT
    )
    return [(mark.kind, (mark.on - TODAY).days, mark.unit_name) for mark in seen]


ALL = [
    (MarkKind.CUT, 0, None),
    (MarkKind.EXPIRY, 3, "Personas"),
    (MarkKind.DUTY, 7, "Oficina de Migrantes"),  # the fifth is a Saturday
    (MarkKind.TERM, 8, "Oficina de Migrantes"),
    (MarkKind.EVALUATION, 10, None),
]


def test_each_kind_stands_on_its_day_with_its_unit(town, hall):
    assert found(town.people.secretary) == ALL
    assert found(town.people.secretary, days=2) == ALL[:1]


def test_a_kind_alone_is_what_was_asked(town, hall):
    for kind in (MarkKind.DUTY, MarkKind.TERM, MarkKind.EXPIRY, MarkKind.CUT, MarkKind.EVALUATION):
        assert {one for one, *_ in found(town.people.secretary, kinds=frozenset({kind}))} == {kind}


def test_each_unit_sees_its_own_and_what_all_go_through(town, hall):
    own = {None, "Personas"}
    assert {unit for *_, unit in found(town.people.head)} == own
    assert {unit for *_, unit in found(town.people.contributor)} == {None, "Oficina de Migrantes"}
    personas = frozenset({town.units.personas})
    assert {unit for *_, unit in found(town.people.secretary, units=personas)} == own


def test_an_auditor_sees_nothing_that_was_not_released(town, hall):
    assert found(town.people.auditor) == []


def test_what_ends_some_time_in_a_month_stands_on_its_last_day_and_says_so(town):
    said = initiatives.InitiativeDraft(
        "Convenio SernamEG",
        InitiativeKind.AGREEMENT,
        frozenset({town.units.migrantes}),
        starts=read_partial("2025"),
        ends=read_partial("12-2026"),
    )
    initiatives.create(town.people.secretary.actor(), said, at=AT)
    seen = town.people.secretary.actor().visibility
    span = {"first": TODAY, "last": TODAY + timedelta(days=60), "at": AT}
    (mark,) = marks(seen, None, frozenset({MarkKind.TERM}), **span)
    assert (mark.on.isoformat(), mark.status) == ("2026-12-31", "Termina")
    assert mark.title.template % mark.title.values == "Convenio SernamEG (12-2026)"


def test_a_date_that_was_asked_for_stands_as_its_task(town, hall, client_for):
    db.session.commit()
    page = client_for(town.people.secretary).get("/tareas/calendario?mes=2026-11")
    for words in ("Decreto 7", "Informe", "Corte: Línea base", "Evaluación externa"):
        assert words in page.text
    agenda = client_for(town.people.secretary).get("/tareas/calendario?mes=2026-11&forma=agenda&ver=cortes")
    assert "Corte: Línea base" in agenda.text
    assert "Decreto 7" not in agenda.text
    narrowed = client_for(town.people.secretary).get("/tareas/calendario?mes=2026-11&q=padron")
    assert "Decreto 7" not in narrowed.text
