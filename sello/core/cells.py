"""What a cell of anybody's spreadsheet says by itself: that it has no result, yes, no, or a title."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.core.text import fold

Held = TypeVar("Held")

YES: Final = frozenset({"si", "s", "x", "1", "verdadero", "true", "✓", "✔", "☑"})
NO: Final = frozenset({"no", "n", "0", "falso", "false", "☐"})
"""How a plain yes and a plain no are written, folded; spreadsheets set to Chile write VERDADERO and FALSO."""

UNSOLVED: Final = "#¿RESULTADO?"
"""Stands where a formula's result was never stored; it is refused as the errors of spreadsheets are."""

_FAILED: Final = re.compile(r"#[\u00a1\u00bf]?[a-z0-9/_]{2,20}[!?]|#n/[ad]|#{2,}|err:\d{3}")


class FailedCell(Refusal):
    """A formula went wrong where the sheet was made: what the cell was to say is known to nobody."""

    message = N_("«%(said)s» no es un dato: es una fórmula sin resultado. Corríjala en la planilla y repita.")


def is_failed(text: str) -> bool:
    """Whether a cell says what spreadsheets write where a formula fails: #N/A, #¡REF!, Err:502, ####."""
    return _FAILED.fullmatch(fold(text)) is not None


def check_result(text: str) -> str:
    """The text of a cell as it is; raises FailedCell where a formula failed."""
    if is_failed(text):
        raise FailedCell(said=text.strip())
    return text


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
