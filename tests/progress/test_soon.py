"""«Por vencer» begins on the same day in every room that says it."""

import ast
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

import sello
from sello.core.days import SOON
from sello.evidence.domain import conditions, details
from sello.level.state import Reading
from sello.level.status import Status, status_of
from sello.level.verdict import judge_all
from sello.register import domain as register
from sello.register.domain import PartialDate
from tests.level.rules import accepted, edition, validated

DAY = date(2026, 11, 12)
ROOT = Path(sello.__file__).parent


@pytest.mark.parametrize("days", [0, 1, SOON.days - 1, SOON.days, SOON.days + 1, 400])
def test_every_room_says_it_on_the_same_day(days: int) -> None:
    last, soon = DAY + timedelta(days=days), days <= SOON.days
    state = validated(1, accepted(until=last))
    verdict = judge_all(edition(1), {"1": state}, Reading.VALIDATED, DAY)["1"]
    assert (status_of(state, verdict, DAY) is Status.EXPIRING) is soon
    assert (conditions.validity(last, None, today=DAY) is details.Validity.EXPIRING) is soon
    ends = PartialDate(last)
    begun = PartialDate(DAY)
    assert (register.validity(begun, ends, today=DAY) is register.Validity.ENDING) is soon


def numbers_of_days(source: str) -> list[object]:
    """What is written as a number of days: `days=60`, `SOON_DAYS = 60`, `within_days: int = 60`."""
    found: list[tuple[str, ast.expr | None]] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword):
            found.append((node.arg or "", node.value))
        elif isinstance(node, ast.Assign):
            found += [(ast.unparse(target), node.value) for target in node.targets]
        elif isinstance(node, ast.AnnAssign):
            found.append((ast.unparse(node.target), node.value))
        elif isinstance(node, ast.arguments):
            found += [(one.arg, value) for one, value in zip(node.kwonlyargs, node.kw_defaults, strict=True)]
    return [
        value.value
        for name, value in found
        if isinstance(value, ast.Constant) and ("days" in name.lower() or "soon" in name.lower())
    ]


def test_the_number_is_written_once() -> None:
    """Elsewhere it is imported; the screens that say it in words say this number."""
    assert numbers_of_days("SOON_DAYS = 60\nf(days=60)\ndef f(*, within_days: int = 60): ...") == [60, 60, 60]
    written = [
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if SOON.days in numbers_of_days(path.read_text())
    ]
    assert written == ["core/days.py"]
    said = {
        days
        for page in (ROOT.parent / "templates").rglob("*.html")
        for days in re.findall(r"\bvencen? en (?:los próximos )?(\d+) días", page.read_text())
    }
    assert said == {str(SOON.days)}
