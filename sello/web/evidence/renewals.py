"""What accepting pieces gives the register: new ends, that somebody confirms on the initiative's own page."""

from collections.abc import Collection

from flask import flash, url_for
from flask_babel import gettext
from markupsafe import Markup

from sello.core.counting import ngettext
from sello.core.dates import written
from sello.register.queries.renewed import Renewable, renewed_by
from sello.web.guard import current_actor
from sello.web.moment import moment

SAID = 3
"""So many travel to the next page in the person's cookie, which holds no more."""


def would_renew(evidence_ids: Collection[int]) -> dict[int, tuple[Renewable, ...]]:
    """The initiatives that pieces which wait would give a new end, by piece."""
    return (
        renewed_by(evidence_ids, current_actor(), today=moment().today, waiting=True) if evidence_ids else {}
    )


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
