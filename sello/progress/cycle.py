"""A cycle's own page: its dates, how far each stage is, its level today, its cuts."""

from collections.abc import Mapping
from dataclasses import dataclass

from sello.accounts.domain.actor import Visibility
from sello.core.moment import Moment
from sello.core.paging import Page
from sello.cycles.domain.stages import Stage, StageState, current_stage
from sello.cycles.queries.cuts import CutRef, earliest, refs
from sello.cycles.queries.cycles import CycleRow, find, is_copy, stages
from sello.level.assessment import Assessment
from sello.level.state import Reading
from sello.progress.standing import standing_today


@dataclass(frozen=True)
class CyclePage:
    """All that the page shows; its parts have the names that the page uses."""

    cycle: CycleRow
    stages: tuple[tuple[Stage, StageState], ...]
    current: Stage | None
    assessments: Mapping[Reading, Assessment]
    cuts: Page[CutRef]
    first_cut: int | None
    """From which one compares."""
    copied: bool


def cycle_page(
    cycle_id: int, visibility: Visibility, *, number: int = 1, size: int = 50, at: Moment
) -> CyclePage:
    """A cycle as it stands today, with a page of its cuts (seven statements at most).

    Raises NotFound for one that is not shown.
    """
    cycle = find(cycle_id, visibility)
    planned, made = stages(cycle.id), refs(cycle.id, number=number, size=size)
    return CyclePage(
        cycle=cycle,
        stages=tuple((stage, stage.state(at.today)) for stage in planned),
        current=current_stage(planned, at.today),
        assessments=standing_today(cycle, at=at).assessments(at.today),
        cuts=made,
        first_cut=earliest(cycle.id, made),
        copied=is_copy(cycle.id),
    )
