"""The filters of tasks as the URL bears them; what makes no sense is left out, never an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from sello.core.labels import N_
from sello.core.ordering import Order, read_order
from sello.tasks.domain.due import QueueGroup
from sello.tasks.domain.states import OPEN_STATES, TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.queries.lists import TaskFilter
from sello.tasks.queries.options import UnitOption, meant_by
from sello.tasks.queries.orders import COLUMNS, USUAL
from sello.web.request_values import read_id

OPEN, EVERY = "abiertas", "todas"

STATES: dict[str, tuple[str, frozenset[TaskState]]] = {
    OPEN: (N_("Abiertas"), OPEN_STATES),
    "cerrada": (TaskState.CLOSED.label, frozenset({TaskState.CLOSED})),
    EVERY: (N_("Todas"), frozenset(TaskState)),
}
TURNS: dict[str, Turn] = {
    "unidad": Turn.UNIT,
    "secretaria": Turn.SECRETARIAT,
    "evaluacion": Turn.EVALUATION,
    "otra": Turn.ANOTHER,
}
GROUPS = {group.value: group for group in QueueGroup}
"""What an open task waits for, as the address says it: the same parts that queue and dashboard count."""

TURN_SLUGS = {turn: slug for slug, turn in TURNS.items()}


@dataclass(frozen=True)
class FilterArgs:
    """What the URL asks for, as it is written back into links and fields."""

    text: str = ""
    state: str = OPEN
    unit_id: int | None = None
    alone: bool = False
    """The unit without those that hang from it."""
    person_id: int | None = None
    requirement_id: int | None = None
    turn: str = ""
    group: str = ""
    page: int = 1
    order: Order = USUAL

    @property
    def narrowed(self) -> bool:
        """Whether anything but the open tasks was asked for."""
        return replace(self, page=1, order=USUAL) != FilterArgs()

    def query(self, **changes: object) -> str:
        """The URL's query for these filters with some changed; their defaults are left out."""
        asked = replace(self, **changes)  # type: ignore[arg-type]  # names of its own fields
        pairs = {
            "q": asked.text,
            "estado": "" if asked.state == OPEN else asked.state,
            "unidad": asked.unit_id,
            "sola": 1 if asked.alone else "",
            "persona": asked.person_id,
            "requerimiento": asked.requirement_id,
            "turno": asked.turn,
            "espera": asked.group,
            "orden": "" if asked.order == USUAL else asked.order,
            "pagina": "" if asked.page <= 1 else asked.page,
        }
        return urlencode({name: value for name, value in pairs.items() if value})


def read(args: Mapping[str, str]) -> FilterArgs:
    """What a URL asks for."""
    state = args.get("estado", OPEN)
    turn, group = args.get("turno", ""), args.get("espera", "")
    return FilterArgs(
        text=args.get("q", "").strip()[:100],
        state=state if state in STATES else OPEN,
        unit_id=read_id(args.get("unidad")),
        alone="sola" in args and read_id(args.get("unidad")) is not None,
        person_id=read_id(args.get("persona")),
        requirement_id=read_id(args.get("requerimiento")),
        turn=turn if turn in TURNS else "",
        group=group if group in GROUPS else "",
        page=read_id(args.get("pagina")) or 1,
        order=read_order(args.get("orden"), COLUMNS, USUAL),
    )


def chosen(
    asked: FilterArgs,
    units: Sequence[UnitOption],
    *,
    due_from: date | None = None,
    due_until: date | None = None,
) -> TaskFilter:
    """The filter that the URL means."""
    return TaskFilter(
        unit_ids=meant_by(units, asked.unit_id, alone=asked.alone),
        states=STATES[asked.state][1],
        turn=TURNS.get(asked.turn),
        group=GROUPS.get(asked.group),
        requirement_id=asked.requirement_id,
        person_id=asked.person_id,
        text=asked.text,
        due_from=due_from,
        due_until=due_until,
    )
