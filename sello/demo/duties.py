"""What the initiatives of the demonstration owe: the proposals are accepted, and some dates are fulfilled."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import gettext

from sello.core.db import db, scope_of
from sello.core.moment import Moment
from sello.demo.acts import SECRETARY
from sello.demo.stage import Script, Stage
from sello.duties.domain.patterns import Pattern
from sello.duties.jobs import Clockwork
from sello.duties.queries.duty import dates, proofs
from sello.duties.queries.rows import DutyRow, read_rows
from sello.duties.service import accepting, asking, renewing, writing

WRITTEN, MONTHLY = 205, 40
"""Days ago on which the duties were accepted: those of half years and years, and those of each month."""

WOKEN = (38, 25, 15, 5, 1)
"""Days ago on which the town's scheduler looked at what is owed."""

UNPROVED = frozenset({"Informe anual de prevención y sensibilización", "Datos anuales de antes y después"})
"""What nobody brought in time: it was asked for, and is owed."""


PROMPT = frozenset({"Centro de la Mujer", "Mujeres Jefas de Hogar"})
"""Who brings what is owed before it is asked for."""

OFFERED = frozenset({"convenio-informe-final", "presupuesto-genero", "ejecucion-genero"})
"""What nobody has accepted yet, so that there is something to accept."""

AHEAD = timedelta(days=10)


def write(stage: Stage, script: Script) -> None:
    """Have the duties accepted, fulfilled where there is something to show, and asked for where not."""
    script.at(WRITTEN, lambda at: _accept(stage, at, monthly=False), rank=10)
    script.at(MONTHLY, lambda at: _accept(stage, at, monthly=True), rank=10)
    for ago in WOKEN:
        script.at(ago, lambda at: _pass(stage, at), rank=10)


def _accept(stage: Stage, at: Moment, *, monthly: bool) -> None:
    actor = stage.actor(SECRETARY, at.today)
    marks = {
        one.mark
        for one in accepting.proposed(actor, at=at)
        if (one.proposal.choice.pattern is Pattern.MONTHLY) is monthly and one.proposal.key not in OFFERED
    }
    accepting.accept(actor, marks, at=at)


def _pass(stage: Stage, at: Moment) -> None:
    """Note what was fulfilled without being asked, then ask for the rest, as the job does."""
    for row in read_rows():
        _fulfil(stage, row, at)
    institution_id = scope_of(db.session())
    assert institution_id is not None
    for duty_id in asking.due_today(at=at):
        asking.wake(Clockwork(institution_id), duty_id, at=at, translate=gettext)
    for initiative_id in renewing.due_today(at=at):
        renewing.ask(Clockwork(institution_id), initiative_id, at=at, translate=gettext)


def _fulfil(stage: Stage, row: DutyRow, at: Moment) -> None:
    actor = stage.actor(SECRETARY, at.today)
    pieces = proofs(row.initiative_id, actor)
    if not pieces or row.title in UNPROVED:
        return
    for line in dates(row, at=at):
        done = line.due_on <= at.today + (AHEAD if row.initiative in PROMPT else timedelta())
        if done and line.task_id is None and line.evidence_id is None:
            writing.fulfil(actor, row.id, line.fell_on, pieces[0].id, at=at)
