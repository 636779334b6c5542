"""The words of documents that were probably meant by words that none of them says.

The words are those of all documents; a nearer one is only told where a page that the reader may see says it.
"""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import func, or_, select

from sello.core.db import db
from sello.core.spelling import distance
from sello.core.text import fold
from sello.files.models import TextWord

SHORTEST: Final = 4
_KEPT = re.compile(rf"[a-z]{{{SHORTEST},}}")
LONG: Final = 8
"""From so many letters on, two may be wrong; below, one."""
_MOST_WORDS: Final = 3
_MOST_NEAR: Final = 2_000


def meant(typed: str) -> str | None:
    """The typed words, folded, each unknown one replaced by the nearest known one; None if nothing is near.

    One statement, and one for each unknown word (at most three).
    """
    words = fold(typed).split()
    nearer = {word: _nearest(word) for word in _unknown(words)[:_MOST_WORDS]}
    said = [nearer.get(word) or word for word in words]
    return " ".join(said) if said != words else None


def _unknown(words: list[str]) -> list[str]:
    """Those of some words that no document says, as far as they are words that are kept."""
    asked = [word for word in dict.fromkeys(words) if _KEPT.fullmatch(word)]
    if not asked:
        return []
    known = set(db.session.scalars(select(TextWord.word).where(TextWord.word.in_(asked))))
    return [word for word in asked if word not in known]


def _nearest(word: str) -> str | None:
    """The nearest known word, of equally near ones the most usual."""
    slack = 1 if len(word) < LONG else 2
    rows = db.session.execute(
        select(TextWord.word, TextWord.pages)
        .where(
            func.length(TextWord.word).between(len(word) - slack, len(word) + slack),
            or_(*(TextWord.word.contains(part) for part in sorted(right_parts(word, slack)))),
        )
        .order_by(TextWord.pages.desc(), TextWord.word)
        .limit(_MOST_NEAR)
    ).all()
    near = sorted((distance(word, row.word), -row.pages, row.word) for row in rows)
    return near[0][2] if near and near[0][0] <= slack else None


def right_parts(word: str, slack: int) -> set[str]:
    """Parts of a word of which one is right, where at most so many letters are wrong.

    One part more than that is looked at; letters that changed places between two parts are changed back.
    """
    step = len(word) // (slack + 1)
    cuts = range(step, step * (slack + 1), step)
    swapped = [word[: cut - 1] + word[cut] + word[cut - 1] + word[cut + 1 :] for cut in cuts]
    return {one[start : start + step] for one in (word, *swapped) for start in (0, *cuts)}
