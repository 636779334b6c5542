"""What accepting carries with it: a choice of the institution."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.accounts.service.institution import set_acceptance
from sello.progress.carrying import accept_validates
from sello.web import once
from sello.web.answers import accepted
from sello.web.evidence import bp
from sello.web.evidence.forms import AcceptanceForm
from sello.web.guard import current_actor, permits
from sello.web.moment import moment


@bp.get("/revision/ajustes")
@permits(Action.EVIDENCE_REVIEW)
def settings() -> ResponseReturnValue:
    """Show whether accepting the last thing validates."""
    now = accept_validates()
    form = AcceptanceForm(formdata=None, validates=now, seen="si" if now else "no")
    return render_template("evidence/settings.html", form=form)


@bp.post("/revision/ajustes")
@permits(Action.EVIDENCE_REVIEW)
@once.sets
def settings_post() -> ResponseReturnValue:
    """Keep the choice."""
    form, actor = AcceptanceForm(), current_actor()
    seen = form.seen.data == "si"
    changed = accepted(form, lambda: set_acceptance(actor, form.validates.data, seen=seen, now=moment().now))
    if changed is None:
        now = accept_validates()
        form.seen.data = "si" if now else "no"
        return render_template("evidence/settings.html", form=form), 409 if now != seen else 422
    flash(gettext("El ajuste quedó guardado."), "success")
    return redirect(url_for("evidence.desk"), 303)
