"""Until when a piece is in force, and what accepting it gives the register: new ends, confirmed there."""

from collections.abc import Collection
from datetime import date
from typing import Any

from flask import flash, url_for
from flask_babel import gettext
from markupsafe import Markup

from sello.core.counting import ngettext
from sello.core.dates import written
from sello.evidence.domain.review import EvidenceState
from sello.evidence.queries.piece import Piece
from sello.progress.service_ending import Ends, lacks_end, read_end
from sello.register.queries.renewed import Renewable, renewed_by
from sello.web.evidence.forms import AcceptForm
from sello.web.guard import current_actor
from sello.web.moment import moment
from sello.web.uploads import store

SAID = 3
"""So many travel to the next page in the person's cookie, which holds no more."""


def would_renew(
    evidence_ids: Collection[int], *, as_if: date | None = None
) -> dict[int, tuple[Renewable, ...]]:
    """The initiatives that pieces which wait would give a new end, by piece; `as_if` they ended on a day."""
    if not evidence_ids:
        return {}
    return renewed_by(evidence_ids, current_actor(), today=moment().today, waiting=True, as_if=as_if)


def ends_in(form: AcceptForm) -> Ends | None:
    """The last day that was typed, else the one that was read and ticked."""
    day = form.valid_until.data or form.as_read.data
    return None if day is None else Ends(day, store())


def validity(piece: Piece) -> dict[str, Any]:
    """What is said, and asked, of the last day of a piece that waits."""
    asks = piece.row.state is EvidenceState.SUBMITTED and lacks_end(piece.details)
    ids = [piece.row.id] if piece.row.state is EvidenceState.SUBMITTED else ()
    return {
        "lacks_end": asks,
        "read_end": read_end(piece, current_actor(), today=moment().today) if asks else None,
        "renews": would_renew(ids, as_if=date.max if asks else None).get(piece.row.id, ()),
    }


def say_new_ends(evidence_ids: Collection[int]) -> None:
    """Name what the accepted pieces renew, each with the way to confirm it."""
    found = renewed_by(evidence_ids, current_actor(), today=moment().today)
    ends = [one for each in found.values() for one in each]
    for one in ends[:SAID]:
        flash(_said(one), "info")
    if len(ends) > SAID:
        said = ngettext(
            "Y queda %(num)s iniciativa más con un nuevo término por confirmar en el registro.",
            "Y quedan %(num)s iniciativas más con un nuevo término por confirmar en el registro.",
            len(ends) - SAID,
        )
        flash(said, "info")


def _said(one: Renewable) -> Markup:
    text = gettext(
        "«%(name)s» puede regir hasta el %(until)s, según la evidencia aceptada.",
        name=one.name,
        until=written(one.until),
    )
    href = url_for("register.show", initiative_id=one.id)
    return Markup('{} <a href="{}">{}</a>').format(text, href, gettext("Confirmarlo en su ficha"))
