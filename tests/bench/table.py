"""A result as docs/measurements.md shows it."""

from dataclasses import dataclass, field


@dataclass
class Table:
    """A titled table of already written cells, with a note on how it was measured."""

    title: str
    head: tuple[str, ...]
    note: str = ""
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, *cells: object) -> None:
        """Add a row; numbers are written with two significant decimals at most."""
        self.rows.append(tuple(_written(cell) for cell in cells))

    def markdown(self) -> str:
        """The table in Markdown."""
        lines = [f"\n### {self.title}\n"]
        lines.append("| " + " | ".join(self.head) + " |")
        lines.append("|" + "---|" * len(self.head))
        lines += ["| " + " | ".join(row) + " |" for row in self.rows]
        return "\n".join([*lines, f"\n{self.note}" if self.note else ""])


def _written(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:,.0f}" if cell >= 100 else f"{cell:.2f}" if cell < 10 else f"{cell:.1f}"
    if isinstance(cell, int):
        return f"{cell:,}"
    return str(cell)
