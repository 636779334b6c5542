"""No view and no command tells a service a fact: it says who asks and what she wants, the service reads.

A fact that travels through a view can be forgotten, be old by the time of the act, or be told differently by
the next way in (a command, a mail, an API). What may travel is the name of a thing: its id.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import sello

ROOT = Path(sello.__file__).parent
CALLERS = sorted([*ROOT.glob("web/**/*.py"), *ROOT.glob("cli/**/*.py")])
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def imported(tree: ast.Module) -> dict[str, str]:
    """The dotted path that each imported name stands for."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {name.asname or name.name: f"{node.module}.{name.name}" for name in node.names}
    return found


def path_of(call: ast.Call, names: dict[str, str]) -> list[str]:
    """The dotted path of what is called, as far as imports tell; nothing for a class or a local name."""
    told, called = [], call.func
    while isinstance(called, ast.Attribute):
        told.append(called.attr)
        called = called.value
    if not isinstance(called, ast.Name) or called.id not in names:
        return []
    path = [*names[called.id].split("."), *reversed(told)]
    return path if path[0] == "sello" and not path[-1][:1].isupper() else []


def acts(path: list[str]) -> bool:
    """Whether a path leads to a service's function."""
    return "service" in path


def reads(path: list[str]) -> bool:
    """Whether a path leads to a read."""
    return bool(path) and not acts(path) and ("queries" in path or path[1] == "progress")


def names_a_thing(node: ast.AST) -> bool:
    """Whether an expression is the id of something, who asks, or a form: what somebody sent."""
    if isinstance(node, ast.IfExp):
        return names_a_thing(node.body) and isinstance(node.orelse, ast.Constant)
    if isinstance(node, ast.Call):
        return names_a_thing(node.func) or ast.unparse(node.func).lower().endswith("form")
    named = getattr(node, "attr", getattr(node, "id", ""))
    return named in ("id", "actor", "form") or named.endswith("_id")


def facts_in(node: ast.AST, known: set[str], names: dict[str, str], local: set[str]) -> Iterator[str]:
    """What was read within an expression: reads called in it, names that hold one; ids are left out."""
    if names_a_thing(node):
        return
    if isinstance(node, ast.Name) and node.id in known:
        yield node.id
    if isinstance(node, ast.Call):
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        if reads(path_of(node, names)) or called in local:
            yield ast.unparse(node.func)
        if acts(path_of(node, names)):
            return
    for child in ast.iter_child_nodes(node):
        yield from facts_in(child, known, names, local)


def held(function: ast.AST, names: dict[str, str], local: set[str]) -> set[str]:
    """The names of a function that hold something read."""
    known: set[str] = set()
    while True:
        more = {
            target.id
            for node in ast.walk(function)
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr)
            and node.value
            and any(facts_in(node.value, known, names, local))
            for each in (node.targets if isinstance(node, ast.Assign) else [node.target])
            for target in ast.walk(each)
            if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store)
        }
        if more <= known:
            return known
        known |= more


def readers(tree: ast.Module, names: dict[str, str]) -> set[str]:
    """The functions of a module that give back something read."""
    local: set[str] = set()
    while True:
        more = {
            function.name
            for function in tree.body
            if isinstance(function, FUNCTIONS)
            and any(
                isinstance(node, ast.Return)
                and node.value
                and any(facts_in(node.value, held(function, names, local), names, local))
                for node in ast.walk(function)
            )
        }
        if more <= local:
            return local
        local |= more


def told(source: str) -> list[str]:
    """The facts that a module tells services: "function: service call ← what was read"."""
    tree = ast.parse(source)
    names = imported(tree)
    local = readers(tree, names)
    found = []
    for function in tree.body:
        if not isinstance(function, FUNCTIONS):
            continue
        known = held(function, names, local)
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and acts(path_of(node, names)):
                values = [*node.args, *(keyword.value for keyword in node.keywords)]
                facts = sorted({fact for value in values for fact in facts_in(value, known, names, local)})
                found += [f"{function.name}: {ast.unparse(node.func)} ← {fact}" for fact in facts]
    return found


WAIVED = {
    "web/accounts/access.py": {"_check: access.check_credentials ← found"},
    "web/tasks/assign.py": {"create_dimension: assigning.create_many ← shown"},
    "web/accounts/handover.py": {"_page: everything ← people"},
    "web/view_mails.py": {"_of_institution: claim ← day"},
}
"""Told all the same, and why: the credentials are read before because hashing must hold no transaction; the
rows of a preview carry their requirement's code to name it in a refusal, and the service checks the ids; what
a handover offers is read with the receivers that the page lists; the day of a view's mail is the clock's."""

BENT = """
from sello.evidence.queries import facts
from sello.cycles.queries import cycles
from sello.cycles.service import answers as service
from sello.progress.standing import standing

def straight():
    service.validate(actor, 1, "yes", in_force=facts.any_in_force(1))

def by_a_name():
    found = facts.of(1)
    backed, form = any(one.counts for one in found), Form()
    accepted(form, lambda: service.validate(actor, 1, form.said(), in_force=backed))

def by_a_helper():
    service.make_cut(actor, _frozen())

def _frozen():
    return standing(cycles.find(1)).snapshot()
"""
RIGHT = """
from sello.cycles.queries import cycles
from sello.cycles.service import answers as service

def named():
    cycle, form = cycles.find(1), answer_form(1)
    service.validate(actor, cycle.id, form.said(), now=now)
    return cycle.name
"""


def test_the_rule_sees_each_way_of_telling() -> None:
    assert told(BENT) == [
        "straight: service.validate ← facts.any_in_force",
        "by_a_name: service.validate ← backed",
        "by_a_helper: service.make_cut ← _frozen",
    ]
    assert told(RIGHT) == []


@pytest.mark.parametrize("path", CALLERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_tells_a_service_a_fact(path: Path) -> None:
    waived = WAIVED.get(str(path.relative_to(ROOT)), set())
    why = "the service reads this itself: give it the id of the thing and what is wanted"
    assert set(told(path.read_text())) == waived, why


def test_what_rests_on_a_fact_is_asked_of_the_service_that_reads_it() -> None:
    """The owners' writes that take a fact are called by the one service that reads it."""
    takes = {"sello.cycles.service.answers.validate", "sello.cycles.service.cuts.make_cut"}
    callers = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        for tree in [ast.parse(path.read_text())]
        for names in [imported(tree)]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ".".join(path_of(node, names)) in takes
    }
    assert callers == {"progress/service.py"}
