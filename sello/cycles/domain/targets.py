"""The level aimed at, said on another edition."""

from sello.catalogue.domain.rules import Level


def target_in(levels: tuple[Level, ...], target: str, before: tuple[Level, ...]) -> str:
    """The level aimed at, in the other edition: the same code, else as high, else the highest."""
    if target in {level.code for level in levels}:
        return target
    mark = next((level.mark for level in before if level.code == target), 0)
    as_high = [level for level in levels if level.mark == mark]
    return (as_high or sorted(levels, key=lambda level: level.mark))[-1].code
