"""Screens of the catalogue: the editions, what each asks, and the loading of those that come along."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from sello.accounts.permissions import Action, allows
from sello.catalogue import editions, queries, service
from sello.catalogue.domain import SOURCE_LANGUAGE, UnknownEdition
from sello.core import clock
from sello.web.base import current_actor, permits

bp = Blueprint("catalogue", __name__, url_prefix="/catalogo")


@bp.get("/")
@permits(Action.CATALOGUE_VIEW)
def index() -> ResponseReturnValue:
    """List the editions that were loaded and, to who manages them, those that may be."""
    rows = queries.editions()
    loaded = {row.code for row in rows}
    return render_template(
        "catalogue/index.html",
        rows=rows,
        waiting=[editions.edition(name) for name in editions.shipped() if name not in loaded],
        language=_language(),
        manages=_manages(),
    )


@bp.post("/incluidas/<name>")
@permits(Action.CATALOGUE_MANAGE)
def load_shipped(name: str) -> ResponseReturnValue:
    """Load an edition that comes with the program."""
    if name not in editions.shipped():
        raise UnknownEdition(edition=name)
    loaded = service.load_edition(editions.edition(name), current_actor(), now=clock.now())
    flash(gettext("La edición está cargada. Ya puede usarla en un ciclo."), "success")
    return redirect(url_for("catalogue.show", edition_id=loaded.edition_id), 303)


@bp.get("/<int:edition_id>")
@permits(Action.CATALOGUE_VIEW)
def show(edition_id: int) -> ResponseReturnValue:
    """Show an edition: how it scores and what it asks, by dimension."""
    page = queries.edition(edition_id)
    return render_template("catalogue/show.html", page=page, language=_language(), manages=_manages())


@bp.get("/<int:edition_id>/<code>")
@permits(Action.CATALOGUE_VIEW)
def requirement(edition_id: int, code: str) -> ResponseReturnValue:
    """Show everything that a requirement says."""
    return render_template(
        "catalogue/requirement.html", page=queries.requirement(edition_id, code), language=_language()
    )


@bp.post("/<int:edition_id>/quitar")
@permits(Action.CATALOGUE_MANAGE)
def remove(edition_id: int) -> ResponseReturnValue:
    """Take away an edition that nothing rests on."""
    service.remove_edition(edition_id, current_actor(), now=clock.now())
    flash(gettext("Se quitó la edición del catálogo."), "success")
    return redirect(url_for("catalogue.index"), 303)


def _manages() -> bool:
    return allows(current_actor(), Action.CATALOGUE_MANAGE)


def _language() -> str:
    locale = get_locale()
    return str(locale.language) if locale else SOURCE_LANGUAGE
