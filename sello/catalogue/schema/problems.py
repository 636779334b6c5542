"""What is wrong with a file, in words that say where and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sello.core.labels import N_
from sello.core.refusal import Refusal


@dataclass(frozen=True)
class Problem:
    """One fault of a file: where it is, what it is, and how to mend it.

    ``place`` is the line number, or a cell such as ``Requerimientos!C7``. ``message`` and ``remedy``
    are source texts that take ``values``, so that a screen can translate them.
    """

    place: str
    message: str
    remedy: str
    values: dict[str, object] = field(default_factory=dict, hash=False)

    @property
    def what(self) -> str:
        """What is wrong, in Spanish."""
        return self.message % self.values

    @property
    def do(self) -> str:
        """What to do about it, in Spanish."""
        return self.remedy % self.values

    def __str__(self) -> str:
        return f"{self.place}: {self.what} {self.do}"


class InvalidEdition(Refusal):
    """A file cannot be taken as an edition; ``problems`` holds every reason, in the file's order."""

    message = N_(
        "«%(file)s» no se puede usar: tiene %(count)s problemas. No se guardó nada; corríjalos y repita."
    )
    only = N_("«%(file)s» no se puede usar. No se guardó nada. En %(first)s")
    field = "document"

    def __init__(self, file: str, problems: Iterable[Problem]) -> None:
        self.file = file
        self.problems = tuple(problems)
        if len(self.problems) == 1:
            self.message = self.only  # type: ignore[misc]  # one reason is said at once
        first = self.problems[0] if self.problems else None
        super().__init__(file=file, count=len(self.problems), first=first)

    def report(self) -> str:
        """Every problem on a line of its own, each with the file and the place."""
        return "\n".join(f"{self.file}, {problem}" for problem in self.problems)
