"""Which task an answer means: by number or title, in its subject or first lines, and never by a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.replies.domain.naming import named, parts, unnamed

TITLES = {1: "Enviar el decreto", 2: "Acta del comité", 3: "Acta"}
OURS = "Atrasada: Enviar el decreto · 2 novedades"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Tarea 2", {2}),
        ("tarea 2: va el acta firmada", {2}),
        ("TAREA N° 2.", {2}),
        ("Tarea #2", {2}),
        ("Tarea nº 2, con el anexo", {2}),
        ("Hola a todas:\n\nTarea 2, va adjunto", {2}),
        ("Tarea 2\nTarea 2 otra vez", {2}),
        ("Va el ACTA  del Comite, firmada", {2}),
        ("Adjunto el acta", {3}),
        ("Enviar el decreto", {1}),
    ],
)
def test_a_task_is_named_by_its_number_or_its_title(text: str, meant: set[int]) -> None:
    assert named(TITLES, OURS, f"RE: {OURS}", text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Va adjunto",
        "El 2 de marzo va",
        "Son 2 tareas",
        "Las actas van mañana",
        "Estimadas:\nles escribo\nTarea 2",
        "La tarea 2 del plan quedó lista",
        "",
    ],
)
def test_what_names_none_names_none(text: str) -> None:
    assert named(TITLES, OURS, f"RE: {OURS}", text) == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "Tareas 1 y 2",
        "Tarea 1 y 2",
        "Tarea 1, 2 y 3",
        "Tarea 1/2",
        "Tarea 1 y n° 2",
        "Tarea 1\nva\nTarea 2\nno va",
        "Tarea 1: acta del comité",
        "Va el acta del comité; enviar el decreto queda para mañana",
        "Tarea 1 y tarea 2: van las dos",
        "Tarea 1: va el acta; tarea 2: la veo mañana",
        "Tarea 1 y la 2",
        "Tarea 1 a 3",
        "Tarea 1 al 3",
        "Tarea 1 & 2",
        "Tarea 1 + 2",
        "Tarea 1 o 2",
        "Tarea 1 – tarea 2",
        "Tarea 1.2",
        "Tarea 1000",
        "Tarea 0",
    ],
)
def test_what_names_several_is_not_clear(text: str) -> None:
    assert len(named(TITLES, OURS, f"RE: {OURS}", text)) > 1


def test_a_number_of_no_task_is_told_as_it_was_named() -> None:
    assert named(TITLES, OURS, f"RE: {OURS}", "Tarea 9") == {9}


@pytest.mark.parametrize(
    ("subject", "meant"),
    [
        (f"Re: {OURS}", set()),
        (f"RV: RE: {OURS}", set()),
        (f"RE: {OURS[:38]}…", set()),
        ("Tarea 2", {2}),
        (f"Tarea 2 (RE: {OURS})", {2}),
        ("RE: Acta del comité", {2}),
    ],
)
def test_the_subject_counts_where_she_wrote_it(subject: str, meant: set[int]) -> None:
    assert named(TITLES, OURS, subject, "Va.") == meant


def test_a_title_of_few_letters_is_no_word_of_a_sentence() -> None:
    assert named({1: "A"}, OURS, "", "Va a Juana") == frozenset()
    assert named({1: "A"}, OURS, "", "A") == {1}


def test_two_tasks_of_one_title_are_not_told_apart() -> None:
    assert named({1: "Acta", 2: "Acta"}, OURS, "", "Acta") == {1, 2}


def test_titles_that_end_with_a_day_in_brackets_begin_a_part_each() -> None:
    titles = {1: "Acta: Red (31-12-2026)", 2: "Acta: Mesa (31-12-2026)"}
    text = "Acta: Red (31-12-2026)\nUno\n* Acta: Mesa (31-12-2026):\nDos"
    assert parts(titles, text) == {1: "Uno", 2: "Dos"}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Tarea 2", ""),
        ("  Tarea N° 2:\n\nVa adjunto.", "Va adjunto."),
        ("Tarea 2: va adjunto", "Tarea 2: va adjunto"),
        ("Va adjunto", "Va adjunto"),
    ],
)
def test_a_line_that_only_names_the_task_is_no_part_of_what_she_says(text: str, left: str) -> None:
    assert unnamed(text) == left


@given(st.text(), st.text(), st.text(), st.dictionaries(st.integers(1, 5), st.text()))
def test_whatever_is_written_is_read(ours: str, subject: str, text: str, titles: dict[int, str]) -> None:
    named(titles, ours, subject, text)
    assert len(unnamed(text)) <= len(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tarea 1\nUno\nTarea 2\nDos", {1: "Uno", 2: "Dos"}),
        ("Tarea 2: dos\nTarea 1: uno", {2: "Tarea 2: dos", 1: "Tarea 1: uno"}),
        ("Hola:\n\nTarea N° 1\nUno\n\nTarea 2.\nDos\n\nSaludos", {1: "Hola:\n\nUno", 2: "Dos\n\nSaludos"}),
        ("Enviar el decreto\nVa\n- Acta del comité:\nNo hubo", {1: "Va", 2: "No hubo"}),
        ("Tarea 1\nUno\nTarea 2\nDos\nTarea 1\nY más", {1: "Uno\nY más", 2: "Dos"}),
        ("Tarea 1\nUno\nTarea 2", {1: "Uno", 2: ""}),
        ("Tarea 1\nUno\nTarea 7\nSiete", {}),
        ("Tarea 1\nUno\nTareas 1 y 2\nAmbas", {}),
        ("Tarea 1\nUno", {}),
        ("La tarea 1 va el lunes y la tarea 2 el martes", {}),
        ("", {}),
    ],
)
def test_lines_that_name_a_task_cut_an_answer(text: str, found: dict[int, str]) -> None:
    assert parts({1: "Enviar el decreto", 2: "Acta del comité"}, text) == found
