"""Who may name which column: validity and release belong to evidence, comparing them to one module.

«Does it count on this day?» and «may she see it?» were written by hand in nine modules, half of them without
the half about released pieces. The code is read as a tree; each rule is shown to fail on a bent example.
"""

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

import sello
from tests.house.columns import COLUMNS, is_column, last, named, names_of

ROOT = Path(sello.__file__).parent

WHERE_TO_ASK = (
    "ask sello.evidence.queries.conditions (seen_by, in_force, unexpired, accepted, …) about rows, "
    "sello.evidence.domain.conditions about values, and sello.evidence.queries.by_cycle for what they are"
)
IN_THE_ROOM = (
    "give the condition a name in sello/evidence/queries/conditions.py and a twin in domain/conditions.py"
)
UNITS = "ask sello.accounts.queries.units.in_force(day)"
STORE = "ask sello.files.store.build.store_of(config), in the web sello.web.uploads.store()"
BYTES = "give it out through sello.web.downloads (give_stored, give_made)"
OWNER = "call a service of the room that owns the table, or give it one"
WAY_IN = "hand it in through sello.tasks.service.hand_in"


@lru_cache(maxsize=1)
def modules() -> dict[str, ast.Module]:
    """Every module of the package, by its path below it."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(ROOT.rglob("*.py"))
    }


def whole(tree: ast.Module, model: str) -> Iterator[str]:
    """Where a module selects whole rows of a model, or filters them by keyword."""
    names = names_of(tree, model)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = last(node.func)
        if called in {"select", "query"} and any(last(one) in names for one in node.args):
            yield f"line {node.lineno}: {ast.unparse(node)[:80]}"
        if called == "filter_by" and COLUMNS & {keyword.arg for keyword in node.keywords}:
            yield f"line {node.lineno}: {ast.unparse(node)[:80]}"


def compared(tree: ast.Module, model: str, columns: frozenset[str]) -> Iterator[str]:
    """Where a module compares a column: by an operator, or by a method that makes a condition."""
    names = names_of(tree, model)
    methods = {"is_", "is_not", "isnot", "in_", "not_in", "between", "op"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(last(side) == "id" for side in sides):  # what a join compares
                continue
        elif isinstance(node, ast.Call) and last(node.func) in methods:
            sides = [node.func]
        else:
            continue
        if any(is_column(part, names, columns) for side in sides for part in ast.walk(side)):
            yield f"line {node.lineno}: {ast.unparse(node)}"


def called(tree: ast.Module, name: str) -> Iterator[str]:
    """Where a module calls something by its last name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and last(node.func) == name:
            yield f"line {node.lineno}: {ast.unparse(node)[:80]}"


def submits(tree: ast.Module) -> Iterator[str]:
    """Where a module hands files to evidence by itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and last(node.func) == "submit":
            yield f"line {node.lineno}: {ast.unparse(node)[:80]}"


def written(tree: ast.Module, models: frozenset[str]) -> Iterator[str]:
    """Where a module makes, changes or deletes rows of some models by a statement or a new object."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        of = {last(node.func)}
        if of & {"insert", "insert_into", "update", "delete"} and node.args:
            of = {last(node.args[0])}
        if of & models:
            yield f"line {node.lineno}: {ast.unparse(node)[:80]}"


EVIDENCE_STATE = COLUMNS | {"state"}
OF_EVIDENCE = frozenset({"Evidence", "EvidenceVersion", "EvidenceLink", "Review", "Download", "Pin"})
UNIT_DAYS = frozenset({"valid_until", "valid_from"})

