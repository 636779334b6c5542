"""Rules as an office says them («cada mes, el día 5»), and the rule that each of them writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sello.core.dates import MONTHS
from sello.core.labels import N_, LabelledEnum
from sello.duties.domain.reading import read_rule
from sello.duties.domain.rules import Frequency, Rule

LAST_DAY = -1
"""Stands for the last day of a month: 28, 29, 30 or 31."""

SAFE_DAYS = (*range(1, 29), LAST_DAY)
"""The days that every month has: whoever means the 31st means the last."""


class Pattern(LabelledEnum):
    """How often, in the words of an office."""

    MONTHLY = "mensual", N_("Cada mes")
    QUARTERLY = "trimestral", N_("Cada tres meses")
    TWICE = "semestral", N_("Dos veces al año (cada seis meses)")
    YEARLY = "anual", N_("Cada año")
    RULE = "regla", N_("Otra: una regla RFC 5545")


STEPS = {Pattern.MONTHLY: 1, Pattern.QUARTERLY: 3, Pattern.TWICE: 6, Pattern.YEARLY: 12}
"""Months between two dates of a pattern."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: how often, on which day, beginning with which month; or a rule in its own words."""

    pattern: Pattern
    day: int = 1
    month: int = 1
    rule: str = ""


def rule_of(choice: Choice, until: date | None) -> str:
    """The rule that a choice means, ending on a day; one in its own words keeps its own end, if any.

    Raises a RuleRefused for words that cannot be read.
    """
    if choice.pattern is Pattern.RULE:
        rule = read_rule(choice.rule)
        own = rule.until is not None or rule.count is not None
        return str(rule if own or until is None else replace(rule, until=until))
    step = STEPS[choice.pattern]
    months = () if step == 1 else tuple(sorted((choice.month - 1 + n) % 12 + 1 for n in range(0, 12, step)))
    frequency = Frequency.MONTHLY if step == 1 else Frequency.YEARLY
    return str(Rule(frequency, months=months, days=(choice.day,), until=until))


def choice_of(rule: Rule) -> Choice:
    """The choice that a rule came from; a rule that no choice writes stays in its own words."""
    day = rule.days[0] if len(rule.days) == 1 else None
    plain = rule.interval == 1 and not rule.weekdays and rule.count is None
    for pattern in STEPS if plain and day in SAFE_DAYS else ():
        choice = Choice(pattern, day or 1, rule.months[0] if rule.months else 1)
        if rule_of(choice, rule.until) == str(rule):
            return choice
    return Choice(Pattern.RULE, rule=str(rule))


def said(rule: Rule, translate: Callable[..., str]) -> str:
    """The rule in words; one that no choice writes is said as RFC 5545 does, without its end."""
    choice = choice_of(rule)
    if choice.pattern is Pattern.RULE:
        return translate(N_("Según la regla %(rule)s"), rule=str(replace(rule, until=None)))
    last = choice.day == LAST_DAY
    day = translate(N_("el último día")) if last else translate(N_("el día %(n)s"), n=choice.day)
    if choice.pattern is Pattern.MONTHLY:
        return translate(N_("Cada mes, %(day)s"), day=day)
    names = [translate(MONTHS[month - 1]) for month in rule.months]
    if len(names) == 1:
        return translate(N_("Cada año, %(day)s de %(month)s"), day=day, month=names[0])
    listed = translate(N_("%(others)s y %(last)s"), others=", ".join(names[:-1]), last=names[-1])
    return translate(N_("Cada año, %(day)s de %(months)s"), day=day, months=listed)
