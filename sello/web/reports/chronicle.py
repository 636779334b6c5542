"""The history of the institution: every act, narrowed by an address, and the same as a file."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.trail import chronicle as trail
from sello.core.trail.chronicle import Entry, Narrowing
from sello.core.trail.ledger import queries as ledger
from sello.reports.chronicle import queries
from sello.reports.chronicle.queries import NOUNS, Key
from sello.reports.chronicle.sheet import sheet
from sello.reports.lists import MOST, check_length
from sello.web.guard import permits
from sello.web.list_files import FORMS, give_list
from sello.web.moment import moment
from sello.web.phrases import told
from sello.web.reports import bp
from sello.web.request_values import UNUSED, asked_day, asked_id, asked_text, given_day

ASKED: Final = ("desde", "hasta", "quien", "cosa", "lecturas")
"""What an address of this list may bear, beside its page."""

LONGEST: Final = 120
"""Letters of a name that somebody looks for."""

PLACES: Final = {
    "cycle": ("cycles.show", "cycle_id"),
    "duty": ("duties.show", "duty_id"),
    "evidence": ("evidence.piece", "evidence_id"),
    "indicator": ("indicators.show", "indicator_id"),
    "initiative": ("register.show", "initiative_id"),
    "person": ("accounts.person", "person_id"),
    "task": ("tasks.show", "task_id"),
    "unit": ("accounts.unit", "unit_id"),
}
"""Where a thing has its page, with the name of its id there."""


@bp.get("/historial")
@permits(Action.TRAIL_VIEW)
def chronicle() -> ResponseReturnValue:
    """Show what happened, the newest first."""
    found = trail.page(
        _narrowing(asked_day("desde", UNUSED), asked_day("hasta", UNUSED)),
        before=asked_id("antes"),
        after=asked_id("despues"),
    )
    newest = next(iter(ledger.checkpoints(1)), None)
    return render_template(
        "reports/chronicle.html",
        page=found,
        called=_called(found.rows),
        places=_places(found.rows),
        nouns=NOUNS,
        asked={name: request.args.get(name, "") for name in ASKED},
        signed=newest.size if newest else 0,
        address=_address,
    )


@bp.get(f"/historial/lista.{FORMS}")
@permits(Action.TRAIL_VIEW)
def chronicle_file(form: str) -> ResponseReturnValue:
    """The same acts on somebody's disk, with what each changed."""
    rows = trail.entries(_narrowing(given_day("desde"), given_day("hasta")), MOST)
    check_length(len(rows))
    made = sheet(rows, _called(rows), lambda row: told(row.act, row.detail), moment(), gettext)
    return give_list(made, "historial", form)


def _narrowing(since: date | None, until: date | None) -> Narrowing:
    at, who = moment(), asked_text("quien", LONGEST).strip()
    entity = request.args.get("cosa")
    return Narrowing(
        since=at.start_of(since) if since else None,
        until=at.end_of(until) if until else None,
        people=queries.people(who, gettext("El sistema")) if who else None,
        entity=entity if entity in NOUNS else None,
        reads="lecturas" in request.args,
    )


def _called(rows: Sequence[Entry]) -> dict[Key, str]:
    return queries.names((row.entity, row.entity_id) for row in rows)


def _places(rows: Sequence[Entry]) -> dict[Key, str]:
    """The pages of the things that have one."""
    found: dict[Key, str] = {}
    for row in rows:
        if row.entity in PLACES:
            endpoint, name = PLACES[row.entity]
            values: dict[str, Any] = {name: row.entity_id}
            found[row.entity, row.entity_id] = url_for(endpoint, **values)
    answered = queries.requirements(row.entity_id for row in rows if row.entity == "answer")
    for answer_id, requirement_id in answered.items():
        found["answer", answer_id] = url_for("cycles.requirement", requirement_id=requirement_id)
    return found


def _address(**changes: Any) -> str:
    """The address of this list with some of its parameters changed."""
    kept = {name: value for name in ASKED if (value := request.args.get(name))}
    endpoint = "reports.chronicle_file" if "form" in changes else "reports.chronicle"
    return url_for(endpoint, **{**kept, **changes})
