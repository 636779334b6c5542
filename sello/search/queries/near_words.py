"""The words of documents that were probably meant by words that none of them says.

The words are those of all documents; to whoever may not see all of them, a word that no page open to her says
is as if there were none: it is neither told, nor in the way of one that is further off.
"""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import func, or_, select

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.core.spelling import distance
from sello.core.text import fold
from sello.files.models import TextWord
from sello.search.queries.documents import is_said

SHORTEST: Final = 4
_KEPT = re.compile(rf"[a-z]{{{SHORTEST},}}")
LONG: Final = 8
"""From so many letters on, two may be wrong; below, one."""
_MOST_WORDS: Final = 3
_MOST_NEAR: Final = 2_000
_MOST_TRIED: Final = 3
"""Near words of which it is asked whether the reader may see a page that says them."""


def meant(typed: str, visibility: Visibility) -> str | None:
    """The typed words, folded, each unknown one replaced by the nearest known one; None if nothing is near.

    One statement, and one for each unknown word (at most three); whoever may not see all documents has one
    more for each word of theirs that is looked at (four at most for each typed one).
    """
    words = fold(typed).split()
    nearer = {word: _nearest(word, visibility) for word in _unknown(words, visibility)[:_MOST_WORDS]}
    said = [nearer.get(word) or word for word in words]
    return " ".join(said) if said != words else None


def _unknown(words: list[str], visibility: Visibility) -> list[str]:
    """Those of some words that no document says, as far as they are words that are kept."""
    asked = [word for word in dict.fromkeys(words) if _KEPT.fullmatch(word)]
    if not asked:
        return []
    known = set(db.session.scalars(select(TextWord.word).where(TextWord.word.in_(asked))))
    return [word for word in asked if word not in known or not is_said(word, visibility)]


def _nearest(word: str, visibility: Visibility) -> str | None:
    """The nearest word that is known to the reader, of equally near ones the most usual."""
    slack = 1 if len(word) < LONG else 2
    rows = db.session.execute(
        select(TextWord.word, TextWord.pages)
        .where(
            func.length(TextWord.word).between(len(word) - slack, len(word) + slack),
            or_(*(TextWord.word.contains(part) for part in sorted(right_parts(word, slack)))),
            TextWord.word != word,
        )
        .order_by(TextWord.pages.desc(), TextWord.word)
        .limit(_MOST_NEAR)
    ).all()
    ranked = sorted((distance(word, row.word), -row.pages, row.word) for row in rows)
    near = (each for far, _, each in ranked[:_MOST_TRIED] if far <= slack)
    return next((each for each in near if is_said(each, visibility)), None)


def right_parts(word: str, slack: int) -> set[str]:
    """Parts of a word of which one is right, where at most so many letters are wrong.

    One part more than that is looked at; letters that changed places between two parts are changed back.
    """
    step = len(word) // (slack + 1)
    cuts = range(step, step * (slack + 1), step)
    swapped = [word[: cut - 1] + word[cut] + word[cut - 1] + word[cut + 1 :] for cut in cuts]
    return {one[start : start + step] for one in (word, *swapped) for start in (0, *cuts)}