RULES = {
    "validity and release of evidence are named in its room alone": (
        lambda path: not path.startswith("evidence/"),
        lambda tree: [*named(tree, "Evidence", COLUMNS), *whole(tree, "Evidence")],
        WHERE_TO_ASK,
    ),
    "no other room compares a piece's state either": (
        lambda path: not path.startswith("evidence/"),
        lambda tree: [*compared(tree, "Evidence", EVIDENCE_STATE)],
        WHERE_TO_ASK,
    ),
    "nor its unit: who sees a piece is one question": (
        # The list narrows to the unit that its reader chose, among those that she sees.
        lambda path: path not in {"evidence/queries/conditions.py", "evidence/queries/listing.py"},
        lambda tree: [*compared(tree, "Evidence", frozenset({"unit_id"}))],
        WHERE_TO_ASK,
    ),
    "in the room, one module compares them": (
        lambda path: path.startswith("evidence/") and path != "evidence/queries/conditions.py",
        lambda tree: [*compared(tree, "Evidence", EVIDENCE_STATE)],
        IN_THE_ROOM,
    ),
    "which units exist on a day is said by accounts": (
        lambda path: not path.startswith("accounts/"),
        lambda tree: [*compared(tree, "Unit", UNIT_DAYS)],
        UNITS,
    ),
    "rows of evidence are written in its room": (
        lambda path: not path.startswith("evidence/"),
        lambda tree: [*written(tree, OF_EVIDENCE)],
        OWNER,
    ),
    "notes of waiting files are written in their room": (
        lambda path: not path.startswith("files/"),
        lambda tree: [*written(tree, frozenset({"Upload", "Begun"}))],
        OWNER,
    ),
    "answers are not written by rooms above": (
        # Copying a cycle and changing its edition carry whole answers; that is theirs until cycles offers it.
        lambda path: not path.startswith(("cycles/", "transfers/")),
        lambda tree: [*written(tree, frozenset({"Answer"}))],
        OWNER,
    ),
    "the store is built in one place": (
        lambda path: (
            path not in ("files/store/build.py", "backup/service.py")
        ),  # a backup is a folder of its own
        lambda tree: [*called(tree, "Store")],
        STORE,
    ),
    "files go out in one place": (
        lambda path: (
            path not in ("web/downloads.py", "web/assets.py")
        ),  # its style sheet is the program's own
        lambda tree: [
            *called(tree, "send_file"),
            *called(tree, "send_from_directory"),
            *called(tree, "wrap_file"),
        ],
        BYTES,
    ),
    "files come in one way": (
        lambda path: path != "tasks/service/hand_in.py",
        lambda tree: [*submits(tree)],
        WAY_IN,
    ),
}

BENT = {
    "validity and release of evidence are named in its room alone": [
        "select(Evidence.valid_until)",
        "old = aliased(Evidence)\nselect(old.superseded_on)",
        "from sello.evidence.models import Evidence as E\nselect(E.released_at)",
        "from sello.evidence import models\nselect(models.Evidence.accepted_at)",
        "select(Evidence, Unit.name)",
        "db.session.query(Evidence).filter_by(released_at=None)",
    ],
    "no other room compares a piece's state either": [
        "select(Evidence.id).where(Evidence.state == EvidenceState.ACCEPTED)",
        "Evidence.state.in_(states)",
    ],
    "nor its unit: who sees a piece is one question": [
        "statement.where(Evidence.unit_id.in_(sorted(actor.visibility.units)))",
        "statement.where(Evidence.unit_id == unit_id)",
    ],
    "in the room, one module compares them": [
        "or_(Evidence.valid_until.is_(None), ok)",
        "Evidence.superseded_on > today",
        "today < Evidence.superseded_on",
        "func.coalesce(Evidence.valid_until, date.max) > today",
        "Evidence.valid_until.between(a, b)",
    ],
    "which units exist on a day is said by accounts": [
        "select(Unit.id).where(Unit.valid_until.is_(None))",
        "Unit.valid_from <= today",
    ],
    "rows of evidence are written in its room": [
        "db.session.add(EvidenceLink(cycle_id=1))",
        "update(models.Evidence).values(released_at=now)",
        "delete(Review)",
    ],
    "notes of waiting files are written in their room": ["delete(Upload).where(Upload.id == 1)"],
    "answers are not written by rooms above": ["update(Answer).values(moved_at=now)", "insert_into(Answer)"],
    "the store is built in one place": ["store = Store(config.evidence)", "disk.Store(path)"],
    "files go out in one place": ["return send_file(out)", "flask.send_file(out)"],
    "files come in one way": ["submitting.submit(actor, files, target)"],
}


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps_it(rule):
    applies, look, instead = RULES[rule]
    broken = {path: found for path, tree in modules().items() if applies(path) and (found := look(tree))}
    assert not broken, f"{rule}; {instead}"


@pytest.mark.parametrize(("rule", "source"), [(rule, each) for rule, all_ in BENT.items() for each in all_])
def test_a_bent_example_is_seen(rule, source):
    assert RULES[rule][1](ast.parse(source))


def test_every_rule_has_a_bent_example():
    assert BENT.keys() == RULES.keys()


@pytest.mark.parametrize(
    "source",
    [
        "select(Evidence.id, Evidence.title)",
        "join(Unit, Unit.id == Evidence.unit_id)",
        "Unit.valid_until",
        "Cycle.released_at.is_not(None)",
        "row.valid_until > today",
    ],
)
def test_a_straight_example_is_let_through(source):
    tree = ast.parse(source)
    assert not any(look(tree) for _, look, _ in RULES.values())
