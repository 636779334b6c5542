"""The level: three readings side by side, the arithmetic of one opened, as of a day, and what comes."""

from datetime import date

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action
from sello.cycles.domain.words import ahead, untold
from sello.cycles.queries.cycles import CycleRow
from sello.level.state import Reading
from sello.level.why import why
from sello.progress.level import level_page
from sello.web.cycles import bp
from sello.web.cycles.which_cycle import NoCycleYet, asked_cycle, asked_day
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.revisits import revisited

READINGS = {reading.value: reading for reading in Reading}


@bp.get("/nivel")
@permits(Action.CYCLE_VIEW)
@revisited
def level() -> ResponseReturnValue:
    """Show the level of a cycle with its arithmetic opened."""
    actor = current_actor()
    cycle = asked_cycle()
    if cycle is None:
        return render_template("cycles/no_cycle.html", text=NoCycleYet.message)
    as_of = asked_day()
    reading = READINGS.get(request.args.get("lectura", ""), Reading.VALIDATED)
    page = level_page(cycle, actor.visibility, reading, as_of=as_of, at=moment())
    return render_template(
        "cycles/level.html",
        **vars(page),
        today=moment().today,
        why=lambda verdict: why(verdict, moment().today),
        untold=untold,
        ahead=ahead,
        here=lambda **changes: _here(cycle, reading, as_of, **changes),
    )


def _here(cycle: CycleRow, reading: Reading, as_of: date, **changes: object) -> str:
    values: dict[str, object] = {
        "lectura": reading.value,
        "al": as_of.isoformat(),
        "ciclo": None if cycle.is_current else cycle.id,
    }
    return url_for("cycles.level", **(values | changes))  # type: ignore[arg-type] # query values
