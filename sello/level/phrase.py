"""A sentence as a template with values, so that the screen translates it and paper says the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sello.core.figures import with_points


@dataclass(frozen=True)
class Phrase:
    """A sentence to translate: its Spanish template and the values that it names."""

    template: str
    values: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.template % with_points(self.values) if self.values else self.template
