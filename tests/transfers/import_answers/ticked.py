"""Sheets in which the answer is ticked below its title, as many town halls keep their matrices."""

from collections.abc import Iterator
from typing import Final

from tests.transfers.import_answers.corpus import (
    HEAD,
    READ,
    ROWS,
    WRONG,
    Case,
    Page,
    excel,
    google,
    libre,
    text,
)

PROGRAMS: Final = (("excel", excel, "r.xlsx"), ("google", google, "r.xlsx"), ("libre", libre, "r.ods"))


def ticked() -> Iterator[Case]:
    """Sheets with a column for each answer, and an X where it holds."""
    plain = [
        ["Código", "Requerimiento", "Sí", "No", "Observaciones"],
        ["1.1.1", "Política", "X", "", ""],
        ["1.1.2", "Plan", None, "x", "falta"],
        ["4.A.1", "Mesa", "v", None, ""],
        ["1.1.10", "Vacío", None, None, ""],
    ]
    said = [
        ["Código", "Cumple", "No cumple", "No aplica"],
        ["1.1.1", 1, 0, 0],
        ["1.1.2", 0, 1, 0],
        ["4.A.1", 1, 0, 0],
    ]
    below = [
        ["Código", "Cumplimiento", None, None],
        [None, "Sí", "No", "Comentario"],
        *([code, *(("X", "") if said == "Sí" else ("", "X")), ""] for code, said, _ in ROWS),
    ]
    boxes = [["Código", "Sí", "No"], ["1.1.1", True, False], ["1.1.2", False, True], ["4.A.1", True, False]]
    state = [["Código", "Estado", "Sí", "No"], ["1.1.1", "Vigente", "X", ""], ["1.1.2", "En curso", "", "X"]]
    lone = [["Código", "Cumple", "No aplica"], ["1.1.1", True, False], ["1.1.2", False, False]]
    ticks = [["1.1.1", "X", ""], ["1.1.2", "", "X"], ["4.A.1", "X", ""]]
    strayed = [["Código", "Sí", "No"], *ticks, ["1.1.10", "quizás", ""]]
    twice = [["Código", "Sí", "No"], ["1.1.1", "X", "X"], ["1.1.2", "", "X"]]
    for program, make, file in (
        ("excel", excel, "r.xlsx"),
        ("google", google, "r.xlsx"),
        ("libre", libre, "r.ods"),
    ):
        yield Case(f"{program}-ticks", file, make(Page(plain)), READ)
        yield Case(f"{program}-ticks-in-figures", file, make(Page(said)), READ)
        yield Case(f"{program}-ticks-under-a-title", file, make(Page(below)), READ)
        yield Case(f"{program}-boxes", file, make(Page(boxes)), READ)
        yield Case(f"{program}-ticks-beside-a-state", file, make(Page(state)), READ[:2])
        yield Case(f"{program}-box-that-is-an-answer", file, make(Page(lone)), READ[:2])
        yield Case(f"{program}-word-among-ticks", file, make(Page(strayed)), [*READ, ("1.1.10", WRONG)])
        yield Case(f"{program}-two-ticks", file, make(Page(twice)), [("1.1.1", WRONG), ("1.1.2", "no")])
    yield Case(
        "ticks-in-text", "r.csv", text([[cell or "" for cell in row] for row in plain], ";", "cp1252"), READ
    )
    words = [HEAD, ["1.1.1", "Cumple", ""], ["1.1.2", "No cumple", ""], ["4.A.1", "Se cumple", ""]]
    yield Case("answers-in-other-words", "r.csv", text(words, ";", "cp1252"), READ)
