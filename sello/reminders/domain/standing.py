"""Whether what was done is still so: nobody is told of a question that was answered meanwhile."""

from __future__ import annotations

from collections.abc import Mapping

from sello.core.trail.acts import Act
from sello.evidence.domain.review import EvidenceState
from sello.tasks.domain.states import OPEN_STATES, TaskState

STATES: Mapping[Act, frozenset[EvidenceState | TaskState]] = {
    Act.EVIDENCE_SUBMITTED: frozenset({EvidenceState.SUBMITTED}),
    Act.EVIDENCE_CORRECTED: frozenset({EvidenceState.SUBMITTED}),
    Act.EVIDENCE_ACCEPTED: frozenset({EvidenceState.ACCEPTED}),
    Act.EVIDENCE_RETURNED: frozenset({EvidenceState.RETURNED}),
    Act.EVIDENCE_RELEASED: frozenset({EvidenceState.ACCEPTED}),
    Act.TASK_DELIVERED: frozenset({TaskState.DELIVERED}),
    Act.TASK_ACCEPTED: frozenset({TaskState.CLOSED}),
    Act.TASK_CANCELLED: frozenset({TaskState.CLOSED}),
    Act.TASK_RETURNED: frozenset({TaskState.RETURNED}),
}
"""The states in which an act is still news; every other act of a task is while the task is open."""

UNTIL_ANSWERED = frozenset({Act.TASK_ASKED, Act.TASK_TIME_ASKED})
"""Acts that are news while nobody answered."""

ALWAYS = frozenset(
    {
        Act.EVIDENCE_CLASS_PROPOSED,
        Act.EVIDENCE_SESSION_ASKED,
        Act.TASK_ANSWERED,
        Act.TASK_COMMENTED,
    }
)
"""What was said stays said, even if the task was closed since."""


def stands(
    act: Act,
    state: EvidenceState | TaskState,
    *,
    answered: bool = False,
    released: bool = False,
    awaits: bool = False,
) -> bool:
    """Whether an act on a piece or a task is still so, by the state that the thing is in now."""
    if act in UNTIL_ANSWERED and answered:
        return False
    if act is Act.TASK_LET_GO and awaits:
        return False
    if act is Act.EVIDENCE_RELEASED and not released:
        return False
    return act in ALWAYS or state in STATES.get(act, OPEN_STATES)
