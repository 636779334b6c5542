"""What stands around a piece on the review desk: the criterion, ready remarks, what a decision carries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, union_all

from sello.catalogue.queries.asked import Asked, asked
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.rows import rows_as
from sello.cycles.models import Cycle
from sello.evidence.domain.ready import MISSING, Tick, joined, lacking, ticked
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import EvidenceLink
from sello.evidence.queries import desk as queue
from sello.evidence.queries.desk import ALL, Only, Waiting
from sello.evidence.queries.piece import LinkLine, Piece
from sello.evidence.queries.ready import ReadyRow, every, ready_for
from sello.progress.carried import NOTHING, Carried
from sello.progress.carrying import with_acceptance, with_return
from sello.tasks.domain.states import OPEN_STATES, TaskKind
from sello.tasks.models import Task, TaskAbout, TaskEvidence
from sello.tasks.queries.turns import QUESTION


@dataclass(frozen=True, slots=True)
class Thread:
    """An open conversation around a piece."""

    id: int
    title: str
    kind: TaskKind
    asked: bool
    """Whether a question waits for its answer in it."""


@dataclass(frozen=True)
class Desk:
    """A piece on the desk, with all that is decided by; the secretariat sees everything."""

    piece: Piece
    waiting: tuple[Waiting, ...]
    size: int
    accepting: Carried
    returning: Carried
    asked: tuple[Asked, ...]
    ready: tuple[ReadyRow, ...]
    threads: tuple[Thread, ...]
    """The open conversations that it was handed in for, and the questions about it."""

    @property
    def tasks(self) -> tuple[Thread, ...]:
        """The tasks that it was handed in for, in whose conversation something can be asked."""
        return tuple(each for each in self.threads if each.kind is TaskKind.WORK and not each.asked)

    @property
    def questions(self) -> tuple[Thread, ...]:
        """What was asked about it where no task was open, and waits."""
        return tuple(each for each in self.threads if each.kind is TaskKind.QUERY)

    @property
    def asks_alone(self) -> bool:
        """Whether a question would begin a conversation of its own."""
        return not self.threads

    @property
    def ticks(self) -> Mapping[str, Tick]:
        """The means of verification, by the word that a form says of each."""
        return ticks_of(self.asked)


def desk(piece: Piece, only: Only = ALL, *, at: Moment) -> Desk:
    """Read what stands around a piece (a constant number of statements)."""
    state, evidence_id = piece.row.state, piece.row.id
    waiting = queue.queue(only)
    accepting = with_acceptance(evidence_id, at=at) if state is EvidenceState.SUBMITTED else NOTHING
    returning = with_return(evidence_id, at=at) if state is EvidenceState.ACCEPTED else NOTHING
    return Desk(
        piece=piece,
        waiting=waiting,
        size=queue.queue_size(only) if len(waiting) == queue.SHOWN else len(waiting),
        accepting=accepting,
        returning=returning,
        asked=criterion(piece.links),
        ready=ready_for(piece.details.type),
        threads=threads(evidence_id),
    )


def criterion(links: Sequence[LinkLine]) -> tuple[Asked, ...]:
    """What the requirements ask that a piece serves, in its latest cycle (one statement)."""
    return asked(link.requirement_id for link in links if link.cycle_id == links[0].cycle_id)


def ticks_of(requirements: Sequence[Asked]) -> dict[str, Tick]:
    """The means of verification of requirements, each by a word of its own."""
    return {
        f"{one.id}-{place}": Tick(one.code, source)
        for one in requirements
        for place, source in enumerate(one.sources)
    }


def seen_fulfilled(evidence_id: int, met: Collection[str]) -> tuple[Tick, ...]:
    """The means of verification of a piece that a form ticked (two statements)."""
    return ticked(_ticks(evidence_id), met)


def remark(
    evidence_id: int, typed: str, *, ready: Collection[int], met: Collection[str], say_missing: bool
) -> str:
    """What the unit reads: what was written, what was chosen, and if wished what was not ticked."""
    chosen = [row.text for row in every() if row.id in ready] if ready else []
    missing = lacking(_ticks(evidence_id), met) if say_missing else ()
    said = MISSING % {"what": "; ".join(each.source for each in missing)} if missing else ""
    return joined(typed, chosen, said)


def _ticks(evidence_id: int) -> dict[str, Tick]:
    """What the desk of a piece offers to be ticked."""
    links = (
        select(EvidenceLink.cycle_id, EvidenceLink.requirement_id)
        .join(Cycle, Cycle.id == EvidenceLink.cycle_id)
        .where(EvidenceLink.evidence_id == evidence_id)
        .order_by(Cycle.is_current.desc(), Cycle.id.desc())
    )
    found = db.session.execute(links).all()
    return ticks_of(asked(row.requirement_id for row in found if row.cycle_id == found[0].cycle_id))


def threads(evidence_id: int) -> tuple[Thread, ...]:
    """The open conversations around a piece, the first one made first (one statement)."""
    held = select(TaskEvidence.task_id).where(TaskEvidence.evidence_id == evidence_id)
    about = select(TaskAbout.task_id).where(TaskAbout.evidence_id == evidence_id)
    statement = (
        select(Task.id, Task.title, Task.kind, QUESTION.label("asked"))
        .where(Task.id.in_(union_all(held, about)), Task.state.in_(sorted(OPEN_STATES)))
        .order_by(Task.id)
    )
    return rows_as(Thread, db.session.execute(statement))
