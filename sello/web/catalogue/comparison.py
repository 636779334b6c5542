"""Comparing two editions, and saying by hand how their requirements correspond."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action, allows
from sello.catalogue.queries import changes, editions
from sello.catalogue.service import relations
from sello.cycles.queries import cycles
from sello.web.answers import accepted
from sello.web.catalogue import bp
from sello.web.catalogue.forms import MappingForm, mapping_form
from sello.web.catalogue.reader import manages, reading_language
from sello.web.fields import version_of
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.picking import Choice, settled
from sello.web.request_values import asked_id
from sello.web.stale_form import Row, caught_up


@bp.get("/comparar")
@permits(Action.CATALOGUE_VIEW)
def choose() -> ResponseReturnValue:
    """Ask which two editions to compare, and go to their comparison once both are said."""
    rows = [Choice(row.id, f"{row.name} · {row.code} {row.version}") for row in editions.editions()]
    if (led := settled(antes=rows, despues=rows)) is not None:
        return led
    before, after = (asked_id(name) for name in ("antes", "despues"))
    if before is not None and after is not None:
        return redirect(url_for("catalogue.compare", before_id=before, after_id=after))
    return render_template("catalogue/choose.html", rows=rows, before=before)


@bp.get("/comparar/<int:before_id>/<int:after_id>")
@permits(Action.CATALOGUE_VIEW)
def compare(before_id: int, after_id: int) -> ResponseReturnValue:
    """Show what changes from one edition to another."""
    page = changes.comparison(before_id, after_id)
    return _page(page, mapping_form(page))


@bp.post("/comparar/<int:before_id>/<int:after_id>")
@permits(Action.CATALOGUE_MANAGE)
def map_by_hand(before_id: int, after_id: int) -> ResponseReturnValue:
    """Keep how requirements correspond where their codes do not say it; over another's change, show both."""
    page = changes.comparison(before_id, after_id)
    form = mapping_form(page)
    saved = accepted(
        form,
        lambda: relations.map_editions(
            before_id,
            after_id,
            form.pairs(),
            current_actor(),
            version=version_of(form.version),
            now=moment().now,
        ),
    )
    if saved is None:
        page = changes.comparison(before_id, after_id)
        compared = caught_up(form, mapping_form(page, formdata=None), form.compared())
        return _page(page, form, compared), 409 if compared else 422
    flash(gettext("Se guardó la correspondencia."), "success")
    return redirect(url_for("catalogue.compare", before_id=before_id, after_id=after_id), 303)


def _page(page: changes.ComparisonPage, form: MappingForm, compared: tuple[Row, ...] = ()) -> str:
    return render_template(
        "catalogue/compare.html",
        page=page,
        form=form,
        compared=compared,
        language=reading_language(),
        manages=manages(),
        cycle=_cycle_on(page.before.id),
    )


def _cycle_on(edition_id: int) -> cycles.CycleRow | None:
    """The current cycle, if it works on the edition and whoever asks may take another in it."""
    actor = current_actor()
    if not allows(actor, Action.CYCLE_MANAGE):
        return None
    cycle = cycles.current(actor.visibility)
    return cycle if cycle and cycle.edition_id == edition_id else None
