"""Which of a long list somebody means by the words that she typed."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.core.text import fold

MOST: Final = 100
"""What a page offers of one list; of a longer one somebody says which she means."""

WORD: Final = re.compile(r"[\w.]+")


class Unclear(Refusal):
    """Words have to mean one of their list."""

    message = N_("«%(typed)s» no dice cuál es: escriba su nombre como está en la lista. No cambió nada.")


def meant(typed: str, labels: Sequence[str]) -> tuple[int, ...]:
    """The positions of the labels that somebody may mean.

    Those that say just what was typed; else the only one that has all its words; else all in which each of
    its words begins one. Nothing typed means none.
    """
    words = WORD.findall(fold(typed))
    if not words:
        return ()
    said = [WORD.findall(fold(label)) for label in labels]
    same = _where(each == words for each in said)
    whole = _where(set(words) <= set(each) for each in said)
    if same or len(whole) == 1:
        return same or whole
    return _where(all(_begins(word, each) for word in words) for each in said)


def _where(holds: Iterable[bool]) -> tuple[int, ...]:
    return tuple(n for n, held in enumerate(holds) if held)


def _begins(word: str, label: Sequence[str]) -> bool:
    return any(each.startswith(word) for each in label)
