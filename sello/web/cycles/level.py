"""The level: three readings side by side, the arithmetic of one opened, as of a day, and what comes."""

from datetime import date

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action
from sello.cycles.domain.stages import validity_of
from sello.cycles.queries.cycles import CycleRow
from sello.level.explain import (
    Explanation,
    Line,
    disagreements,
    explain,
    gap,
    why,
)
from sello.level.state import Reading
from sello.level.timeline import TurningPoint
from sello.progress.checklist import visible_rows
from sello.progress.standing import Standing, standing
from sello.web.cycles import bp
from sello.web.cycles.asked import NoCycleYet, asked_cycle, asked_day
from sello.web.guard import current_actor, permits
from sello.web.moment import moment

READINGS = {reading.value: reading for reading in Reading}


@bp.get("/nivel")
@permits(Action.CYCLE_VIEW)
def level() -> ResponseReturnValue:
    """Show the level of a cycle with its arithmetic opened."""
    actor = current_actor()
    cycle = asked_cycle()
    if cycle is None:
        return render_template("cycles/no_cycle.html", text=NoCycleYet.message)
    as_of = asked_day()
    reading = READINGS.get(request.args.get("lectura", ""), Reading.VALIDATED)
    where = standing(cycle, actor.visibility, at=moment())
    assessments = where.assessments(as_of)
    opened = explain(assessments[reading])
    seen = {row.code: row for row in visible_rows(where.answers, actor.visibility)}
    return render_template(
        "cycles/level.html",
        cycle=cycle,
        as_of=as_of,
        today=moment().today,
        reading=reading,
        assessments=assessments,
        opened=opened,
        target=gap(assessments[reading], cycle.target_level),
        lists=_lists(opened, set(seen)),
        hidden=len(where.answers) - len(seen),
        rows={row.code: row for row in where.answers},
        seen=seen,
        dimensions=_dimensions(cycle, opened),
        differing=[item for item in disagreements(assessments) if item.code in seen],
        moments=_moments(where, cycle, as_of),
        why=why,
        here=lambda **changes: _here(cycle, reading, as_of, **changes),
    )


def _lists(opened: Explanation, seen: set[str]) -> list[tuple[str, list[Line]]]:
    """The three lists of the arithmetic, without the requirements that the reader may not see."""
    parts = (("counted", opened.counted), ("not_counted", opened.not_counted), ("left_out", opened.left_out))
    return [(name, [line for line in lines if line.code in seen]) for name, lines in parts]


def _dimensions(cycle: CycleRow, opened: Explanation) -> list[tuple[str, str, object]]:
    known = cycle.known
    return [
        (code, known.dimensions[code].text().title, score)
        for code, score in opened.assessment.dimensions.items()
    ]


def _moments(where: Standing, cycle: CycleRow, as_of: date) -> tuple[TurningPoint, ...]:
    """What comes in the validated reading until the end of the validity (three years while unknown)."""
    end = cycle.valid_until or validity_of(cycle.evaluation_on or as_of)
    return where.timeline(Reading.VALIDATED, as_of, max(end, as_of))


def _here(cycle: CycleRow, reading: Reading, as_of: date, **changes: object) -> str:
    values: dict[str, object] = {
        "lectura": reading.value,
        "al": as_of.isoformat(),
        "ciclo": None if cycle.is_current else cycle.id,
    }
    return url_for("cycles.level", **(values | changes))  # type: ignore[arg-type] # query values
