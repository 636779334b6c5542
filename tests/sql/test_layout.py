"""What makes a snapshot quiet: the number of rows never shows; and readable: a clause begins a line."""

import pytest

from tests.sql.layout import laid_out, stable, tables

NESTED = (
    "SELECT task.id, (SELECT max(review.id) AS newest FROM review WHERE review.task_id = task.id) "
    "AS newest FROM task LEFT OUTER JOIN unit ON unit.id = task.unit_id AND (unit.a IS NULL OR unit.a > ?) "
    "WHERE task.due BETWEEN ? AND ? AND task.title != 'FROM (x' ORDER BY task.id LIMIT ? OFFSET ?"
)


@pytest.mark.parametrize(
    ("sent", "same"),
    [
        ("a IN (?)", "a IN (?, ?, ?)"),
        ("a IN (%(a_1_1)s::INTEGER)", "a IN (%(a_1_1)s::INTEGER, %(a_1_2)s::INTEGER)"),
        ("a IN (?)", "a IN (SELECT 1 FROM (SELECT 1) WHERE 1!=1)"),
        ("(a NOT IN (?))", "(a NOT IN (SELECT 1 FROM (SELECT 1) WHERE 1!=1))"),
        ("a IN (%(a_1_1)s::INTEGER)", "a IN (NULL) AND (1 != 1)"),
        ("(a NOT IN (%(a_1_1)s::INTEGER))", "(a NOT IN (NULL) OR (1 = 1))"),
        ("a = %(here)s::INTEGER", "a = %(there_1)s::INTEGER"),
        ("SELECT a\nFROM b", "SELECT a  FROM b"),
    ],
)
def test_how_many_rows_there_are_does_not_show(sent, same):
    assert stable(sent) == stable(same)


@pytest.mark.parametrize(
    "other", ["a IN (?) AND b = ?", "a = ?", "a IN (SELECT b.id FROM b)", "a NOT IN (?)", "b IN (?)"]
)
def test_what_is_asked_does_show(other):
    assert stable(other) != stable("a IN (?)")


def test_a_statement_is_about_its_outermost_table():
    assert tables(NESTED) == ("task", "review", "unit")
    assert tables("SELECT count(*) FROM (SELECT unit.id FROM unit JOIN task ON true) AS anon") == (
        "unit",
        "task",
    )
    assert tables("INSERT INTO guess (key) VALUES (?)") == ("guess",)
    assert tables("UPDATE task SET a = ? WHERE id IN (SELECT b FROM unit)") == ("task", "unit")
    assert tables("SELECT 1") == ()


def test_clauses_begin_lines_and_nothing_is_lost():
    text = laid_out(NESTED)
    assert " ".join(text.split()) == NESTED
    assert [line.split()[0] for line in text.splitlines() if not line.startswith(" ")] == [
        *("SELECT", "FROM", "LEFT", "AND", "WHERE", "AND", "ORDER", "LIMIT")
    ]
    assert "  FROM review" in text.splitlines()
    assert max(map(len, text.splitlines())) <= 100
