"""The crosswalks that come with the program: which requirement of one edition serves one of another."""

from functools import cache
from pathlib import Path

from sello.catalogue.crosswalk import Crosswalk, read_crosswalk

FOLDER = Path(__file__).parent


@cache
def shipped() -> tuple[Crosswalk, ...]:
    """Every crosswalk that comes with the program."""
    return tuple(read_crosswalk(path.read_bytes(), path.name) for path in sorted(FOLDER.glob("*.yaml")))
