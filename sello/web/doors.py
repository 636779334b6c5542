"""Which pages open to whoever asks, so that no other page leads her to one that does not."""

from flask import g

from sello.accounts.domain.actor import Actor
from sello.progress.reach import open_requirements
from sello.web.guard import maybe_actor


def opens(requirement_id: int) -> bool:
    """Tell whether a requirement's page opens to her; a request asks once, however many it names."""
    actor = maybe_actor()
    return actor is not None and requirement_id in _opened(actor)


def _opened(actor: Actor) -> frozenset[int]:
    """What opens to this actor: she is made anew for each request, while contexts may be shared."""
    kept: tuple[Actor, frozenset[int]] | None = g.get("doors")
    if kept is None or kept[0] is not actor:
        kept = g.doors = actor, open_requirements(actor)
    return kept[1]
