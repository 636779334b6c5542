"""Which task an answer means, where the mail that it answers asks for several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sello.core.text import fold

_SIGN = r"(?:n[°º.o]*\s*|#\s*)?"
_AND = rf"\s*(?:[,/+&.-]|\b(?:y|e|o|u|a|al|hasta)\b)\s*(?:la\s+)?{_SIGN}\d"
"""What follows a number where several are meant: «1, 2», «1 y la 2», «1 al 3»."""
_NUMBERED = re.compile(rf"tarea\s*{_SIGN}([1-9]\d{{0,2}})\b(?!{_AND})")
_MENTIONED = re.compile(rf"\btareas?\s*{_SIGN}([1-9]\d{{0,2}})\b")
_SEVERAL = re.compile(rf"tareas?\b\W*{_SIGN}\d")
_ALONE = re.compile(_NUMBERED.pattern + r"\W*")
_ANSWERED = re.compile(r"\s*(?:(?:re|rv|fw|fwd|aw|res|enc)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_BEGINNING = 25
"""Letters by which the subject of our mail is known again, though a program cut it short."""

_FIRST = 2
"""Lines of which one may name the task: the uppermost is often a greeting."""

_SHORT = 4

UNCLEAR = frozenset({0, -1})
"""Several were named, of which the mail does not say which."""


def named(titles: Mapping[int, str], ours: str, subject: str, text: str) -> frozenset[int]:
    """The numbers that an answer names in its subject or its first lines; empty where it names none.

    A task is named by its number («Tarea 2», as our mail says it) or by its title. The subject of our own
    mail names nothing. Numbers that are none of the mail's are among them: whoever reads them judges. Lines
    further down name no task, but where they begin with another number, it is not clear which is meant.
    """
    lines = [line for line in map(fold, text.splitlines()) if line]
    said = [line for line in (_own_words(ours, subject), *lines[:_FIRST]) if line]
    found = frozenset().union(*(_numbers(line, titles) or _titles(line, titles) for line in said))
    return found.union(*(_numbers(line, titles) for line in lines[_FIRST:])) if found else found


def unnamed(text: str) -> str:
    """What somebody wrote, without a first line that only names the task."""
    first, _, rest = text.strip().partition("\n")
    return rest.strip() if _ALONE.fullmatch(fold(first)) else text


def parts(titles: Mapping[int, str], text: str) -> dict[int, str]:
    """What an answer says of each task, where lines that name one cut it; empty where that is not clear.

    A line names a task that begins with its number, or is its title. What stands before the first of them,
    a greeting, goes with it. A part may be empty: then its task was only named.
    """
    before: list[str] = []
    found: dict[int, list[str]] = {}
    lines = before
    for line in text.splitlines():
        named_here = _begun(fold(line), titles)
        if len(named_here) > 1 or not named_here <= titles.keys():
            return {}
        if named_here:
            lines = found.setdefault(next(iter(named_here)), before if not found else [])
            if _ALONE.fullmatch(fold(line)) or not _numbers(fold(line), titles):
                continue  # it only names the task
        lines.append(line)
    return {number: "\n".join(each).strip() for number, each in found.items()} if len(found) > 1 else {}


def _begun(line: str, titles: Mapping[int, str]) -> frozenset[int]:
    """The task with which a line begins a part of its own."""
    alone = _bare(line)
    by_title = (number for number, title in titles.items() if alone and _bare(fold(title)) == alone)
    return _numbers(line, titles) or frozenset(by_title)


def _bare(text: str) -> str:
    """A line, or a title, without the signs that people put around it; titles end with a day in brackets."""
    return text.strip(" .:;,-()*")


def _own_words(ours: str, subject: str) -> str:
    """What she added to the subject that her program made of ours."""
    kept, known = fold(_ANSWERED.sub("", subject, count=1)), fold(ours)
    rest = kept.replace(known, " ").strip() if known else kept
    return "" if known and rest.startswith(known[:_BEGINNING]) else rest


def _numbers(line: str, titles: Mapping[int, str]) -> frozenset[int]:
    """The task whose number a line begins with, with the one whose title is its rest; UNCLEAR for several."""
    found = _NUMBERED.match(line)
    if found is None:
        return UNCLEAR if _SEVERAL.match(line) else frozenset()
    if set(_MENTIONED.findall(line)) - {found.group(1)}:
        return UNCLEAR
    rest = _bare(line[found.end() :])
    other = {number for number, title in titles.items() if rest and _bare(fold(title)) == rest}
    return frozenset({int(found.group(1)), *other})


def _titles(line: str, titles: Mapping[int, str]) -> frozenset[int]:
    """The tasks whose title a line says as whole words; of one within another, the longer."""
    folded = {number: fold(title) for number, title in titles.items()}
    said = {number: title for number, title in folded.items() if _says(line, title)}
    return frozenset(number for number, title in said.items() if not _within(title, said.values()))


def _within(title: str, others: Iterable[str]) -> bool:
    return any(title != other and _says(other, title) for other in others)


def _says(line: str, title: str) -> bool:
    """Whether a line says a title; one of few letters has to be all of it."""
    if len(title) < _SHORT:
        return bool(title) and line == title
    return re.search(rf"(?<!\w){re.escape(title)}(?!\w)", line) is not None
