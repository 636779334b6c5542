"""A cycle on an edition with work hanging on it, and a later edition to take."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from sello.catalogue.domain.rules import ScaleKind
from sello.catalogue.domain.texts import Edition
from sello.catalogue.queries.editions import requirement_ids
from sello.catalogue.service.editions import load_edition
from sello.core.db import db
from sello.cycles.models import Answer
from sello.cycles.queries.cycles import CycleRow
from sello.planning.models import Effort
from sello.register.domain import InitiativeKind
from sello.register.models import Initiative, InitiativeRequirement
from tests.builders import NOW, Town
from tests.cycles import builders as cycles
from tests.tasks import cast

GONE, KEPT, NEW = "2.1.3", "1.1.1", "2.1.4"
"""A requirement that only the earlier edition has, one that both have, one that only the later has."""


@dataclass(frozen=True)
class Scene:
    """The ids of what the tests look at."""

    cycle: CycleRow
    after_id: int
    old: dict[str, int]
    new: dict[str, int]
    evidence: int
    task: int
    initiative: int


def editions() -> tuple[Edition, Edition]:
    """A graded edition of six and a yes-or-no one in which 2.1.3 became 2.1.4."""
    before = cycles.edition(6, kind=ScaleKind.GRADED)
    after = cycles.edition(6, version="2")
    first, second = after.dimensions
    (standard,) = second.standards
    last = standard.requirements[-1]
    renamed = replace(last, rule=replace(last.rule, code=NEW))
    changed = replace(standard, requirements=(*standard.requirements[:-1], renamed))
    return before, replace(after, dimensions=(first, replace(second, standards=(changed,))))


def scene(town: Town) -> Scene:
    """Answers, evidence, a task, an effort and an initiative on 1.1.1, and an answer on 2.1.3."""
    secretary = town.people.secretary.actor()
    before, after = editions()
    cycle = cycles.cycle(secretary, before)
    after_id = load_edition(after, secretary, now=NOW).edition_id
    old = requirement_ids(cycle.edition_id)
    for code, grade in ((KEPT, "achieved"), ("1.1.2", "partial"), (GONE, "achieved")):
        row = answer(cycle.id, old[code])
        row.declared, row.validated, row.validated_at, row.narrative = grade, grade, NOW, f"De {code}"
    initiative = Initiative(name="Plan", kind=next(iter(InitiativeKind)), created_at=NOW)
    db.session.add(initiative)
    db.session.flush()
    db.session.add(InitiativeRequirement(initiative_id=initiative.id, requirement_id=old[KEPT]))
    db.session.add(Effort(cycle_id=cycle.id, requirement_id=old[KEPT], hours=9))
    task = cast.ask(
        secretary, town.units.personas, cycle_id=cycle.id, requirement_ids=(old[KEPT],), title="Enviar"
    )
    evidence = cycles.evidence(cycle, old[KEPT], town.units.personas)
    db.session.commit()
    return Scene(cycle, after_id, old, requirement_ids(after_id), evidence, task, initiative.id)


def answer(cycle_id: int, requirement_id: int) -> Answer | None:
    """The answer to a requirement in a cycle."""
    return db.session.scalar(
        select(Answer).where(Answer.cycle_id == cycle_id, Answer.requirement_id == requirement_id)
    )
