"""What one look at an installation found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What one check saw: nothing wrong, a notice (works, but less), or a problem, each with its remedy."""

    part: str
    seen: str
    remedy: str = ""
    is_problem: bool = False

    @property
    def mark(self) -> str:
        """The sign at the head of its line."""
        if self.is_problem:
            return "✘"
        return "!" if self.remedy else "✔"
