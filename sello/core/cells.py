"""What a cell of anybody's spreadsheet says by itself: that it has no result, yes, no, or a title."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final, TypeVar

from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.core.text import fold

Held = TypeVar("Held")

YES: Final = frozenset({"si", "s", "x", "1", "verdadero", "true", "✓", "✔", "☑"})
NO: Final = frozenset({"no", "n", "0", "falso", "false", "☐"})
"""How a plain yes and a plain no are written, folded; spreadsheets set to Chile write VERDADERO and FALSO."""

_NOTHING_SAID: Final = re.compile(r"[-–—_.…\s]+")
_UNSAID: Final = frozenset(
    {
        "s/i",
        "s/d",
        "n/a",
        "n/d",
        "n.a.",
        "s.i.",
        "no aplica",
        "no corresponde",
        "sin informacion",
        "sin dato",
        "sin datos",
    }
)
"""What people write where they have nothing to write, folded; «NA» alone may be the short name of a unit."""
_NOTE: Final = re.compile(
    r"\(?\*+.*|\W*(fuentes?|notas?|obs(ervacion(es)?)?|elabora(do|da|cion)|actualiza(do|da|cion)"
    r"|datos (al|a))\b( por| de)?[^:]{0,30}:.*",
    re.DOTALL,
)
_SUMS: Final = re.compile(r"(sub ?)?total(es)?( (general|final|parcial))?|sumas?")

HEADER_ROWS: Final = 25
"""Among so many first rows the titles of a table are looked for: sheets begin with a heading."""

UNSOLVED: Final = "#¿RESULTADO?"
"""Stands where a formula's result was never stored; it is refused as the errors of spreadsheets are."""

_FAILED: Final = re.compile(r"#[\u00a1\u00bf]?[a-z0-9/_]{2,20}[!?]|#n/[ad]|#{2,}|err:\d{3}")


_FAILING: Final = ("#", "e", "E")
"""How these begin: every cell of a sheet is asked."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_TELLING: Final = 3
"""A name of fewer letters begins too many titles."""


class FailedCell(Refusal):
    """A formula went wrong where the sheet was made: what the cell was to say is known to nobody."""

    message = N_("«%(said)s» no es un dato: es una fórmula sin resultado. Corríjala en la planilla y repita.")


def is_failed(text: str) -> bool:
    """Whether a cell says what spreadsheets write where a formula fails: #N/A, #¡REF!, Err:502, ####."""
    return text.lstrip().startswith(_FAILING) and _FAILED.fullmatch(fold(text)) is not None


def check_result(text: str) -> str:
    """The text of a cell as it is; raises FailedCell where a formula failed."""
    if is_failed(text):
        raise FailedCell(said=text.strip())
    return text


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: it is empty, or holds the dash with which people fill an empty one."""
    return not text or _NOTHING_SAID.fullmatch(text) is not None


def is_total(text: str) -> bool:
    """Whether a cell names a row of sums."""
    return _SUMS.fullmatch(words(text)) is not None


def is_unsaid(text: str) -> bool:
    """Whether a cell says nothing of what it is asked, in signs or in words: «-», «s/i», «no aplica»."""
    return is_blank(text) or fold(text).strip() in _UNSAID


def is_note(text: str) -> bool:
    """Whether a cell is a note below a table: «Fuente: …», «(*) en transición»."""
    return _NOTE.fullmatch(fold(text).strip()) is not None


class NoteBelow(Refusal):
    """What stands below a table is about the table."""

    message = N_("Parece una nota al pie de la tabla: sáquela.")


def words(text: str) -> str:
    """A title's words alone: folded, and without signs."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


def by_title(cells: Sequence[str], names: Mapping[Held, Sequence[str]]) -> dict[int, Held]:
    """What each column holds by its title; of several that fit, the one that is named first is surest."""
    titles = [words(cell) for cell in cells]
    found: dict[int, Held] = {}
    for what, called in names.items():
        sure = [words(name) for name in called]
        fitting = [at for at, title in enumerate(titles) if title in sure and at not in found]
        if fitting:
            found[min(fitting, key=lambda at: sure.index(titles[at]))] = what
    return dict(sorted(found.items()))


def beginning_alike(
    cells: Sequence[str], names: Mapping[Held, Sequence[str]], found: Mapping[int, Held]
) -> dict[int, Held]:
    """What `by_title` found, and for what it did not find a column that begins with one of its names."""
    titles = [words(cell) for cell in cells]
    whole = dict(found)
    for what in names:
        free = {at: title for at, title in enumerate(titles) if at not in whole}
        if what not in found.values():
            whole |= dict.fromkeys(_begins(free, names[what])[:1], what)
    return dict(sorted(whole.items()))


def _begins(titles: Mapping[int, str], called: Sequence[str]) -> list[int]:
    """The columns that begin with one of some names: the surest name first, then the last year."""
    sure = [name for name in map(words, called) if len(name) >= _TELLING]
    latest = sorted(titles.items(), key=lambda each: -year_of(each[1]))
    return [at for name in sure for at, title in latest if title.startswith(name)]


def year_of(title: str) -> int:
    """The last year that a title names, 0 where it names none: of two answers the newer one is meant."""
    return max(map(int, _YEAR.findall(title)), default=0)


def letters(column: int) -> str:
    """The letters by which a spreadsheet names a column."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def unread_columns(rows: Sequence[Sequence[str]], header: int, read: Collection[int]) -> tuple[str, ...]:
    """The columns with something of which nothing is read: by their title, or by their letters."""
    width = max((len(row) for row in rows), default=0)
    filled = {at for row in rows[header:] for at, cell in enumerate(row) if cell.strip()}
    titles = rows[header]
    return tuple(
        (titles[at].strip() if at < len(titles) else "") or letters(at)
        for at in range(width)
        if at in filled and at not in read
    )
