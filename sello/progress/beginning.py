"""How far an institution is from nothing to work: what was done of each step, told by what there is."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute

from sello.accounts.domain.actor import HAS_UNIT
from sello.accounts.models import Person, Signatory, Unit
from sello.accounts.queries.people import never_invited
from sello.accounts.queries.units import in_force
from sello.core.db import db
from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.core.rows import row_as
from sello.cycles.models import Answer, Cycle
from sello.evidence.models import Evidence
from sello.tasks.models import Task


class Step(LabelledEnum):
    """What is done before the work begins, in its order."""

    INSTITUTION = "institution", N_("La institución")
    UNITS = "units", N_("Las unidades")
    PEOPLE = "people", N_("Las personas")
    CYCLE = "cycle", N_("El ciclo")
    OWNERS = "owners", N_("Quién responde por cada requerimiento")
    REQUESTS = "requests", N_("Lo primero que se pide")


class StepState(LabelledEnum):
    """How far a step is."""

    DONE = "done", N_("Listo")
    BEGUN = "begun", N_("Empezado")
    OPEN = "open", N_("Por hacer")
    LATER = "later", N_("Espera a otro paso")

    @property
    def light(self) -> Light:
        """The light that goes with the word."""
        return LIGHTS[self]


LIGHTS = {
    StepState.DONE: Light.GREEN,
    StepState.BEGUN: Light.AMBER,
    StepState.OPEN: Light.AMBER,
    StepState.LATER: Light.GREY,
}


@dataclass(frozen=True, slots=True)
class Beginning:
    """What there is of each step, counted."""

    signers: int
    units: int
    people: int
    """Active accounts of those who work for a unit."""
    uninvited: int
    """Active accounts that were never sent the link with which they open."""
    requirements: int
    """Of the current cycle; 0 while there is none."""
    owned: int
    """How many of them some unit answers for."""
    tasks: int
    """Up to MANY."""
    pieces: int
    """1 where there are some."""

    def state(self, step: Step) -> StepState:
        """How far a step is."""
        match step:
            case Step.INSTITUTION:
                return _state(self.signers, done=self.signers > 0)
            case Step.UNITS:
                return _state(self.units, done=self.units > 0)
            case Step.PEOPLE:
                return _state(self.people, done=self.people > 0 and not self.uninvited, after=self.units)
            case Step.CYCLE:
                return _state(self.requirements, done=self.requirements > 0)
            case Step.OWNERS:
                done = self.owned == self.requirements
                return _state(self.owned, done=done, after=min(self.units, self.requirements))
            case Step.REQUESTS:
                return _state(self.tasks, done=self.tasks > 0, after=self.owned)

    @property
    def next(self) -> Step | None:
        """The first step on which something can be done now."""
        ready = {StepState.OPEN, StepState.BEGUN}
        return next((step for step in Step if self.state(step) in ready), None)

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(self.state(step) is StepState.DONE for step in Step)

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to lead to: all is done, or evidence comes in already."""
        return self.done == len(Step) or self.pieces > 0


def _state(there: int, *, done: bool, after: int = 1) -> StepState:
    if not after:
        return StepState.LATER
    if done:
        return StepState.DONE
    return StepState.BEGUN if there else StepState.OPEN


MANY = 1_000
"""Tasks that are counted; with so many nobody is at the beginning."""


def _up_to(most: int, ids: InstrumentedAttribute[int]) -> ScalarSelect[int]:
    """How many rows there are, without walking on once it is clear that there are some."""
    return select(func.count()).select_from(select(ids).limit(most).subquery()).scalar_subquery()


def beginning(today: date) -> Beginning:
    """How far the institution at work is (one statement)."""
    working = Person.active & Person.role.in_(sorted(HAS_UNIT))
    asked = select(func.count(Answer.id)).join(Cycle, Cycle.id == Answer.cycle_id).where(Cycle.is_current)
    statement = select(
        select(func.count(Signatory.id)).scalar_subquery().label("signers"),
        select(func.count(Unit.id)).where(in_force(today)).scalar_subquery().label("units"),
        select(func.count(Person.id)).where(working).scalar_subquery().label("people"),
        select(func.count(Person.id)).where(never_invited()).scalar_subquery().label("uninvited"),
        asked.scalar_subquery().label("requirements"),
        asked.where(Answer.unit_id.is_not(None)).scalar_subquery().label("owned"),
        _up_to(MANY, Task.id).label("tasks"),
        _up_to(1, Evidence.id).label("pieces"),
    )
    return row_as(Beginning, db.session.execute(statement).one())
