"""Presentations and OpenDocument files, read from their own XML: what is written, tables, and pictures."""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from docx.oxml import parse_xml

from sello.files.jail.readers.common import Block, Leaf, in_leaves, whole_package
from sello.files.jail.readers.drawings import Drawings

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"


def slides(file: BinaryIO) -> Iterator[Leaf]:
    """The slides of a PPTX, one leaf each, what is noted below them last."""
    package, drawings = whole_package(file), Drawings()
    show = _xml(package, "ppt/presentation.xml")
    targets = _related(package, "ppt/presentation.xml")
    for slide in show.iter(f"{_P}sldId"):
        name = targets.get(slide.get(f"{_R}id", ""), "")
        if name in package.namelist():
            yield {"title": "", "blocks": list(_slide(package, name, drawings))}


def _slide(package: zipfile.ZipFile, name: str, drawings: Drawings) -> Iterator[Block]:
    targets = _related(package, name)
    for node in _xml(package, name).iter(f"{_P}sp", f"{_A}tbl", f"{_P}pic"):
        if node.tag == f"{_P}pic":
            named = [blip.get(f"{_R}embed", "") for blip in node.iter(f"{_A}blip")]
            for target in {targets.get(name, "") for name in named} & set(package.namelist()):
                yield from drawings.block(package.read(target))
        elif node.tag == f"{_A}tbl":
            rows = [[_said(cell, f"{_A}t") for cell in row.iter(f"{_A}tc")] for row in node.iter(f"{_A}tr")]
            yield {"is": "table", "rows": rows}
        else:
            yield from _shape(node)
    yield from _notes(package, targets)


def _notes(package: zipfile.ZipFile, targets: dict[str, str]) -> Iterator[Block]:
    for target in sorted(set(targets.values()) & set(package.namelist())):
        said = _said(_xml(package, target), f"{_A}t") if "notesSlide" in target else ""
        if said:
            yield {"is": "lines", "text": said}


def _shape(node: Any) -> Iterator[Block]:
    place = node.find(f".//{_P}ph")
    titled = place is not None and place.get("type") in {"title", "ctrTitle"}
    for paragraph in node.iter(f"{_A}p"):
        if said := _said(paragraph, f"{_A}t"):
            yield {"is": "heading" if titled else "text", "level": 2, "text": said}


def open_text(file: BinaryIO) -> Iterator[Leaf]:
    """The leaves of an ODT."""
    package = whole_package(file)
    return in_leaves(_open_blocks(package, _xml(package, "content.xml"), Drawings()))


def open_slides(file: BinaryIO) -> Iterator[Leaf]:
    """The slides of an ODP, one leaf each."""
    package, drawings = whole_package(file), Drawings()
    for page in _xml(package, "content.xml").iter(f"{_DRAW}page"):
        yield {"title": "", "blocks": list(_open_blocks(package, page, drawings))}


def _open_blocks(package: zipfile.ZipFile, root: Any, drawings: Drawings) -> Iterator[Block]:
    for node in root.iter(f"{_TEXT}h", f"{_TEXT}p", f"{_TABLE}table", f"{_DRAW}image"):
        if node.tag == f"{_DRAW}image":
            if node.get(_LINK) in package.namelist():
                yield from drawings.block(package.read(node.get(_LINK)))
        elif node.tag == f"{_TABLE}table":
            rows = node.iter(f"{_TABLE}table-row")
            cells = [[_whole(cell) for cell in row.iter(f"{_TABLE}table-cell")] for row in rows]
            yield {"is": "table", "rows": cells}
        elif next(node.iterancestors(f"{_TABLE}table"), None) is None and _whole(node):
            yield _open_words(node)


def _open_words(node: Any) -> Block:
    if node.tag == f"{_TEXT}h":
        level = node.get(f"{_TEXT}outline-level", "1")
        return {"is": "heading", "level": int(level) + 1 if level.isdecimal() else 2, "text": _whole(node)}
    listed = next(node.iterancestors(f"{_TEXT}list-item"), None) is not None
    return {"is": "item" if listed else "text", "text": _whole(node)}


def _whole(node: Any) -> str:
    return "".join(node.itertext()).strip()


def _said(node: Any, tag: str) -> str:
    return "".join(each.text or "" for each in node.iter(tag)).strip()


def _xml(package: zipfile.ZipFile, name: str) -> Any:
    """A part as a tree, by the parser of python-docx: no entities, no network."""
    return parse_xml(package.read(name))


def _related(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    """What a part names by a number of its own, as names within the package."""
    folder, _, last = name.rpartition("/")
    listed = f"{folder}/_rels/{last}.rels"
    if listed not in package.namelist():
        return {}
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join(folder, each.get("Target", ""))).lstrip("/")
        for each in _xml(package, listed).iter(_RELATED)
        if each.get("TargetMode") != "External"
    }
