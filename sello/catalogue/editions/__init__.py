"""The editions that come with the program, by name."""

from functools import cache
from pathlib import Path

from sello.catalogue.domain.texts import Edition
from sello.catalogue.schema.edition import read_edition

FOLDER = Path(__file__).parent
WORKING = "trabajo-40"


def shipped() -> tuple[str, ...]:
    """The names of the editions that come with the program; each is also the edition's code."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def document(name: str) -> bytes:
    """The file of an edition that comes with the program."""
    return (FOLDER / f"{name}.yaml").read_bytes()


@cache
def edition(name: str) -> Edition:
    """An edition that comes with the program; read once, because it never changes while it runs."""
    return read_edition(document(name), f"{name}.yaml")
