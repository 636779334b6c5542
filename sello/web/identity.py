"""Who is asking: from the session's cookie to the actor, and what an account must do first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, Response, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask.typing import ResponseReturnValue

from sello.accounts.domain.actor import Actor, PersonFacts, as_auditor
from sello.accounts.permissions import Action, allows
from sello.accounts.queries import identity
from sello.accounts.queries.identity import SignedIn
from sello.accounts.service import access
from sello.core import changes, house
from sello.core.db import db, scope_to
from sello.core.mail.outbox import MOST_UNREAD
from sello.web.answers import SAFE_METHODS
from sello.web.guard import maybe_actor
from sello.web.instance import config
from sello.web.interrupted_form import Typed, sent_in_vain, token_secret
from sello.web.moment import moment, settle

SESSION_KEY = "sign_in"
"""Where the cookie keeps the session's token."""

LOOKS_KEY = "looks_as_auditor"
"""Set in the cookie while the secretariat looks with an external auditor's eyes."""

BEFORE_CHANGE = frozenset(
    {
        "accounts.change_password",
        "accounts.colours_css",
        "accounts.logo",
        "accounts.save_password",
        "accounts.sign_out",
        "static",
    }
)
"""What somebody with a temporary password may still do before she changes it."""


@dataclass(frozen=True)
class DemoOffer:
    """What the sign-in page of a demonstration offers: accounts, and the password of all of them."""

    emails: tuple[str, ...]
    password: str


class QuietSessions(SecureCookieSessionInterface):
    """Renews the cookie with every page, so that it ends when unused for long; never with a static file."""

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Tell whether this answer carries the cookie."""
        kept = request.endpoint in {"static", "accounts.logo", "accounts.colours_css"}
        return session.modified or (not kept and super().should_set_cookie(app, session))


def load_actor() -> Actor | None:
    """Find the person signed in with this browser, if her account and session still hold; it is her house."""
    house.settle(None)
    token = session.get(SESSION_KEY)
    if token is None:
        return None
    g.signed_in = identity.signed_in(token, at=moment())
    if g.signed_in is None:
        session.pop(SESSION_KEY)
        return None
    settle(current_session().at)
    changes.read_under(current_session().changes)
    actor = current_session().actor
    house.settle(actor.house)
    return as_auditor(actor) if LOOKS_KEY in session and allows(actor, Action.EVALUATION_LOOK) else actor


def current_session() -> SignedIn:
    """The session of this request; only views with a permission may ask."""
    found: SignedIn = g.signed_in
    return found


def enter(person: PersonFacts) -> None:
    """Open a session for a person in this browser; whatever the cookie held before is gone."""
    scope_to(db.session(), person.institution_id)
    token = access.open_session(person, user_agent=request.user_agent.string, now=moment().now)
    session.clear()
    g.pop("csrf_token", None)  # what this request's own form was given belongs to the session of before
    session[SESSION_KEY] = token
    session["csrf_token"] = token_secret(person.person_id)
    session.permanent = True


def leave() -> None:
    """Forget the session in this browser."""
    session.clear()


def offer_demo(app: Flask, provider: Callable[[], DemoOffer]) -> None:
    """Let the sign-in page offer a demonstration's accounts."""
    app.extensions["sello_demo"] = provider


def demo_offer() -> DemoOffer | None:
    """What a demonstration offers, or None on an instance in earnest."""
    provider = current_app.extensions.get("sello_demo")
    return provider() if config().demo and provider else None


def install(app: Flask, change_first: Callable[[Typed | None], ResponseReturnValue]) -> None:
    """Give the templates the actor, and hold temporary passwords to being changed, with what was typed."""
    app.jinja_env.globals.update(unread_here=unread_here, most_unread=MOST_UNREAD)
    app.session_interface = QuietSessions()
    app.permanent_session_lifetime = timedelta(hours=app.extensions["sello"].session_hours)

    @app.before_request
    def demand_own_password() -> ResponseReturnValue | None:
        found: SignedIn | None = g.get("signed_in")
        if found is None or not found.must_change_password or request.endpoint in BEFORE_CHANGE:
            return None
        return change_first(None if request.method in SAFE_METHODS else sent_in_vain())

    @app.after_request
    def note_change(response: Response) -> Response:
        found: SignedIn | None = g.get("signed_in")
        if found is not None and request.method not in SAFE_METHODS and response.status_code < 400:
            access.note_change(found.sign_in_id, found.last_change_at, now=moment().now)
        return response

    def may(action: str) -> bool:
        actor = maybe_actor()
        return actor is not None and allows(actor, Action(action))

    @app.context_processor
    def give() -> dict[str, object]:
        return {"actor": maybe_actor(), "may": may}


def unread_here() -> int:
    """How many notices whoever is signed in has not read, as far as they are counted; templates ask."""
    found: SignedIn | None = g.get("signed_in")
    return found.unread if found is not None else 0
