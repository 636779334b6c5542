"""Documents of a fictitious town, each with the requirement it was written for, and how often it is found.

They were written before the rules, for the working edition (`trabajo-40`). The rules may be changed to do
better on the first half of each requirement's documents; the second half is only ever measured.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from sello.catalogue import editions
from sello.core.stemming import SILENT, words_of
from sello.evidence.domain.supporting import Asks, Edition

DOCUMENTS = Path(__file__).with_name("documents.txt")


@dataclass(frozen=True)
class Labelled:
    """A document and what whoever wrote it meant it to be."""

    code: str
    type: str
    number: str
    day: date
    text: str
    is_held_out: bool


@dataclass(frozen=True)
class Rate:
    """How many of some documents are found among the first three, and as the first."""

    of: int
    first: int
    three: int

    @property
    def percent(self) -> float:
        return 100 * self.three / self.of


@cache
def documents() -> tuple[Labelled, ...]:
    """Every document, in the order of the file."""
    seen: Counter[str] = Counter()
    found = []
    for block in DOCUMENTS.read_text(encoding="utf-8").split("@ ")[1:]:
        head, _, text = block.partition("\n")
        code, kind, number, day = (part.strip() for part in head.split("|"))
        seen[code] += 1
        is_held_out = (seen[code] + int(code[-1])) % 2 == 0
        found.append(Labelled(code, kind, number, date.fromisoformat(day), text.strip(), is_held_out))
    return tuple(found)


@cache
def requirements() -> tuple[tuple[str, Asks], ...]:
    """The requirements of the working edition, each with its code."""
    edition = yaml.safe_load(editions.document(editions.WORKING))
    standards = [each for dimension in edition["dimensiones"] for each in dimension["estandares"]]
    found = [each for standard in standards for each in standard["requerimientos"]]
    return tuple((str(each["codigo"]), _asks(number, each["es"])) for number, each in enumerate(found))


def _asks(number: int, text: dict[str, object]) -> Asks:
    means = text["medios"]
    assert isinstance(means, list)
    return Asks(
        number, str(text["titulo"]), tuple(map(str, means)), str(text["pide"]), str(text["ejemplo_bueno"])
    )


def ours(text: str) -> list[str]:
    """The codes of the three requirements that are proposed."""
    codes = [code for code, _ in requirements()]
    return [codes[each.id] for each in _edition().supported(text)]


@cache
def _edition() -> Edition:
    return Edition([asks for _, asks in requirements()])


def by_plain_words(text: str) -> list[str]:
    """The codes of the three requirements that share most words with a text, as a plain search would say."""
    said = _words(text)
    shared = {code: len(said & _words(_whole(asks))) for code, asks in requirements()}
    return sorted(shared, key=lambda code: -shared[code])[:3]


def _whole(asks: Asks) -> str:
    return " ".join((asks.title, asks.asks, *asks.sources))


def _words(text: str) -> set[str]:
    return {word for word in words_of(text) if word not in SILENT}


def rate(way: Callable[[str], list[str]], some: Iterable[Labelled]) -> Rate:
    """How often a way finds what a document was written for."""
    found = [(each.code, way(each.text)) for each in some]
    first = sum(code == codes[0] for code, codes in found if codes)
    return Rate(len(found), first, sum(code in codes for code, codes in found))
