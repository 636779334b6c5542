"""Judging many pieces as one act: each as on the desk, all of them or none, taken back as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from sello.accounts.domain.actor import Actor
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.core.trail.acts import Act
from sello.core.undo import undoable
from sello.evidence.domain.review import Part
from sello.evidence.service.loading import for_writing
from sello.progress import service
from sello.progress.carried import Carried
from sello.progress.carrying import with_acceptances
from sello.tasks.service.loading import hold_tasks_of


class NothingToJudge(Refusal):
    """None of what was marked waits for a review."""

    message = N_("Ninguna de las evidencias marcadas espera revisión. No cambió nada.")


@dataclass(frozen=True, slots=True)
class Judged:
    """How many pieces were judged, what went along, and by which id it can be taken back."""

    count: int
    carried: Carried
    undo_id: int | None


def together(each: Iterable[Carried]) -> Carried:
    """What several judgements carry, each thing once."""
    found = tuple(each)
    return Carried(
        tuple({task.id: task for one in found for task in one.tasks}.values()),
        tuple({(a.cycle_id, a.requirement_id): a for one in found for a in one.answers}.values()),
    )


def accept(actor: Actor, seen: Mapping[int, int], *, shown: str | None = None, at: Moment) -> Judged:
    """Accept pieces as a preview showed them (their versions by id), with what each carries.

    `shown` is what the preview said of all of them together. Raises NothingToJudge, and refuses as
    `progress.service.accept` does.
    """
    _hold(actor, seen)
    together(with_acceptances(seen, at=at).values()).refuse_unless_shown(shown)
    with undoable(actor, Act.EVIDENCE_ACCEPTED, now=at.now) as done:
        outcomes = [
            service.accept(actor, evidence_id, version=version, at=at)
            for evidence_id, version in sorted(seen.items())
        ]
    return Judged(len(seen), together(each.carried for each in outcomes), done.id)


def give_back(actor: Actor, seen: Mapping[int, int], *, remark: str, parts: Set[Part], at: Moment) -> Judged:
    """Return pieces with one remark, which each of their units reads; otherwise as `accept`."""
    _hold(actor, seen)
    with undoable(actor, Act.EVIDENCE_RETURNED, now=at.now) as done:
        outcomes = [
            service.give_back(actor, evidence_id, version=version, remark=remark, parts=parts, at=at)
            for evidence_id, version in sorted(seen.items())
        ]
    return Judged(len(seen), together(each.carried for each in outcomes), done.id)


def _hold(actor: Actor, seen: Mapping[int, int]) -> None:
    """Hold all pieces, then their tasks, then the answers: in the order of every act, nobody gets stuck."""
    if not seen:
        raise NothingToJudge
    for evidence_id, version in sorted(seen.items()):
        for_writing(evidence_id, actor.visibility, version=version)
    hold_tasks_of(seen)
    service.hold_answers(seen)
