"""What somebody wrote in an answer, without the mail that she answers and what her program adds."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ORIGINAL = re.compile(
    r"\s*[-_*]{2,}\s*(mensaje original|mensaje reenviado|original message|forwarded message|"
    r"mensaje de origen)\s*[-_*]{2,}\s*",
    re.IGNORECASE,
)
_LINE = re.compile(r"\s*_{10,}\s*")
_FIRST = re.compile(r"\s*\*?(de|from|desde)\s*:\*?\s*\S.*", re.IGNORECASE)
_NEXT = re.compile(
    r"\s*\*?(enviado|enviado el|enviada el|fecha|date|sent|para|to|cc|asunto|subject)\s*:\*?.*", re.IGNORECASE
)
_SAYS = re.compile(r"\s*(el|on|le)\s.{6,300}(escribi[oó]|wrote|a écrit)\s*:\s*", re.IGNORECASE)
_SAYS_BACKWARDS = re.compile(r"\s*.{3,200}<[^<>@\s]+@[^<>\s]+>\s+(escribi[oó]|wrote)\s*:\s*", re.IGNORECASE)
_ADDED = re.compile(
    r"\s*(enviado desde mi|enviado desde (outlook|correo|yahoo|samsung|un)|enviado con|obtener outlook|"
    r"obtenga outlook|sent from my|sent from (outlook|mail)|get outlook for|descarga outlook)\b.{0,120}",
    re.IGNORECASE,
)
_SIGNATURE = "-- "
_WRAPPED = 3
"""Lines over which a program breaks «El … escribió:»."""


def written(text: str) -> str:
    """The words of an answer that are its sender's; empty where there are none.

    Programs that mark each quoted line leave room for answers between them: those stay. The others put all
    of the old mail behind a line that says so, and everything from there on goes.
    """
    kept: list[str] = []
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        length = _says(lines, at)
        if length and any(line.lstrip().startswith(">") for line in lines[at + length :]):
            at += length  # each old line is marked: what is not may be an answer
            continue
        if length or _begins_old(lines, at) or lines[at] == _SIGNATURE:
            break
        if not lines[at].lstrip().startswith(">") and not _ADDED.fullmatch(lines[at]):
            kept.append(lines[at].rstrip())
        at += 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _begins_old(lines: Sequence[str], at: int) -> bool:
    """Whether the old mail stands from here on, behind a line or under its own headers."""
    if _ORIGINAL.fullmatch(lines[at]):
        return True
    after = [line for line in lines[at + 1 : at + 8] if line.strip()]
    if _LINE.fullmatch(lines[at]):
        return bool(after) and bool(_FIRST.fullmatch(after[0]))
    return bool(_FIRST.fullmatch(lines[at])) and any(_NEXT.fullmatch(line) for line in after[:3])


def _says(lines: Sequence[str], at: int) -> int:
    """Over how many lines «El … escribió:» stands here; 0 where it does not."""
    if not lines[at].strip():
        return 0
    for length in range(1, _WRAPPED + 1):
        joined = " ".join(line.strip() for line in lines[at : at + length])
        if len(joined) > 400:
            return 0
        if _SAYS.fullmatch(joined) or (length == 1 and _SAYS_BACKWARDS.fullmatch(joined)):
            return length
    return 0
