"""Editions: the list, what each asks, loading those that come along, taking them out again as files."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.catalogue import editions
from sello.catalogue.domain.refusals import UnknownEdition
from sello.catalogue.exchange.workbook.writing import write_workbook
from sello.catalogue.queries import crosswalk
from sello.catalogue.queries import editions as editions_queries
from sello.catalogue.schema.writing import write_edition
from sello.catalogue.service import editions as editions_service
from sello.core.workbook import MEDIA_TYPE
from sello.web import once
from sello.web.catalogue import bp
from sello.web.catalogue.reader import manages, reading_language
from sello.web.downloads import give_made
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.revisits import revisited


@bp.get("/")
@permits(Action.CATALOGUE_VIEW)
@revisited
def index() -> ResponseReturnValue:
    """List the editions that were loaded and, to who manages them, those that may be."""
    rows = editions_queries.editions()
    loaded = {row.code for row in rows}
    return render_template(
        "catalogue/index.html",
        rows=rows,
        waiting=[editions.edition(name) for name in editions.shipped() if name not in loaded],
        language=reading_language(),
        manages=manages(),
    )


@bp.post("/incluidas/<name>")
@permits(Action.CATALOGUE_MANAGE)
def load_shipped(name: str) -> ResponseReturnValue:
    """Load an edition that comes with the program."""
    if name not in editions.shipped():
        raise UnknownEdition(edition=name)
    loaded = editions_service.load_edition(editions.edition(name), current_actor(), now=moment().now)
    flash(gettext("La edición está cargada. Ya puede usarla en un ciclo."), "success")
    return redirect(url_for("catalogue.show", edition_id=loaded.edition_id), 303)


@bp.get("/<int:edition_id>")
@permits(Action.CATALOGUE_VIEW)
@revisited
def show(edition_id: int) -> ResponseReturnValue:
    """Show an edition: how it scores and what it asks, by dimension."""
    page = editions_queries.edition(edition_id)
    return render_template("catalogue/show.html", page=page, language=reading_language(), manages=manages())


@bp.get("/<int:edition_id>/<code>")
@permits(Action.CATALOGUE_VIEW)
@revisited
def requirement(edition_id: int, code: str) -> ResponseReturnValue:
    """Show everything that a requirement says."""
    page = editions_queries.requirement(edition_id, code)
    return render_template(
        "catalogue/requirement.html",
        page=page,
        related=crosswalk.related(page.row.code, code),
        language=reading_language(),
    )


@bp.get("/<int:edition_id>/exportar.yaml")
@permits(Action.CATALOGUE_VIEW)
def export_yaml(edition_id: int) -> ResponseReturnValue:
    """Give an edition as the YAML file that loads to the same edition."""
    page = editions_queries.edition(edition_id)
    return _file(page, write_edition(page.edition).encode(), "yaml", "application/yaml")


@bp.get("/<int:edition_id>/exportar.xlsx")
@permits(Action.CATALOGUE_VIEW)
def export_xlsx(edition_id: int) -> ResponseReturnValue:
    """Give an edition as the workbook that imports to the same edition."""
    page = editions_queries.edition(edition_id)
    return _file(page, write_workbook(page.edition), "xlsx", MEDIA_TYPE)


def _file(page: editions_queries.EditionPage, content: bytes, suffix: str, kind: str) -> ResponseReturnValue:
    name = f"{page.row.code}-{page.row.version}.{suffix}".replace("/", "-")
    return give_made(content, name, kind)


@bp.post("/<int:edition_id>/quitar")
@permits(Action.CATALOGUE_MANAGE)
@once.takes_back
def remove(edition_id: int) -> ResponseReturnValue:
    """Take away an edition that nothing rests on."""
    editions_service.remove_edition(edition_id, current_actor(), now=moment().now)
    flash(gettext("Se quitó la edición del catálogo."), "success")
    return redirect(url_for("catalogue.index"), 303)
