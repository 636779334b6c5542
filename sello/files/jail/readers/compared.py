"""Two texts compared by words: what went and what came, as it stands on the pages of the later one."""

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, BinaryIO

MOST_WORDS = 40_000
"""Words of each text that are compared: a hundred pages, in about a second."""
_WORD = re.compile(r"(\S{1,80})(\s*)")
_SAME, _GONE, _COME = "same", "gone", "come"
_Word = tuple[str, str, int]
"""What is written, what stands behind it, and on which page."""
_Step = tuple[int, str, str]
"""On which later page something is told, what became of it, and how it reads."""


def texts(file: BinaryIO) -> dict[str, Any]:
    """For each later page the earlier one that it faces and its parts; and whether the texts go on."""
    told = json.load(file)
    before, cut_before = _words(told["before"])
    after, cut_after = _words(told["after"])
    pages = max(1, len(told["after"]))
    steps, facing = _steps(before, after, pages)
    parts: list[list[list[str]]] = [[] for _page in range(pages)]
    for (page, kind), some in groupby(steps, key=lambda step: step[:2]):
        parts[page - 1].append([kind, "".join(said for _page, _kind, said in some)])
    return {
        "pages": [
            {"facing": facing[page], "parts": here} for page, here in zip(sorted(facing), parts, strict=True)
        ],
        "cut": cut_before or cut_after,
    }


def _words(pages: list[str]) -> tuple[list[_Word], bool]:
    words: list[_Word] = []
    for number, text in enumerate(pages, start=1):
        for found in _WORD.finditer(text):
            if len(words) == MOST_WORDS:
                return words, True
            behind = found[2] and ("\n" if "\n" in found[2] else " ")
            words.append((found[1], behind, number))
        if words:
            words[-1] = (words[-1][0], "\n", words[-1][2])
    return words, False


def _steps(before: list[_Word], after: list[_Word], pages: int) -> tuple[list[_Step], dict[int, int]]:
    """What became of each word, by page; and of each later page the earlier one where its words stood."""
    steps: list[_Step] = []
    facing: dict[int, int] = {}
    matcher = SequenceMatcher(None, [word[0] for word in before], [word[0] for word in after], autojunk=True)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind == "equal":
            for old, new in zip(before[start:end], after[begin:stop], strict=True):
                facing.setdefault(new[2], old[2])
                steps.append((new[2], _SAME, new[0] + new[1]))
        else:
            here = _page_at(after, begin, pages)
            steps += ((here, _GONE, word[0] + word[1]) for word in before[start:end])
            steps += ((word[2], _COME, word[0] + word[1]) for word in after[begin:stop])
    return sorted(steps, key=lambda step: step[0]), dict(_faced(facing, pages))


def _page_at(after: list[_Word], place: int, pages: int) -> int:
    """The later page on which words that went are told: where what followed them stands."""
    if place < len(after):
        return after[place][2]
    return after[-1][2] if after else pages


def _faced(facing: dict[int, int], pages: int) -> Iterator[tuple[int, int]]:
    """Each later page with an earlier one: where nothing stayed, that of the page before."""
    last = 1
    for page in range(1, pages + 1):
        last = facing.get(page, last)
        yield page, last
