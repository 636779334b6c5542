"""Text that comes in by a command is cleaned like text that comes in by a form."""

import ast
from collections.abc import Iterator

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.cli import main
from sello.cli.context import TEXT
from sello.core.text import said
from tests.house.source import modules


def parameters(command: click.Command, path: str = "sello") -> Iterator[tuple[str, click.Parameter]]:
    for parameter in command.params:
        yield f"{path} {parameter.name}", parameter
    if isinstance(command, click.Group):
        for name, part in command.commands.items():
            yield from parameters(part, f"{path} {name}")


def test_no_parameter_of_any_command_takes_text_as_it_comes() -> None:
    found = dict(parameters(main))
    assert len(found) > 40
    assert [name for name, parameter in found.items() if parameter.type is click.STRING] == []


def test_no_prompt_takes_text_as_it_comes() -> None:
    prompts = [
        (module, node)
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"click.prompt", "input"}
    ]
    assert len(prompts) >= 4
    for module, call in prompts:
        assert any(word.arg == "type" for word in call.keywords), (module, call.lineno)


@given(st.text(st.characters(codec=None), max_size=40))
def test_what_is_typed_is_what_a_form_would_keep(typed: str) -> None:
    assert TEXT.convert(typed, None, None) == said(typed)


@pytest.mark.parametrize("raw", [b"Municipalidad\xff", b"Bienes\x0by\x07mas"])
def test_bytes_that_are_no_text_become_text(raw: bytes) -> None:
    TEXT.convert(raw.decode("utf-8", "surrogateescape"), None, None).encode()
