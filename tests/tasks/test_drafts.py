"""The preview of tasks for a dimension."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.tasks.domain.drafts import TITLE_LIMIT, Candidate, confirmed, propose
from sello.tasks.domain.due import Priority
from sello.tasks.domain.refusals import DraftIncomplete, NoDraftChosen

TODAY = date(2026, 11, 24)
DUE = date(2026, 12, 9)
OWNED = Candidate(1, "1.1.1", "Política institucional", owner_unit_id=7, open_tasks=0)
ORPHAN = Candidate(2, "1.1.2", "Programas con metas", owner_unit_id=None, open_tasks=0)
ASKED = Candidate(3, "1.1.3", "Autonomías", owner_unit_id=7, open_tasks=2)


def test_a_row_per_requirement_goes_to_its_owner() -> None:
    drafts = propose([OWNED, ORPHAN, ASKED], title="Reunir evidencia de", due_on=DUE, priority=Priority.HIGH)
    assert [draft.unit_id for draft in drafts] == [7, None, 7]
    assert drafts[0].title == "Reunir evidencia de 1.1.1: Política institucional"
    assert {draft.priority for draft in drafts} == {Priority.HIGH}


def test_rows_without_owner_or_already_asked_begin_unmarked() -> None:
    drafts = propose([OWNED, ORPHAN, ASKED], title="", due_on=DUE, priority=Priority.NORMAL)
    assert [draft.chosen for draft in drafts] == [True, False, False]


@given(st.text(max_size=400), st.text(min_size=1, max_size=400))
def test_a_title_never_outgrows_its_column(title: str, name: str) -> None:
    (draft,) = propose([replace(OWNED, name=name)], title=title, due_on=DUE, priority=Priority.LOW)
    assert 0 < len(draft.title) <= TITLE_LIMIT


def test_only_marked_rows_become_tasks() -> None:
    drafts = propose([OWNED, ORPHAN], title="Reunir", due_on=DUE, priority=Priority.NORMAL)
    assert [draft.code for draft in confirmed(drafts, today=TODAY)] == ["1.1.1"]


def test_confirming_nothing_is_refused() -> None:
    drafts = propose([ORPHAN, ASKED], title="Reunir", due_on=DUE, priority=Priority.NORMAL)
    with pytest.raises(NoDraftChosen):
        confirmed(drafts, today=TODAY)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"unit_id": None}, "falta la unidad"),
        ({"title": "  "}, "falta decir qué"),
        ({"due_on": None}, "falta el plazo"),
        ({"due_on": date(2026, 11, 23)}, "ya pasó"),
    ],
)
def test_a_marked_row_that_lacks_something_is_named(change: dict[str, object], says: str) -> None:
    (draft,) = propose([OWNED], title="Reunir", due_on=DUE, priority=Priority.NORMAL)
    with pytest.raises(DraftIncomplete, match=says) as refused:
        confirmed([replace(draft, **change)], today=TODAY)  # type: ignore[arg-type]
    assert "1.1.1" in str(refused.value)


def test_what_is_settled_already_begins_unmarked():
    settled = Candidate(4, "1.1.4", "Presupuesto", owner_unit_id=7, open_tasks=0, settled=True)
    drafts = propose([OWNED, settled], title="", due_on=DUE, priority=Priority.NORMAL)
    assert [draft.chosen for draft in drafts] == [True, False]
