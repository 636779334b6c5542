"""What is to be told of a PDF: found by looking at its pages, its words and what it carries."""

from collections.abc import Iterator
from math import pi
from typing import Any, BinaryIO

import pikepdf
import pypdfium2

from sello.files.cautions import cautions
from sello.files.examining.findings import Kind
from sello.files.jail.readers import looks, said
from sello.files.jail.readers.paper import Paper
from sello.files.jail.readers.signed import signatures

Found = tuple[Kind, int | None, str]
"""A kind, its page, its detail."""

PAGES = 40
"""So many pages of a document are looked at: what is wrong with a scan is wrong from its beginning."""
FEW = 20
"""Letters up to which a page has no text: a stamp or a number that the scanner put there."""
_SAMPLED = 80


def paper(file: BinaryIO) -> dict[str, Any]:
    """A PDF. Raises Locked."""
    try:
        document = Paper(file)
    except pypdfium2.PdfiumError:
        return {"findings": [_damage(file)], "years": []}
    texts = [document.text(page) for page in range(1, min(document.pages, PAGES) + 1)]
    whole: list[Found] = [(Kind.NOT_ALL, None, str(PAGES))] if document.pages > PAGES else []
    found = [*whole, *_of_pages(document, texts), *_of_signatures(file, "\n".join(texts)), *_of_code(file)]
    found += said.of_persons(enumerate(texts, start=1))
    return {"findings": found, **said.of_itself(texts)}


def _of_pages(document: Paper, texts: list[str]) -> list[Found]:
    """What is seen on each page, and that none of them has text."""
    bare = {page for page, text in enumerate(texts, start=1) if _is_bare(document, page, text.strip())}
    found: list[Found] = []
    for page in range(1, len(texts) + 1):
        kinds = _looks(document, page) if page in bare else _turned(document, page)
        found += [(kind, page, "") for kind in kinds]
    blank = sum(kind is Kind.BLANK for kind, _, _ in found)
    if len(bare) == len(texts) > blank:
        found.append((Kind.SCAN, None, ""))
    return found


def _of_signatures(file: BinaryIO, text: str) -> list[Found]:
    signed, added = _signatures(file)
    found: list[Found] = [(kind, None, "") for kind in said.of_decree(text, signed=bool(signed))]
    found += [(Kind.SIGNED, None, each) for each in signed]
    return [*found, (Kind.ADDED_AFTERWARDS, None, "")] if added else found


def _of_code(file: BinaryIO) -> list[Found]:
    file.seek(0)
    return [(Kind(each.value), None, "") for each in cautions(file, "application/pdf")]


def _is_bare(document: Paper, page: int, text: str) -> bool:
    return not text or (len(text) <= FEW and document.has_picture(page))


def _damage(file: BinaryIO) -> Found:
    file.seek(0)
    try:
        with pikepdf.open(file, access_mode=pikepdf.AccessMode.stream) as document:
            return (Kind.MENDED if len(document.pages) else Kind.BROKEN, None, "")
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return (Kind.BROKEN, None, "")


def _looks(document: Paper, page: int) -> list[Kind]:
    return looks.looks(looks.small(document.drawn(page, looks.LONG_SIDE)))


def _turned(document: Paper, page: int) -> Iterator[Kind]:
    """Whether most letters of a page stand on their heads, or lie on their side, as it is shown."""
    turns = [round(angle / (pi / 2)) % 4 for angle in document.angles(page, _SAMPLED)]
    if turns:
        most = max(set(turns), key=turns.count)
        if most:
            yield Kind.UPSIDE_DOWN if most == 2 else Kind.SIDEWAYS


def _signatures(file: BinaryIO) -> tuple[list[str], bool]:
    file.seek(0)
    try:
        return signatures(file)
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError):
        return [], False
