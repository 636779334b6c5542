"""A sender by the tus protocol, 1.0.0, written from its text: what a test says over any connection."""

from base64 import b64encode
from collections.abc import Mapping

VERSION = {"Tus-Resumable": "1.0.0"}
ADDRESS = "/evidencia/envios"


def beginning(name: str, size: int, mark: str | None = None) -> dict[str, str]:
    """The headers that announce a file."""
    said = {"filename": name} | ({"mark": mark} if mark else {})
    return VERSION | {"Upload-Length": str(size), "Upload-Metadata": metadata(said)}


def metadata(said: Mapping[str, str]) -> str:
    """What is said of a file, as the protocol writes it."""
    return ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in said.items())


def piece(offset: int, **more: str) -> dict[str, str]:
    """The headers of a piece that begins at an offset."""
    return VERSION | {
        "Upload-Offset": str(offset),
        "Content-Type": "application/offset+octet-stream",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
