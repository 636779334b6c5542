"""The institution's own page, and what every other page shows of it: its logo and its colours."""

from datetime import date

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain import colours
from sello.accounts.domain.colours import Tones
from sello.accounts.permissions import Action
from sello.accounts.queries import face as face_queries
from sello.accounts.queries.days_off import saved_days
from sello.accounts.queries.face import Face
from sello.accounts.service.institution import set_face
from sello.core.days import parse_days
from sello.core.refusal import NotFound
from sello.web.accounts import bp
from sello.web.accounts.face_form import FaceForm, said_of_signers, saved_form
from sello.web.answers import accepted
from sello.web.downloads import give_made
from sello.web.fields import version_of
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.moment import moment
from sello.web.stale_form import Row, caught_up
from sello.web.uploads import let_go_of_the_database

COMPARED = ("name", "light", "dark", "word", "zone", "data_contact")
KEPT = "private, max-age=31536000, immutable"
"""Logo and colours bear their hash in their address, so that a browser asks for them once."""


@bp.get("/institucion")
@permits(Action.INSTITUTION_MANAGE)
def institution() -> ResponseReturnValue:
    """Show the form of how the institution is called, looks, speaks and signs."""
    saved = face_queries.face()
    return _page(saved, saved_form(saved))


@bp.post("/institucion")
@permits(Action.INSTITUTION_MANAGE)
def save_institution() -> ResponseReturnValue:
    """Save it; over another person's change, show both versions."""
    form = FaceForm(face_queries.face())
    changed = accepted(form, lambda: _save(form))
    if changed is None:
        saved = face_queries.face()
        compared = caught_up(form, saved_form(saved), COMPARED)
        if compared:
            typed = said_of_signers(form.signers_said())
            compared = (*compared, (str(form.signers.label.text), said_of_signers(saved.signers), typed))
        return _page(saved, form, compared), 409 if compared else 422
    flash(gettext("La ficha de la institución quedó guardada."), "success")
    return redirect(url_for("accounts.institution"), 303)


@bp.get("/institucion/logo.png")
@permits(Action.ACCOUNT_SELF)
def logo() -> Response:
    """Give the logo."""
    picture = face_queries.logo()
    if picture is None:
        raise NotFound
    answer = give_made(picture, "logo.png", "image/png")
    answer.headers["Cache-Control"] = KEPT
    return answer


@bp.get("/institucion/colores.css")
@permits(Action.ACCOUNT_SELF)
def colours_css() -> Response:
    """Give the institution's colours, in the same layer as ours and behind them."""
    house = current_actor().house
    if not house.light:
        raise NotFound
    light, dark = colours.light_tones(house.light), colours.dark_tones(house.dark)
    sheet = (
        f"@layer tokens {{ :root {{ {_tokens(light)} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_tokens(dark)} }} }} }}\n"
    )
    answer = give_made(sheet.encode(), "colores.css", "text/css")
    answer.headers["Cache-Control"] = KEPT
    return answer


def _tokens(tones: Tones) -> str:
    return (
        f"--house: {tones.house}; --house-strong: {tones.strong}; "
        f"--house-soft: {tones.soft}; --on-house: {tones.on};"
    )


def _save(form: FaceForm) -> tuple[str, ...]:
    actor = current_actor()
    let_go_of_the_database()  # drawing a logo anew takes a while, and holds nobody up
    data = form.data_of()
    return set_face(actor, data, version=version_of(form.version), now=moment().now)


def _closed() -> list[date]:
    """The days to come on which only here nobody works: the operator's and the institution's own."""
    own = {one.on for one in saved_days().days.days}
    return sorted(day for day in own | parse_days(config().closed_days) if day >= moment().today)


def _page(saved: Face, form: FaceForm, compared: tuple[Row, ...] = ()) -> str:
    return render_template(
        "accounts/institution.html",
        saved=saved,
        form=form,
        compared=compared,
        closed=_closed(),
    )
