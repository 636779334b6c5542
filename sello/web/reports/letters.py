"""Letters that were issued: found again, corrected by another one, or left without effect."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.accounts.queries import face
from sello.core.dates import day_or_none
from sello.files.kinds import PDF
from sello.reports.ordinario import queries, service
from sello.web import undoing
from sello.web.answers import accepted
from sello.web.downloads import give_made
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.reports import bp
from sello.web.reports.forms import AnnulForm, ReissueForm


@bp.get("/ordinarios")
@permits(Action.TASK_VIEW)
def official_letters() -> ResponseReturnValue:
    """Every letter whose task the reader may see."""
    return render_template("reports/official_letters.html", letters=queries.letters(current_actor()))


@bp.get("/ordinarios/<int:official_letter_id>")
@permits(Action.TASK_VIEW)
def official_letter(official_letter_id: int) -> ResponseReturnValue:
    """An issued letter with its trace; the authority may correct it or leave it without effect."""
    return _page(official_letter_id)


@bp.get("/ordinarios/<int:official_letter_id>.pdf")
@permits(Action.TASK_VIEW)
def official_letter_pdf(official_letter_id: int) -> ResponseReturnValue:
    """An issued letter on paper, for whoever sees its task."""
    from sello.reports.ordinario.paper import as_pdf, file_name

    found = queries.letter(official_letter_id, current_actor())
    data = as_pdf(
        found.letter, found.issued_on, gettext, without_effect=found.why or "", logo=face.shown_logo()
    )
    return give_made(data, file_name(found.id, found.issued_on), PDF.media_type)


@bp.post("/ordinarios/<int:official_letter_id>/sin-efecto")
@permits(Action.DECISION_TAKE)
def annul_letter(official_letter_id: int) -> ResponseReturnValue:
    """Leave a letter without effect."""
    form = AnnulForm()
    done = accepted(
        form,
        lambda: service.annul(
            current_actor(), official_letter_id, form.why.data or "", at=moment(), _=gettext
        ),
    )
    if done is None:
        return _page(official_letter_id, annul_form=form), 422
    undoing.offer(done.id)
    flash(
        gettext("El Ordinario quedó sin efecto. Se avisa a la unidad; la tarea sigue como estaba."), "success"
    )
    return redirect(url_for("reports.official_letter", official_letter_id=official_letter_id), 303)


@bp.post("/ordinarios/<int:official_letter_id>/reemplazo")
@permits(Action.DECISION_TAKE)
def reissue_letter(official_letter_id: int) -> ResponseReturnValue:
    """Issue a letter anew, corrected; the one before stays as it was given, without effect."""
    form = ReissueForm()
    done = accepted(
        form,
        lambda: service.reissue(
            current_actor(),
            official_letter_id,
            service.Correction(
                form.subject.data or "",
                form.paragraphs.data or "",
                form.why.data or "",
                until=form.until.data,
                shown=day_or_none(form.shown.data or ""),
            ),
            at=moment(),
            _=gettext,
        ),
    )
    if done is None:
        return _page(official_letter_id, reissue_form=form), 422
    undoing.offer(done.undo_id)
    flash(gettext("El Ordinario corregido quedó emitido. Guárdelo para numerarlo y firmarlo."), "success")
    return redirect(url_for("reports.official_letter", official_letter_id=done.letter_id), 303)


def _page(
    letter_id: int, *, annul_form: AnnulForm | None = None, reissue_form: ReissueForm | None = None
) -> str:
    found = queries.letter(letter_id, current_actor())
    words = found.letter
    return render_template(
        "reports/official_letter.html",
        found=found,
        letter=words,
        annul_form=annul_form or AnnulForm(formdata=None),
        reissue_form=reissue_form
        or ReissueForm(
            formdata=None,
            subject=words.subject,
            paragraphs="\n".join(words.paragraphs),
            until=found.due_on,
            shown=found.due_on.isoformat(),
        ),
    )
