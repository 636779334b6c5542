"""A cycle with something in every list of its report."""

from __future__ import annotations

from datetime import date, timedelta

from sello.core.db import db
from sello.cycles.models import Answer
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.service.kept import keep
from sello.evidence.domain.review import Decision, EvidenceState
from sello.evidence.models import Review
from sello.progress.service import make_cut
from sello.tasks.domain.due import DueKind, Term
from sello.tasks.service.assigning import TaskDraft, create
from tests.builders import AT, NOW, TODAY
from tests.cycles import builders

BEFORE = NOW - timedelta(days=60)


def busy_cycle(town) -> CycleRow:
    """A cycle of four requirements: one validated, one in review, one returned, one empty."""
    actor = town.people.secretary.actor()
    row = builders.cycle(actor, builders.edition(4))
    ids = builders.ids(row)
    freeze(actor, row, "Línea base", TODAY - timedelta(days=30))
    states = {
        "1.1.1": (EvidenceState.ACCEPTED, TODAY + timedelta(days=20)),
        "1.1.2": (EvidenceState.SUBMITTED, None),
        "2.1.1": (EvidenceState.RETURNED, None),
    }
    for code, (state, until) in states.items():
        answer = db.session.query(Answer).filter_by(requirement_id=ids[code]).one()
        answer.declared, answer.unit_id = "yes", town.units.personas
        if state is EvidenceState.ACCEPTED:
            answer.validated, answer.validated_at = "yes", BEFORE
        piece = builders.evidence(
            row,
            ids[code],
            town.units.personas,
            title=f"Acta de {code}",
            state=state,
            valid_until=until,
            accepted_at=BEFORE,
        )
        if state is EvidenceState.RETURNED:
            db.session.add(
                Review(
                    evidence_id=piece,
                    version_number=1,
                    decision=Decision.RETURNED,
                    remark="Falta la lista de asistencia.",
                    parts=[],
                    decided_at=NOW,
                )
            )
    keep(Answer.cycle_id == row.id, now=NOW)
    late_task(town, row, ids["2.1.2"])
    db.session.commit()
    return row


def late_task(town, row: CycleRow, requirement_id: int) -> None:
    """A task that came due ten days ago."""
    asked = TaskDraft(
        title="Subir el plan",
        unit_id=town.units.dideco,
        term=Term(DueKind.DATE, on=TODAY - timedelta(days=10)),
        requirement_ids=(requirement_id,),
    )
    create(
        town.people.secretary.actor(),
        asked,
        cycle_id=row.id,
        at=AT.then(NOW - timedelta(days=20)),
    )


def freeze(actor, row: CycleRow, name: str, as_of: date) -> None:
    """A cut of the cycle as it stands."""
    make_cut(actor, row.id, name, as_of=as_of, is_baseline=True, at=AT)
