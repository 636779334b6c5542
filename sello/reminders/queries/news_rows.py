"""What is read of each thing that an act is told of."""

from sqlalchemy import select

from sello.accounts.models import Person, Unit
from sello.catalogue.models import Requirement
from sello.cycles.models import Answer, Cycle
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import blocked, released, secret
from sello.tasks.models import Task, TaskAsk
from sello.tasks.queries.turns import AWAITS

PEOPLE = select(
    Person.id,
    Person.name,
    Person.role,
    Person.unit_id,
    Person.substitute_id,
    Person.substitute_from,
    Person.substitute_until,
)
UNITS = select(Unit.id, Unit.name, Unit.parent_id, Unit.valid_until, Unit.successor_id)
PIECES = select(
    Evidence.id,
    Evidence.title,
    Evidence.unit_id,
    Evidence.state,
    Evidence.created_by,
    released().label("released"),
    secret().label("secret"),
    blocked().label("blocked"),
)
TASKS = select(
    Task.id,
    Task.title,
    Task.description,
    Task.unit_id,
    Task.person_id,
    Task.state,
    Task.due_on,
    Task.created_by,
    Task.closed_at,
    AWAITS.label("awaits"),
)
ASKS = select(
    TaskAsk.id,
    TaskAsk.task_id,
    TaskAsk.person_id,
    TaskAsk.asked_of,
    TaskAsk.text,
    TaskAsk.until,
    TaskAsk.answer,
    TaskAsk.granted,
    TaskAsk.answered_at,
)
ANSWERS = select(
    Answer.id,
    Answer.cycle_id,
    Answer.requirement_id,
    Answer.unit_id,
    Answer.external,
    Answer.external_note,
    Requirement.code,
    Requirement.title,
).join(Requirement, Requirement.id == Answer.requirement_id)
CYCLES = select(Cycle.id, Cycle.name, Cycle.released_at)
