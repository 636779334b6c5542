"""What stretches of days hold beside tasks: ends of evidence and initiatives, duties, stages, evaluations."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from sello.accounts.domain.actor import Visibility
from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.core.moment import Moment
from sello.cycles.queries.cuts import between
from sello.cycles.queries.cycles import CycleRow, current, stages
from sello.duties.domain.duties import DateState
from sello.duties.models import Duty
from sello.duties.queries.rows import dates_of, read_rows, visible
from sello.evidence.queries.by_cycle import ending_between
from sello.level.phrase import Phrase
from sello.register.domain import Precision, Validity, light
from sello.register.queries import lists as initiatives


class MarkKind(LabelledEnum):
    """What stands in a calendar; its values stand in addresses."""

    TASK = "tareas", N_("Tareas")
    DUTY = "obligaciones", N_("Obligaciones")
    EXPIRY = "vencimientos", N_("Vencimientos de evidencia")
    TERM = "terminos", N_("Términos de iniciativas")
    STAGE = "etapas", N_("Etapas")
    CUT = "cortes", N_("Cortes")
    EVALUATION = "evaluacion", N_("Evaluación y vigencia")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happens on a day: whose it is (None: the whole institution's), and where it is told."""

    on: date
    kind: MarkKind
    title: Phrase
    unit_name: str | None
    status: str
    light: Light
    about: int
    """The row of the piece, the duty, the initiative or the cycle that it tells of."""
    key: str = ""
    """What tells it from other marks of its kind and row; the same wherever it is moved."""
    restricted: bool = False
    """Whether its title names a piece whose name stays inside."""


def marks(
    visibility: Visibility,
    unit_ids: frozenset[int] | None,
    kinds: Collection[MarkKind],
    *,
    first: date,
    last: date,
    at: Moment,
) -> tuple[Mark, ...]:
    """What happens between two days beside tasks, of some units or of all (at most nine statements).

    What the whole institution goes through is told to everybody.
    """
    found: list[Mark] = []
    if MarkKind.EXPIRY in kinds:
        found += _expiries(visibility, unit_ids, first, last, at.today)
    if MarkKind.DUTY in kinds:
        found += _duties(visibility, unit_ids, first, last, at)
    if MarkKind.TERM in kinds:
        found += _terms(visibility, unit_ids, first, last, at.today)
    cycle = current(visibility)
    if cycle is not None:
        own = (*_stages(cycle), *_cuts(cycle, first, last), *_evaluation(cycle))
        found += (mark for mark in own if mark.kind in kinds and first <= mark.on <= last)
    return tuple(sorted(found, key=lambda mark: (mark.on, list(MarkKind).index(mark.kind), str(mark.title))))


ENDS, ENDED = N_("Vence"), N_("Venció")
STOPS, STOPPED = N_("Termina"), N_("Terminó")
HAPPENS = N_("Ciclo")


def _expiries(
    visibility: Visibility, unit_ids: frozenset[int] | None, first: date, last: date, today: date
) -> Iterator[Mark]:
    for one in ending_between(first, last, visibility, unit_ids):
        over = one.valid_until < today
        word, light = (ENDED, Light.RED) if over else (ENDS, Light.AMBER)
        title = Phrase(N_("%(title)s"), {"title": one.title})
        yield Mark(
            one.valid_until,
            MarkKind.EXPIRY,
            title,
            one.unit_name,
            word,
            light,
            one.id,
            restricted=one.restricted,
        )


def _terms(
    visibility: Visibility, unit_ids: frozenset[int] | None, first: date, last: date, today: date
) -> Iterator[Mark]:
    """The last day of what ends; of a month or a year it is its last one, and the title says so."""
    for one in initiatives.ending_between(first, last, visibility, unit_ids):
        over = one.ends.last < today
        word = STOPPED if over else STOPS
        state = Validity.ENDED if over else Validity.ENDING
        whole = one.ends.precision is Precision.DAY
        template = N_("%(title)s") if whole else N_("%(title)s (%(until)s)")
        title = Phrase(template, {"title": one.name, "until": str(one.ends)})
        shade = light(one.kind, state)
        yield Mark(one.ends.last, MarkKind.TERM, title, one.unit_name, word, shade, one.id)


def _duties(
    visibility: Visibility, unit_ids: frozenset[int] | None, first: date, last: date, at: Moment
) -> Iterator[Mark]:
    """The dates of duties that have no task: those that have one are there as tasks."""
    where = [visible(visibility)]
    if unit_ids is not None:
        where.append(Duty.unit_id.in_(sorted(unit_ids)))
    duties = read_rows(*where)
    dates = dates_of(duties, first=first, last=last, at=at)
    for duty in duties:
        for line in dates[duty.id]:
            if line.task_id is None:
                title = Phrase(N_("%(title)s"), {"title": duty.title})
                state: DateState = line.state
                yield Mark(
                    line.due_on,
                    MarkKind.DUTY,
                    title,
                    duty.unit_name,
                    state.label,
                    state.light,
                    duty.id,
                    line.fell_on.isoformat(),
                )


def _stages(cycle: CycleRow) -> Iterator[Mark]:
    for stage in stages(cycle.id):
        kind, key, named = MarkKind.STAGE, stage.kind.value, {"stage": stage.kind.label}
        if stage.starts_on is not None:
            begins = Phrase(N_("Comienza la etapa: %(stage)s"), {**named})
            yield _of_cycle(cycle, stage.starts_on, kind, begins, f"{key}-starts")
        if stage.ends_on is not None:
            ends = Phrase(N_("Termina la etapa: %(stage)s"), {**named})
            yield _of_cycle(cycle, stage.ends_on, kind, ends, f"{key}-ends")


def _cuts(cycle: CycleRow, first: date, last: date) -> Iterator[Mark]:
    for cut in between(cycle.id, first, last):
        said = Phrase(N_("Corte: %(name)s"), {"name": cut.name})
        yield _of_cycle(cycle, cut.as_of, MarkKind.CUT, said, str(cut.id))


def _evaluation(cycle: CycleRow) -> Iterator[Mark]:
    kind, name = MarkKind.EVALUATION, cycle.name
    if cycle.evaluation_on is not None:
        said = Phrase(N_("Evaluación externa: %(name)s"), {"name": name})
        yield _of_cycle(cycle, cycle.evaluation_on, kind, said, "on")
    if cycle.valid_until is not None:
        said = Phrase(N_("Último día de vigencia: %(name)s"), {"name": name})
        yield _of_cycle(cycle, cycle.valid_until, kind, said, "until")


def _of_cycle(cycle: CycleRow, on: date, kind: MarkKind, said: Phrase, key: str) -> Mark:
    return Mark(on, kind, said, None, HAPPENS, Light.GREY, cycle.id, key)
