"""Where things stand in what is read, a line or a cell, and what was found wrong there."""

from dataclasses import dataclass, field

import yaml

from sello.catalogue.schema.problems import Problem


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands in what is read: its order there, and how a person finds it."""

    order: int
    name: str = field(compare=False)


class CellMark(yaml.Mark):
    """The mark of a node that came from a cell of a sheet, or from a form, instead of a line."""

    def __init__(self, order: int, name: str) -> None:
        super().__init__("", 0, 0, 0, None, 0)
        self.place = Place(order, name)


def place_of(node: yaml.Node) -> Place:
    """Where a node stands: its cell, or its line."""
    mark = node.start_mark
    if isinstance(mark, CellMark):
        return mark.place
    return Place(mark.line + 1, f"línea {mark.line + 1}")


class Notes:
    """The faults found so far."""

    def __init__(self) -> None:
        self._found: list[tuple[Place, Problem]] = []

    def add(self, place: Place, message: str, remedy: str, **values: object) -> None:
        """Note one fault at its place."""
        self._found.append((place, Problem(place.name, message, remedy, values)))

    def problems(self) -> tuple[Problem, ...]:
        """Every fault, in the order of what was read."""
        return tuple(problem for _, problem in sorted(self._found, key=lambda item: item[0]))
