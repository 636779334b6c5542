"""What a requirement is called for its reader: its code for who works with it, its name for the authority."""

from sello.accounts.domain.actor import Role
from sello.cycles.queries.editions import KnownEdition
from sello.reports.document.naming import short
from sello.web.guard import maybe_actor


def reads_names() -> bool:
    """Whether whoever asks is told names where others are told codes, as the authority is."""
    actor = maybe_actor()
    return actor is not None and actor.role is Role.AUTHORITY


def called(code: str, title: str) -> str:
    """A requirement by its code and name as one text: for whoever reads names, the code after the name."""
    return f"{title} ({code})" if reads_names() else f"{code} {title}"


def brief(title: str, most: int = 60) -> str:
    """A name where there is room for some words: what is too long ends after a whole one."""
    return short(title, most)


def title_in(known: KnownEdition, code: str) -> str:
    """What an edition calls a requirement; the code itself where the edition does not have it."""
    return known.title(code)
