"""Who is asking: from the session's cookie to the actor."""

from flask import Flask, session

from sello.accounts import queries
from sello.accounts.domain import Actor
from sello.core import clock


def load_actor() -> Actor | None:
    """Find the person signed in with this browser, if her account and session still hold."""
    person_id = session.get("person")
    if person_id is None:
        return None
    return queries.actor(person_id, session.get("key", ""), today=clock.today())


def install(app: Flask) -> None:
    """Give the templates the actor."""
    from sello.accounts.permissions import Action, allows
    from sello.web.base import maybe_actor

    def may(action: str) -> bool:
        actor = maybe_actor()
        return actor is not None and allows(actor, Action(action))

    @app.context_processor
    def give() -> dict[str, object]:
        return {"actor": maybe_actor(), "may": may}
