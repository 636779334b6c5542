"""Importing the official matrix: send the file, look at how it is read, correct it, confirm."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import FileStorage

from sello.accounts.permissions import Action
from sello.catalogue.queries import imports
from sello.catalogue.service import imports as imports_service
from sello.web import once
from sello.web.answers import accepted
from sello.web.catalogue import bp
from sello.web.catalogue.forms import ChoiceForm, UploadForm, choice_form
from sello.web.catalogue.reader import reading_language
from sello.web.fields import version_of
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.pasted_tables import unseen_words
from sello.web.stale_form import Row, caught_up


@bp.get("/importar")
@permits(Action.CATALOGUE_MANAGE)
def bring() -> ResponseReturnValue:
    """Ask for the file, and list those that wait."""
    return _upload_page(UploadForm())


@bp.post("/importar")
@permits(Action.CATALOGUE_MANAGE)
def send() -> ResponseReturnValue:
    """Keep the file for its dry run."""
    form = UploadForm()
    number = accepted(form, lambda: _start(form.document.data))
    if number is None:
        return _upload_page(form), 422
    return redirect(url_for("catalogue.check", import_id=number), 303)


def _start(file: FileStorage) -> int:
    name = (file.filename or "archivo").replace("\\", "/").rsplit("/", 1)[-1]
    return imports_service.start_import(file.read(), name, current_actor(), at=moment())


def _upload_page(form: UploadForm) -> str:
    return render_template("catalogue/bring.html", form=form, rows=imports.imports())


@bp.get("/importar/<int:import_id>")
@permits(Action.CATALOGUE_MANAGE)
def check(import_id: int) -> ResponseReturnValue:
    """Show how a file is read, what would come of it, and every fault by its place."""
    page = imports.import_page(import_id)
    return _check_page(page, choice_form(page))


@bp.post("/importar/<int:import_id>")
@permits(Action.CATALOGUE_MANAGE)
def correct(import_id: int) -> ResponseReturnValue:
    """Read the file again, as corrected; over another person's corrections, show both versions."""
    page = imports.import_page(import_id)
    form = choice_form(page)
    done = accepted(
        form,
        lambda: imports_service.correct_import(import_id, form.choice(), version=version_of(form.saves)),
    )
    if done is None:
        page = imports.import_page(import_id)
        compared = caught_up(form, choice_form(page, formdata=None), form.compared(), counter="saves")
        return _check_page(page, form, compared), 409 if compared else 422
    return redirect(url_for("catalogue.check", import_id=import_id), 303)


def _check_page(page: imports.ImportPage, form: ChoiceForm, compared: tuple[Row, ...] = ()) -> str:
    return render_template(
        "catalogue/check.html",
        page=page,
        form=form,
        unused=[row for row in page.columns if row.header and not form[f"column_{row.index}"].data],
        language=reading_language(),
        unseen=_unseen(page),
        compared=compared,
    )


def _unseen(page: imports.ImportPage) -> str:
    if not page.sheets:
        return ""
    read = page.sheets[page.sheet]
    return unseen_words(read.unseen_rows, read.unseen_columns)


@bp.post("/importar/<int:import_id>/confirmar")
@permits(Action.CATALOGUE_MANAGE)
def confirm(import_id: int) -> ResponseReturnValue:
    """Take the file as an edition, all of it or nothing."""
    loaded = imports_service.confirm_import(import_id, current_actor(), now=moment().now)
    if loaded.is_new:
        flash(gettext("La edición quedó en el catálogo. Ya puede usarla en un ciclo."), "success")
    else:
        flash(gettext("Esa edición ya estaba cargada con el mismo contenido; nada cambió."), "info")
    return redirect(url_for("catalogue.show", edition_id=loaded.edition_id), 303)


@bp.post("/importar/<int:import_id>/descartar")
@permits(Action.CATALOGUE_MANAGE)
@once.takes_back
def discard(import_id: int) -> ResponseReturnValue:
    """Let go of a file that waits."""
    imports_service.discard_import(import_id)
    flash(gettext("Se descartó el archivo; el catálogo no cambió."), "success")
    return redirect(url_for("catalogue.bring"), 303)
