"""What the authority is asked to decide: pure, from whose turn it is and what kind of document it is about.

===============================================  ============  ===============================================
what waits                                       asked of      deed
===============================================  ============  ===============================================
nobody has to act                                —             none
a question that was put already, not late        —             none: it waits for its answer
a review, a validation, time, the evaluation     Secretaría    an account
a requirement that no unit answers for           Secretaría    an account
a late task, or a remark without remedy          its unit      an account in the task's conversation
a late task with a question that nobody answers  its unit      an instruction with a new day
anything else                                    its unit      an instruction; with the day of the open task
===============================================  ============  ===============================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from sello.core.labels import N_, LabelledEnum
from sello.evidence.domain.details import EvidenceType
from sello.level.status import Status
from sello.level.status import Turn as StatusTurn
from sello.tasks.domain.turn import Reason, Turn, Whose

MOST = 3


class Deed(LabelledEnum):
    """What the button of a decision does; its value stands in addresses."""

    INSTRUCT = "instruir", N_("Instruir")
    ACCOUNT = "pedir-cuenta", N_("Pedir cuenta")


class Why(Enum):
    """Why something comes before the authority, the gravest first."""

    FALL = "without it the level falls"
    MANDATORY = "it is mandatory for the level that is sought"
    LATE = "the unit with most late tasks"
    ENDING = "its evidence ended, or will soon"
    REMARK = "a remark waits for its remedy"
    NO_DAY = "no day was set for the evaluation"


class Side(Enum):
    """Of whom it is asked."""

    UNIT = "unit"
    SECRETARIAT = "secretariat"


@dataclass(frozen=True, slots=True)
class Office:
    """A unit by its name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement: its name, who answers for it, and where the work on it stands."""

    id: int
    code: str
    title: str
    status: Status
    unit: Office | None


@dataclass(frozen=True, slots=True)
class Thread:
    """An open task: what was asked of which unit until when, and whose turn it is."""

    id: int
    title: str
    unit: Office
    due_on: date
    now: Whose
    question: bool = False
    """Whether a question in it waits for an answer, be it what gives the turn or not."""
    instructed: bool = False
    """Whether the authority instructed it already."""


@dataclass(frozen=True, slots=True)
class Ending:
    """The piece of evidence whose end makes it a matter."""

    title: str
    kind: EvidenceType
    valid_until: date


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that may need the authority."""

    why: Why
    asked: Asked | None = None
    thread: Thread | None = None
    ending: Ending | None = None
    late: int = 0
    """How many late tasks its unit has."""
    falls: str = ""
    """What happens to the level, and on which day, where it falls."""
    falls_on: date | None = None

    @property
    def key(self) -> str:
        """What the matter is called in an address; the same as long as it is about the same thing."""
        if self.asked is not None:
            return f"r{self.asked.id}"
        return f"t{self.thread.id}" if self.thread is not None else "evaluacion"


@dataclass(frozen=True, slots=True)
class Decision:
    """A matter with what is asked of whom."""

    matter: Matter
    deed: Deed
    side: Side
    unit: Office | None
    """The unit that is asked; None where it is the secretariat."""

    @property
    def mark(self) -> str:
        """All that the button promises, in one word, which a form brings back."""
        thread = self.matter.thread.id if self.matter.thread else 0
        unit = self.unit.id if self.unit else 0
        return f"{self.matter.key}.{self.deed.value}.{self.side.value}.{unit}.{thread}"


def decide(matter: Matter, *, today: date) -> Decision | None:
    """Say what is asked of whom; None where there is nothing to decide."""
    if _waits_for_nobody(matter) or _was_put_already(matter, today):
        return None
    unit = _unit_in_turn(matter)
    if unit is None:
        return Decision(matter, Deed.ACCOUNT, Side.SECRETARIAT, None)
    return Decision(matter, _deed(matter, today), Side.UNIT, unit)


def decisions(matters: Iterable[Matter], *, today: date) -> Iterator[Decision]:
    """Every decision there is, the gravest first; each requirement and each task once."""
    seen: set[str] = set()
    for matter in sorted(matters, key=lambda each: list(Why).index(each.why)):
        things = {matter.key} | ({f"t{matter.thread.id}"} if matter.thread else set())
        decision = None if things & seen else decide(matter, today=today)
        if decision is not None:
            seen |= things
            yield decision


def _waits_for_nobody(matter: Matter) -> bool:
    """What stands today is a matter all the same if the level falls with it on a day that is known."""
    settled = matter.asked is not None and matter.asked.status.turn is StatusTurn.NOBODY
    return settled and matter.thread is None and matter.why is not Why.FALL


def _was_put_already(matter: Matter, today: date) -> bool:
    """A question that waits is not put again; nor an instruction whose day has not passed."""
    thread = matter.thread
    if thread is None or not (thread.question or thread.instructed):
        return False
    return not (_is_late(thread, today) and thread.now.turn is Turn.UNIT)


def _unit_in_turn(matter: Matter) -> Office | None:
    """The unit whose turn it is by requirement and task alike; what waits for the secretariat is not hers."""
    asked, thread = matter.asked, matter.thread
    if asked is not None and asked.status.turn is StatusTurn.SECRETARIAT:
        return None
    if thread is not None:
        return thread.unit if thread.now.turn is Turn.UNIT else None
    return asked.unit if asked is not None else None


def _deed(matter: Matter, today: date) -> Deed:
    thread = matter.thread
    if thread is None or thread.question:
        return Deed.INSTRUCT
    overdue = _is_late(thread, today)
    returned = matter.why is Why.REMARK or thread.now.reason is Reason.RETURNED
    return Deed.ACCOUNT if overdue or returned else Deed.INSTRUCT


def _is_late(thread: Thread, today: date) -> bool:
    return thread.due_on < today and thread.now.turn is Turn.UNIT
