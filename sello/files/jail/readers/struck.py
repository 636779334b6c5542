"""Pages as pictures with boxes burnt in, and where on them something is about persons."""

import io
import json
from collections.abc import Iterator
from typing import Any, Protocol

from PIL import Image, ImageDraw

from sello.files.detecting.detector import detect, named, told

_PERCENT = 150
_PAGES = 40
_BLOCK = 16
"""Points of a JPEG that are kept together: a box covers whole blocks, so that no letter shines through at its
edge."""
_QUALITY = 80


class Pages(Protocol):
    """A document whose pages are shown as pictures; pages count from 1."""

    @property
    def pages(self) -> int: ...

    def text(self, page: int) -> str: ...

    def picture(self, page: int, percent: int) -> bytes: ...

    def boxes(self, page: int, words: str) -> list[list[int]]: ...


def strike(document: Pages, first: str, last: str, said: str) -> bytes:
    """Some pages as JPEGs, each behind its length, with the boxes of `said` on them."""
    boxes = json.loads(said)
    out = io.BytesIO()
    for page in range(int(first), int(last) + 1):
        here = [box for number, *box in boxes if number == page]
        jpeg = _struck(document.picture(page, _PERCENT), here)
        out.write(len(jpeg).to_bytes(4, "big") + jpeg)
    return out.getvalue()


def persons(document: Pages) -> bytes:
    """Page, kind, masked quotation and boxes of each place that is about somebody."""
    found = [each for page in range(1, min(document.pages, _PAGES) + 1) for each in _on_page(document, page)]
    return json.dumps(found).encode("ascii")


def _on_page(document: Pages, page: int) -> Iterator[list[Any]]:
    text = document.text(page)
    places = (*detect(text), *named(text))
    where: dict[str, list[list[int]]] = {}
    for place, found in zip(places, told(text, places, page), strict=True):
        said = text[place.start : place.end]
        if said not in where:
            where[said] = document.boxes(page, said)
        yield [page, found.kind.value, found.quoted, where[said]]


def _struck(jpeg: bytes, boxes: list[list[int]]) -> bytes:
    """The picture drawn anew: what is covered is black before it is written, and nothing else is kept."""
    with Image.open(io.BytesIO(jpeg)) as opened:
        picture = opened.convert("RGB")
    pen, (width, height) = ImageDraw.Draw(picture), picture.size
    for left, top, wide, high in boxes:
        across, down = _blocks(left, wide, width), _blocks(top, high, height)
        pen.rectangle((across[0], down[0], across[1], down[1]), fill="black")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _blocks(start: int, size: int, points: int) -> tuple[int, int]:
    """From the first point of a block to the last of one."""
    first = start * points // 1000 // _BLOCK * _BLOCK
    last = -(-(start + size) * points // 1000) // _BLOCK * _BLOCK + _BLOCK - 1
    return first, min(last, points)
