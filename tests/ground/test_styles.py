"""The style sheets: a file per noun, each in its layer, joined into the one that every page asks for."""

import re
from pathlib import Path

import pytest

from sello.app import create_app
from sello.config import Config
from sello.paths import resource
from sello.web.assets import joined

STATIC = resource("static")
SHEETS = {path.name: path.read_text(encoding="utf-8") for path in sorted((STATIC / "css").glob("*.css"))}
ORDER = ("tokens", "base", "pieces", "nouns", "print")
LAYER = {"tokens.css": "tokens", "base.css": "base", "print.css": "print"} | dict.fromkeys(
    ("forms.css", "frame.css", "pieces.css", "tables.css"), "pieces"
)
"""Every other file is a noun's."""

MADE_UP = re.compile(r"-(\{\{|\$|$)")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\brgb\(|\bhsl\(", re.IGNORECASE)


def without_comments(text: str) -> str:
    """A style sheet as the browser reads it."""
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S)


def outermost(text: str) -> list[str]:
    """What stands outside all braces: the heads of the outermost blocks, and statements."""
    plain, depth, found = without_comments(text), 0, [""]
    for sign in plain:
        depth -= sign == "}"
        if not depth and sign not in "{}":
            found[-1] += sign
        if sign in "{;" and not depth:
            found.append("")
        depth += sign == "{"
    return [" ".join(part.split()) for part in found if part.strip()]


def classes(text: str) -> set[str]:
    """The classes that a style sheet speaks of."""
    heads = re.findall(r"([^{};]+)\{", without_comments(text))
    return {name for head in heads for name in re.findall(r"\.([a-z][\w-]*)", head)}


def colours(text: str) -> list[str]:
    """The colours written out in a style sheet."""
    return COLOUR.findall(without_comments(text))


def test_the_joined_sheet_begins_with_the_order_of_the_layers() -> None:
    text = joined(STATIC / "css").decode()
    assert without_comments(text).strip().startswith(f"@layer {', '.join(ORDER)};")
    assert all(sheet in text for sheet in SHEETS.values())


@pytest.mark.parametrize("name", [name for name in SHEETS if name != "_layers.css"])
def test_every_rule_stands_in_the_layer_of_its_file(name: str) -> None:
    heads = [head for head in outermost(SHEETS[name]) if not head.startswith("@page")]
    assert heads == [f"@layer {LAYER.get(name, 'nouns')}"], (
        "put the rule into the block of the file's layer: outside of it, it would win over everything"
    )


@pytest.mark.parametrize("name", [name for name in SHEETS if name != "tokens.css"])
def test_every_colour_is_a_token(name: str) -> None:
    assert colours(SHEETS[name]) == [], "name the colour in tokens.css, light and dark, and use var(--…)"


def test_every_class_is_used() -> None:
    used = "\n".join(
        path.read_text(encoding="utf-8")
        for top, glob in (("templates", "*.html"), ("static", "*.js"), (".", "web/**/*.py"))
        for path in (resource(top) if top != "." else STATIC.parent).rglob(glob)
    )
    words = set(re.findall(r"[a-z][\w-]*", used))
    stems = {word.rstrip("-") for word in words if MADE_UP.search(word)}
    unused = {
        name: sorted(
            each
            for each in classes(text)
            if each not in words and not any(each.startswith(f"{stem}-") for stem in stems)
        )
        for name, text in SHEETS.items()
    }
    assert {name: found for name, found in unused.items() if found} == {}, "take the rule out with its markup"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@layer a { .b { color: c; } }", ["@layer a"]),
        ("@layer a { .b { c: d; } } .e { f: g; }", ["@layer a", ".e"]),
        ("/* } .x { */ @layer a, b; @media print { i { j: k; } }", ["@layer a, b;", "@media print"]),
    ],
)
def test_the_test_itself_sees_what_stands_outside(text: str, found: list[str]) -> None:
    assert outermost(text) == found


def test_the_test_itself_sees_classes_and_colours() -> None:
    text = "/* .no #fff */ .a > b.c-1:hover, .d { margin: .5em; color: #FFF; background: rgb(0 0 0); }"
    assert classes(text) == {"a", "c-1", "d"}
    assert colours(text) == ["#FFF", "rgb("]


def test_one_address_serves_them_all_and_changes_with_them(tmp_path: Path) -> None:
    app = create_app(Config(data_dir=str(tmp_path)))
    client = app.test_client()
    with app.test_request_context():
        address = app.jinja_env.globals["asset"]("sello.css")
    answer = client.get(address)
    assert answer.data == joined(STATIC / "css")
    assert answer.mimetype == "text/css"
    assert answer.get_etag()[0] == address.rpartition("=")[2]
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
