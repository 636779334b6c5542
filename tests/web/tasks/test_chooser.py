"""A long list to choose from: folded by dimension, with what is chosen in sight, and yet a plain form."""

import re

from sello.tasks.queries.options import UnitOption
from sello.web.fields import placed
from tests.web.tasks.test_assign import filled

GROUP = re.compile(r"<details data-chooser-group( open)?>(.*?)</details>", re.DOTALL)


def groups(page: str) -> list[tuple[bool, int, int]]:
    """Of each group whether it is open, how many it offers and how many of them are chosen."""
    found = GROUP.findall(page)
    return [(bool(is_open), body.count('type="checkbox"'), body.count(" checked")) for is_open, body in found]


def test_the_requirements_of_a_task_are_folded_by_dimension(as_secretary, course):
    found = groups(as_secretary.get("/tareas/nueva").text)
    assert [offered for _open, offered, _chosen in found] == [3, 2]
    assert not any(is_open or chosen for is_open, _offered, chosen in found)


def test_what_is_chosen_is_open_and_counted(town, course, as_secretary, post):
    chosen = str(course.requirements["1.1.1"])
    answer = post(as_secretary, "/tareas/nueva", **filled(town, title="", requirement_ids=chosen))
    assert answer.status_code == 422
    assert groups(answer.text) == [(True, 3, 1), (False, 2, 0)]
    assert "1 elegido<" in answer.text


def test_a_unit_that_hangs_deep_says_from_whom(as_secretary):
    page = as_secretary.get("/registro/nueva").text
    assert "<span>Gestión de Personas (" in page or "<span>Personas (" in page
    assert "<span>· " not in page


def test_only_what_is_typed_can_be_optional(as_secretary, course):
    page = as_secretary.get("/tareas/nueva").text
    marked = re.findall(r'<(?:label|legend)[^>]*>\s*([^<]+?)\s*<span class="optional">\(opcional\)', page)
    assert marked == ["Detalle", "Lista de lo que hay que hacer"]


def test_a_tree_that_is_shown_in_part_says_only_what_is_shown():
    whole = [
        UnitOption(1, "Alcaldía", 0, frozenset({1, 2, 3, 4, 5}), "Alcaldía"),
        UnitOption(2, "Finanzas", 1, frozenset({2, 3}), "DAF"),
        UnitOption(3, "Personas", 2, frozenset({3}), "Personas"),
        UnitOption(4, "Desarrollo", 1, frozenset({4, 5}), "DIDECO"),
        UnitOption(5, "Migrantes", 2, frozenset({5}), "Migrantes"),
    ]
    assert [choice.label for choice in placed(whole)] == [
        "Alcaldía",
        "Finanzas",
        "Personas (DAF)",
        "Desarrollo",
        "Migrantes (DIDECO)",
    ]
    assert [choice.label for choice in placed(whole[4:])] == ["Migrantes"]
    assert [choice.label for choice in placed([whole[1], whole[4]])] == ["Finanzas", "Migrantes"]
