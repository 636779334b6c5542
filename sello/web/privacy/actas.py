"""An acta of destruction: read, made one's own, confirmed by another, withdrawn, on paper."""

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action, allows
from sello.accounts.queries import face
from sello.files.kinds import PDF
from sello.privacy.domain.purging import told_texts
from sello.privacy.queries import around, purges
from sello.privacy.service import purging
from sello.web.answers import accepted
from sello.web.downloads import give_made
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.privacy import bp
from sello.web.privacy.forms import ConfirmForm


@bp.get("/conservacion/actas/<int:purge_id>")
@permits(Action.RETENTION_VIEW)
def acta(purge_id: int) -> ResponseReturnValue:
    """Show an acta: what goes, why, and who decides."""
    return _page(purge_id, ConfirmForm(formdata=None))


@bp.post("/conservacion/actas/<int:purge_id>/confirmar")
@permits(Action.PURGE_CONFIRM)
def confirm(purge_id: int) -> ResponseReturnValue:
    """Confirm what somebody else proposed."""
    actor, form = current_actor(), ConfirmForm()

    def act() -> tuple[int]:
        texts = request.form.getlist("text")
        return (purging.confirm(actor, purge_id, form.allowed_by.data or "", at=moment(), texts=texts),)

    if accepted(form, act) is None:
        return _page(purge_id, form), 409
    flash(gettext("Acta confirmada. Los archivos se eliminan en los próximos minutos."), "success")
    return _back(purge_id)


@bp.post("/conservacion/actas/<int:purge_id>/asumir")
@permits(Action.RETENTION_MANAGE)
def adopt(purge_id: int) -> ResponseReturnValue:
    """Make what the clock proposed one's own."""
    purging.adopt(current_actor(), purge_id, now=moment().now)
    flash(gettext("El acta es ahora propuesta suya: la confirma otra persona."), "success")
    return _back(purge_id)


@bp.post("/conservacion/actas/<int:purge_id>/desistir")
@permits(Action.RETENTION_MANAGE)
def withdraw(purge_id: int) -> ResponseReturnValue:
    """Have nothing of it destroyed."""
    purging.withdraw(current_actor(), purge_id, now=moment().now)
    flash(gettext("Se desistió del acta. No se eliminó nada."), "success")
    return _back(purge_id)


@bp.get("/conservacion/actas/<int:purge_id>.pdf")
@permits(Action.RETENTION_VIEW)
def acta_pdf(purge_id: int) -> ResponseReturnValue:
    """The acta as PDF."""
    from sello.reports.purge.paper import as_pdf, file_name

    found = purges.acta(purge_id)
    institution = current_actor().institution_name
    paper = as_pdf(found, institution, moment(), gettext, logo=face.shown_logo())
    return give_made(paper, file_name(found.row.number), PDF.media_type)


def _page(purge_id: int, form: ConfirmForm) -> str:
    found = purges.acta(purge_id)
    offered = around.offers(found) if allows(current_actor(), Action.PURGE_CONFIRM) else around.Offers()
    sent = request.form.getlist("text") if request.method == "POST" else None
    chosen = {each.key for each in offered.naming} if sent is None else set(sent)
    return render_template(
        "privacy/acta.html",
        acta=found,
        form=form,
        offered=offered,
        chosen=chosen,
        conversations=purges.conversations(purge_id, current_actor()),
        told_texts=partial(told_texts, translate=gettext),
    )


def _back(purge_id: int) -> ResponseReturnValue:
    return redirect(url_for("privacy.acta", purge_id=purge_id), 303)
