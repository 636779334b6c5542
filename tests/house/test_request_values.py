"""One reader for ids, days and numbers: nobody else makes them of what a request or a command says."""

import ast

import pytest

from tests.house.source import Rule, calls, modules

ITSELF = frozenset({"sello.web.fields"})


def takes_a_type(node: ast.AST) -> bool:
    """Whether a node reads an argument with a type of its own: `args.get("x", type=int)`, `coerce=int`."""
    if not isinstance(node, ast.Call):
        return False
    named = {word.arg: ast.unparse(word.value) for word in node.keywords if word.arg}
    read = isinstance(node.func, ast.Attribute) and node.func.attr in {"get", "getlist"} and "type" in named
    return read or named.get("coerce") == "int"


def has_a_bare_field(node: ast.AST) -> bool:
    """Whether a node brings in a field of wtforms that neither bounds its value nor says so in Spanish."""
    bare = {"DateField", "IntegerField", "DecimalField", "FloatField", "DateTimeField", "IntegerRangeField"}
    return (
        isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("wtforms")
        and any(alias.name in bare for alias in node.names)
    )


def writes_a_year(node: ast.AST) -> bool:
    """Whether a node formats a year with %Y, which drops the zeros of a short one."""
    text = node.value if isinstance(node, ast.Constant) else None
    return isinstance(text, str) and ("%Y-%m" in text or "%m-%Y" in text)


RULES = (
    Rule(
        "only web.fields and web.request_values make ids of what was sent",
        takes_a_type,
        "use web.request_values: asked_id, asked_ids, read_id; a select coerces with row_id or optional_int",
        ITSELF,
    ),
    Rule(
        "only web.fields knows the bare fields of numbers and days",
        has_a_bare_field,
        "use DayField, LastDayField or WholeField of web.fields",
        ITSELF,
    ),
    Rule(
        "only core.dates writes a day",
        writes_a_year,
        "use core.dates.written(day) or day.isoformat()",
        frozenset({"sello.demo.files", "sello.reports.jobs"}),  # days and months that they made themselves
    ),
    Rule(
        "only core.dates reads a day that somebody typed",
        calls("date.fromisoformat", "datetime.strptime", "click.DateTime"),
        "use core.dates.read_day, or web.request_values's asked_day",
        frozenset(
            {
                # what we wrote ourselves, or an operator set
                "sello.planning.domain.suppose",
                "sello.tasks.queries.promptness",
                "sello.level.snapshot",
                "sello.web.phrases",
                "sello.cycles.service.cuts",
                "sello.core.days",
                "sello.core.row_copies",
                "sello.accounts.domain.days_off",
                "sello.accounts.queries.institutions",
                "sello.reminders.queries.simulation",
                "sello.reminders.queries.news_people",
            }
        ),
    ),
)

BENT = {
    "make ids": (
        'def view():\n    return request.args.get("ciclo", type=int)\n',
        'def view():\n    return request.form.getlist("archivo", type=int)\n',
        "FIELD = SelectField('x', coerce=int)\n",
    ),
    "bare fields": (
        "from wtforms import DateField, StringField\n",
        "from wtforms.fields import IntegerField\n",
    ),
    "writes a day": (
        'def told(day):\n    return f"{day:%d-%m-%Y}"\n',
        'def told(day):\n    return day.strftime("%Y-%m-%d")\n',
    ),
    "reads a day": (
        "def asked(raw):\n    return date.fromisoformat(raw)\n",
        'DAY = click.DateTime(["%d"])\n',
    ),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    broken = [line for name, tree in modules().items() for line in rule.broken_in(name, tree)]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    ("words", "source"), [(words, source) for words, sources in BENT.items() for source in sources]
)
def test_the_rule_sees_a_bent_example(words: str, source: str) -> None:
    (rule,) = [one for one in RULES if words in one.name]
    assert rule.broken_in("sello.somewhere", ast.parse(source))
