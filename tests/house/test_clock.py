"""One idiom for now, one way from an instant to a day: nobody else reads the clock or thinks of zones."""

import ast

import pytest

from tests.house.source import Rule, calls, modules


def asks_the_clock(node: ast.AST) -> bool:
    """Whether a node takes `now` from the clock: named with its module, or brought in alone."""
    if isinstance(node, ast.ImportFrom):
        return node.module == "sello.core.clock" and any(alias.name == "now" for alias in node.names)
    return isinstance(node, ast.Attribute) and ast.unparse(node) == "clock.now"


RULES = (
    Rule(
        "only requests, jobs, commands and the start of a process ask what time it is",
        asks_the_clock,
        "take `now`, `today` or `at: Moment`; a screen asks web.moment.moment(), a job its Work, "
        "a command its Operator",
        frozenset({"sello.web.moment", "sello.core.jobs", "sello.scheduler", "sello.app", "sello.cli"}),
    ),
    Rule(
        "only core.moment goes from an instant to a day, or back",
        calls(".date", ".astimezone", ".combine", "ZoneInfo"),
        "take `at: Moment` and use its day_of(instant), start_of(day), end_of(day) or local(instant)",
        frozenset(
            {
                "sello.core.moment",
                "sello.core.trail.ledger.leaf",  # writes every instant in UTC
                "sello.core.db",  # stores every instant in UTC
                "sello.tasks.domain.waiting",  # UTC's day, which its twin in SQL can tell as well
                "sello.cli",  # reads days and instants that an operator typed
                "sello.demo.files.office",  # dates made-up documents
            }
        ),
    ),
)

BENT = {
    "what time it is": (
        "from sello.core import clock\n\ndef act(now):\n    return now or clock.now()\n",
        "from sello.core.clock import now\n",
        "from sello.core import clock\n\ndef act(wait, now=clock.now):\n    return wait\n",
    ),
    "to a day": (
        "def last(rows):\n    return max(row.moved_at.date() for row in rows)\n",
        "def shown(instant, zone):\n    return instant.astimezone(zone)\n",
        "def opens(day):\n    return datetime.combine(day, time.min, ZONE)\n",
        "def zone():\n    return ZoneInfo('America/Santiago')\n",
    ),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    broken = [line for name, tree in modules().items() for line in rule.broken_in(name, tree)]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    ("words", "source"), [(words, source) for words, sources in BENT.items() for source in sources]
)
def test_the_rule_sees_a_bent_example_and_says_what_to_do(words: str, source: str) -> None:
    (rule,) = [one for one in RULES if words in one.name]
    (said,) = rule.broken_in("sello.somewhere", ast.parse(source))
    assert said.startswith("sello.somewhere:")
    assert rule.instead in said


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_who_is_allowed_still_needs_it(rule: Rule) -> None:
    for name in rule.allowed:
        own = [tree for one, tree in modules().items() if one == name or one.startswith(name + ".")]
        assert any(rule.breaks(node) for tree in own for node in ast.walk(tree)), name
