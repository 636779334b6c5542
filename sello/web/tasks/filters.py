"""The filters of tasks as the URL bears them; what makes no sense is left out, never an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from sello.core.labels import N_
from sello.tasks.domain.due import end_of_week
from sello.tasks.domain.states import OPEN_STATES, UNIT_STATES, TaskState
from sello.tasks.queries.lists import TaskFilter
from sello.tasks.queries.options import UnitOption, branch_of
from sello.web.request_values import read_id

OPEN, EVERY = "abiertas", "todas"

STATES: dict[str, tuple[str, frozenset[TaskState]]] = {
    OPEN: (N_("Abiertas"), OPEN_STATES),
    "pendiente": (TaskState.PENDING.label, frozenset({TaskState.PENDING})),
    "en-curso": (TaskState.IN_PROGRESS.label, frozenset({TaskState.IN_PROGRESS})),
    "devuelta": (TaskState.RETURNED.label, frozenset({TaskState.RETURNED})),
    "entregada": (TaskState.DELIVERED.label, frozenset({TaskState.DELIVERED})),
    "cerrada": (TaskState.CLOSED.label, frozenset({TaskState.CLOSED})),
    EVERY: (N_("Todas"), frozenset(TaskState)),
}
SLUGS = {next(iter(states)): slug for slug, (_, states) in STATES.items() if len(states) == 1}


@dataclass(frozen=True)
class FilterArgs:
    """What the URL asks for, as it is written back into links and fields."""

    text: str = ""
    state: str = OPEN
    unit_id: int | None = None
    person_id: int | None = None
    requirement_id: int | None = None
    overdue: bool = False
    this_week: bool = False
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether anything but the open tasks was asked for."""
        return replace(self, page=1) != FilterArgs()

    def query(self, **changes: object) -> str:
        """The URL's query for these filters with some changed; their defaults are left out."""
        asked = replace(self, **changes)  # type: ignore[arg-type]  # names of its own fields
        pairs = {
            "q": asked.text,
            "estado": "" if asked.state == OPEN else asked.state,
            "unidad": asked.unit_id,
            "persona": asked.person_id,
            "requerimiento": asked.requirement_id,
            "atrasadas": "1" if asked.overdue else "",
            "semana": "1" if asked.this_week else "",
            "pagina": "" if asked.page <= 1 else asked.page,
        }
        return urlencode({name: value for name, value in pairs.items() if value})


def read(args: Mapping[str, str]) -> FilterArgs:
    """What a URL asks for."""
    state = args.get("estado", OPEN)
    return FilterArgs(
        text=args.get("q", "").strip()[:100],
        state=state if state in STATES else OPEN,
        unit_id=read_id(args.get("unidad")),
        person_id=read_id(args.get("persona")),
        requirement_id=read_id(args.get("requerimiento")),
        overdue=args.get("atrasadas") == "1",
        this_week=args.get("semana") == "1",
        page=read_id(args.get("pagina")) or 1,
    )


def chosen(
    asked: FilterArgs,
    units: Sequence[UnitOption],
    *,
    today: date,
    due_from: date | None = None,
    due_until: date | None = None,
) -> TaskFilter:
    """The filter that the URL means; a unit stands for everything that hangs from it."""
    states = STATES[asked.state][1]
    if asked.this_week:
        states &= UNIT_STATES
        due_from = max(today, due_from or today)
        due_until = min(end_of_week(today), due_until or date.max)
    return TaskFilter(
        unit_ids=None if asked.unit_id is None else branch_of(units, asked.unit_id),
        states=states,
        overdue=asked.overdue,
        requirement_id=asked.requirement_id,
        person_id=asked.person_id,
        text=asked.text,
        due_from=due_from,
        due_until=due_until,
    )
