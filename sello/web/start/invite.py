"""Invitations for whoever was added without one: sent by an act of its own, and once to each."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action
from sello.accounts.queries import people
from sello.accounts.service import enrolling
from sello.core.counting import ngettext
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.links import delivery
from sello.web.moment import moment
from sello.web.start import bp
from sello.web.start.forms import SendForm


@bp.get("/comenzar/invitaciones")
@permits(Action.PERSON_MANAGE)
def invitations() -> ResponseReturnValue:
    """Show who waits for her invitation."""
    return render_template(
        "start/invitations.html", form=SendForm(), people=people.uninvited(), mails=bool(config().smtp_host)
    )


@bp.post("/comenzar/invitaciones")
@permits(Action.PERSON_MANAGE)
def send_invitations() -> ResponseReturnValue:
    """Invite everybody who waits."""
    form = SendForm()
    sent = accepted(form, lambda: (enrolling.invite_waiting(current_actor(), delivery(), at=moment()),))
    if sent is None:
        return redirect(url_for("start.invitations"), 303)
    told = ngettext("Se envió %(num)s invitación.", "Se enviaron %(num)s invitaciones.", sent[0], none="")
    flash(told, "success")
    return redirect(url_for("start.steps"), 303)
