"""One requirement as its page tells it: what it asks, what was said, what backs it, and who acts next."""

from collections.abc import Mapping
from dataclasses import dataclass

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action, allows
from sello.catalogue.domain.rules import Level
from sello.catalogue.domain.texts import Requirement, RequirementText
from sello.core.moment import Moment
from sello.core.paging import Page
from sello.core.refusal import NotFound
from sello.core.trail.history import HistoryEvent
from sello.cycles.domain.words import event_phrase
from sello.cycles.queries.answers import AnswerRow
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.queries.requirement import (
    AnswerDetail,
    Neighbour,
    find_answer,
    history,
    neighbours,
)
from sello.evidence.queries.remarks import Remark, remarks_for_requirement
from sello.evidence.queries.requirement import PieceLine, of_requirement
from sello.level.outside import outside
from sello.level.phrase import Phrase
from sello.level.state import Reading, RequirementState
from sello.level.status import Status, status_of
from sello.level.verdict import Verdict, judge, left_out
from sello.level.why import why
from sello.progress.standing import standing
from sello.register.queries.lists import FeedingInitiative, for_requirement
from sello.tasks.queries.rows import TaskRow
from sello.tasks.queries.summaries import for_requirement as tasks_for_requirement


@dataclass(frozen=True)
class Opened:
    """A requirement as the reader may see it in a cycle."""

    actor: Actor
    cycle: CycleRow
    detail: AnswerDetail
    tasks: tuple[TaskRow, ...]

    @property
    def requirement_id(self) -> int:
        """The requirement's row."""
        return self.detail.row.requirement_id

    @property
    def asked(self) -> Requirement:
        """What the edition asks."""
        return self.cycle.known.requirements[self.detail.row.code]

    @property
    def edits(self) -> bool:
        """Whether the reader may answer: her unit owns it (or she is the secretariat)."""
        own = self.actor.visibility.sees_unit(self.detail.row.unit_id)
        return own and allows(self.actor, Action.ANSWER_EDIT)


@dataclass(frozen=True)
class RequirementPage:
    """All that the page shows, as the reader may see it; its parts have the names that the page uses."""

    opened: Opened
    cycle: CycleRow
    detail: AnswerDetail
    row: AnswerRow
    tasks: tuple[TaskRow, ...]
    asked: Requirement
    text: RequirementText
    dimension: str
    standard: str
    mandatory: tuple[Level, ...]
    verdicts: Mapping[Reading, Phrase]
    status: Status | None
    """Where the town's own work stands; nobody outside is told."""
    before: Neighbour | None
    after: Neighbour | None
    pieces: tuple[PieceLine, ...]
    sight: Page[PieceLine]
    """These pieces as a page of all that the reader may know of."""
    unseen: int
    """How many pieces it has that the reader may not know of."""
    remarks: tuple[Remark, ...]
    initiatives: tuple[FeedingInitiative, ...]
    events: tuple[tuple[HistoryEvent, Phrase], ...]


def opened(actor: Actor, requirement_id: int, cycle_id: int | None, *, at: Moment) -> Opened:
    """Find what the reader may see: what her units own, and what she has a task for. Raises NotFound.

    Without a cycle it is the current one. Two statements, one for a reader who sees no tasks.
    """
    also = frozenset() if actor.visibility.units is None else frozenset({requirement_id})
    cycle, detail = find_answer(requirement_id, cycle_id, actor.visibility, also)
    tasks = (
        tasks_for_requirement(
            cycle.id,
            requirement_id,
            actor.visibility,
            at=at,
            person_id=actor.person_id,
        )
        if allows(actor, Action.TASK_VIEW)
        else ()
    )
    if not tasks and not actor.visibility.sees_unit(detail.row.unit_id):
        raise NotFound
    return Opened(actor, cycle, detail, tasks)


def page(opened: Opened, *, number: int | None = None, at: Moment) -> RequirementPage:
    """Read and judge what an opened requirement's page shows as of today (at most nine statements).

    Its newest pieces are in sight, or with a ``number`` that page of all of them.
    """
    actor, cycle, row, asked = opened.actor, opened.cycle, opened.detail.row, opened.asked
    known = cycle.known
    found = of_requirement(cycle.id, row.requirement_id, actor.visibility, number=number, at=at)
    state = row.state(at, found.facts)
    verdicts = _verdicts(cycle, state, at)
    from_outside = actor.visibility.released_only
    told = {reading: outside(verdict) if from_outside else verdict for reading, verdict in verdicts.items()}
    before, after = neighbours(cycle, opened.detail.position, actor.visibility)
    return RequirementPage(
        opened=opened,
        cycle=cycle,
        detail=opened.detail,
        row=row,
        tasks=opened.tasks,
        asked=asked,
        text=asked.text(),
        dimension=known.dimensions[asked.rule.dimension].text().title,
        standard=known.standards[asked.rule.standard].text().title,
        mandatory=tuple(level for level in known.edition.levels if level.code in asked.rule.mandatory_for),
        verdicts={reading: why(verdict, at.today) for reading, verdict in told.items()},
        status=None if from_outside else status_of(state, verdicts[Reading.VALIDATED], at.today),
        before=before,
        after=after,
        pieces=found.pieces.rows,
        sight=found.pieces,
        unseen=0 if from_outside else found.unseen,
        remarks=_remarks(opened) if found.pieces.total else (),
        initiatives=_initiatives(opened),
        events=_events(opened),
    )


def _remarks(opened: Opened) -> tuple[Remark, ...]:
    return remarks_for_requirement(opened.cycle.id, opened.requirement_id, opened.actor.visibility)


def _initiatives(opened: Opened) -> tuple[FeedingInitiative, ...]:
    if not allows(opened.actor, Action.REGISTER_VIEW):
        return ()
    return for_requirement(opened.requirement_id, opened.actor.visibility)


def _verdicts(cycle: CycleRow, state: RequirementState, at: Moment) -> dict[Reading, Verdict]:
    """The three readings of one requirement; only a limit of what may not apply needs all the others."""
    rules, day = cycle.known.rules, at.today
    rule = cycle.known.requirements[state.code].rule
    limited = rules.scale.not_applicable.most is not None and state.not_applicable
    states = standing(cycle, at=at).states if limited else {state.code: state}
    return {
        reading: judge(
            rules, rule, state, reading, day, out=state.code in left_out(rules, states, reading, day)
        )
        for reading in Reading
    }


def _events(opened: Opened) -> tuple[tuple[HistoryEvent, Phrase], ...]:
    """The history in words; an external auditor reads decisions and evidence, not the town's own work."""
    if opened.actor.visibility.released_only:
        return ()
    scale = opened.cycle.known.rules.scale
    return tuple((event, event_phrase(event, scale)) for event in history(opened.detail.row.id))
