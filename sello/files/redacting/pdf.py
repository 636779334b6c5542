"""A PDF that holds pictures of pages and nothing else: no text, no metadata, one revision.

Written by hand so that what stands in the file can be told from this page: a catalogue, its pages, for each
of them a JPEG and the line that draws it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Markers of a JPEG behind which its size stands."""
_ALONE = frozenset({0x01, *range(0xD0, 0xDA)})
"""Markers without a length."""


class NoPicture(ValueError):
    """The bytes are no JPEG whose size can be read."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG and its size in points of the screen."""

    jpeg: bytes
    width: int
    height: int


def picture(jpeg: bytes) -> Picture:
    """A JPEG with the size that it says it has. Raises NoPicture."""
    at = 2
    while jpeg[:2] == b"\xff\xd8" and at + 9 < len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker in _FRAMES:
            height, width = _number(jpeg, at + 5), _number(jpeg, at + 7)
            if width and height:
                return Picture(jpeg, width, height)
        at += 2 if marker in _ALONE else 2 + _number(jpeg, at + 2)
    raise NoPicture


def document(pages: Sequence[Picture], *, dots: float) -> bytes:
    """A PDF with a page for each picture, at so many dots an inch."""
    kids = " ".join(f"{3 + 3 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
    ]
    for at, each in enumerate(pages):
        first = 3 + 3 * at
        width, height = (round(72 * side / dots, 2) for side in (each.width, each.height))
        draws = f"q {width} 0 0 {height} 0 0 cm /P Do Q".encode()
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {first + 1} 0 R "
            f"/Resources << /XObject << /P {first + 2} 0 R >> >> >>".encode(),
            _stream("", draws),
            _stream(
                f"/Type /XObject /Subtype /Image /Width {each.width} /Height {each.height} "
                "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode ",
                each.jpeg,
            ),
        ]
    return _written(objects)


def _stream(said: str, content: bytes) -> bytes:
    return f"<< {said}/Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _written(objects: Sequence[bytes]) -> bytes:
    """The objects, numbered from 1, with the table of where each begins."""
    out, starts = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, each in enumerate(objects, start=1):
        starts.append(len(out))
        out += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{start:010} 00000 n \n".encode() for start in starts)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")
