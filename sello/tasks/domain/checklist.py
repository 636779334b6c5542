"""The checklist inside a task: what its items may be, and what becomes of them when it is written anew."""

from __future__ import annotations

from collections.abc import Iterable

from sello.tasks.domain.refusals import ItemTooLong, TooManyItems

MOST_ITEMS = 20
ITEM_LIMIT = 200


def items(typed: str) -> tuple[str, ...]:
    """The items of a text with one on each line, each once; refuses too many, and one that is too long."""
    found = tuple(
        dict.fromkeys(line for line in (" ".join(each.split()) for each in typed.splitlines()) if line)
    )
    if len(found) > MOST_ITEMS:
        raise TooManyItems(most=MOST_ITEMS)
    if any(len(each) > ITEM_LIMIT for each in found):
        raise ItemTooLong(most=ITEM_LIMIT)
    return found


def lines(texts: Iterable[str]) -> str:
    """The same items as a form shows them, one on each line."""
    return "\n".join(texts)
