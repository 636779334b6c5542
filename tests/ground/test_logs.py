"""One line, one object, one id through all that a request causes."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from sello.core import logs
from sello.core.context import request_id


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What gets logged while the test runs."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure(stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    """The objects that were logged."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_one_object_with_its_accents(written: io.StringIO) -> None:
    logging.getLogger("sello.x").info("quedó %s", "en orden", extra={"entity_id": 7})
    (line,) = lines(written)
    assert line["message"] == "quedó en orden"
    assert line["level"] == "info"
    assert line["entity_id"] == 7
    assert "request" not in line
    assert "quedó" in written.getvalue()


def test_line_breaks_cannot_forge_a_line(written: io.StringIO) -> None:
    logging.getLogger("sello.x").info("uno\n{}")
    assert len(written.getvalue().splitlines()) == 1


@pytest.mark.provokes("an error with its traceback is what is written")
def test_an_error_keeps_its_traceback(written: io.StringIO) -> None:
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        logging.getLogger("sello.x").exception("falló")
    (line,) = lines(written)
    assert "ZeroDivisionError" in str(line["error"])


def test_everything_inside_a_work_has_its_id(written: io.StringIO) -> None:
    with logs.work("un-trabajo") as outer, logs.work() as inner:
        logging.getLogger("sello.x").info("dentro")
    logging.getLogger("sello.x").info("fuera")
    assert outer == inner == "un-trabajo"
    assert [line.get("request") for line in lines(written)] == ["un-trabajo", None]
    assert request_id.get() is None


def test_each_work_has_an_id_of_its_own() -> None:
    with logs.work() as one:
        pass
    with logs.work() as other:
        pass
    assert one != other


@pytest.mark.parametrize("offered", [None, "", "corto", "x" * 37, "con espacio 123", 'a"b\n12345678'])
def test_an_id_of_another_shape_is_not_trusted(offered: str | None) -> None:
    assert logs.trusted_id(offered) is None


def test_an_id_of_the_right_shape_is() -> None:
    assert logs.trusted_id("0af7651916cd43dd8448eb211c80319c") == "0af7651916cd43dd8448eb211c80319c"
