"""Nodes made from cells, so that one reader checks lines, cells and forms alike."""

from collections.abc import Iterable, Mapping

import yaml

from sello.catalogue.exchange.grid import Sheet
from sello.catalogue.schema.notes import CellMark

_TEXT = "tag:yaml.org,2002:str"
_ROW = 1000


def at_cell(sheet: Sheet, row: int, column: int | None = None) -> CellMark:
    """The mark of a cell, or of a whole row."""
    return CellMark(row * _ROW + (column or 0), sheet.place(row, column))


def text(value: str, mark: CellMark) -> yaml.ScalarNode:
    """A text."""
    return yaml.ScalarNode(_TEXT, value, mark)


def group(items: Mapping[str, yaml.Node | None], mark: CellMark) -> yaml.MappingNode:
    """A group of keys; those without a value are left out."""
    pairs = [(text(key, mark), node) for key, node in items.items() if node is not None]
    return yaml.MappingNode("", pairs, mark)


def items(nodes: Iterable[yaml.Node], mark: CellMark) -> yaml.SequenceNode:
    """A list."""
    return yaml.SequenceNode("", list(nodes), mark)


def texts(values: Iterable[str], mark: CellMark) -> yaml.SequenceNode | None:
    """A list of texts that stand in one cell; nothing when there is none."""
    found = [text(value, mark) for value in (value.strip() for value in values) if value]
    return items(found, mark) if found else None


def plain(value: object, mark: CellMark) -> yaml.Node:
    """A value of plain groups, lists and texts, all at one place."""
    if isinstance(value, dict):
        return group({str(key): plain(part, mark) for key, part in value.items()}, mark)
    if isinstance(value, list):
        return items((plain(part, mark) for part in value), mark)
    return text(str(value), mark)
