"""The editions that come with the program, by name."""

from pathlib import Path

FOLDER = Path(__file__).parent
WORKING = "trabajo-40"


def shipped() -> tuple[str, ...]:
    """The names of the editions that come with the program."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def document(name: str) -> bytes:
    """The file of an edition that comes with the program."""
    return (FOLDER / f"{name}.yaml").read_bytes()
