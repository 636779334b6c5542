"""Every template compiles, and every word that people see passes through the translation layer."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined, nodes

from sello.app import create_app
from sello.config import Config
from sello.paths import resource

TEMPLATES = resource("templates")
SELLO = Path(__file__).resolve().parents[2] / "sello"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*"))

SEEN_ATTRIBUTES = {"alt", "aria-label", "aria-description", "label", "placeholder", "title", "content"}
"""Attributes that a browser shows or a screen reader speaks."""

WIDEST = 140
"""Characters in a line: what a review shows side by side without scrolling."""

WORDS_IN_NUMBERS = {
    ("cycles/level.html", "line.threshold"),
    ("indicators/_parts.html", "cell((one.code, other.code))"),
    ("indicators/_parts.html", 'cell((one.code, ""))'),
    ("indicators/_parts.html", 'cell(("", other.code))'),
    ("indicators/_parts.html", 'cell(("", ""))'),
    ("indicators/bring.html", 'was(before, figure(before) if before else "", figure(one))'),
}
"""Values that come written: a share that a rule asks for, in its own form; a cell, by who calls the table;
a figure of an indicator as its measure is kept."""

MUTATORS = {"add", "append", "clear", "extend", "insert", "pop", "remove", "setdefault", "update"}
"""Methods that change a list, a set or a dictionary."""

TRANSLATORS = {"_", "gettext", "ngettext", "N_"}
NOT_TEXT = {"script", "style", "code"}
SPOKEN = re.compile(r"[^\W\d_]{2,}")
SAME_EVERYWHERE = {
    "Sello",
    "PDF",
    "XLSX",
    "CSV",
    "ZIP",
    "SHA",
    "width",
    "device",
    "initial",
    "scale",
    "light",
    "dark",
}
"""Names and formats that no language translates, and the words of meta elements."""

SENTENCE = re.compile(r"^[A-ZÁÉÍÓÚÑ¿¡][^\W\d_]*\b(?![-_.:/])|[áéíóúñ¿¡«»]", re.UNICODE)
"""What a text for people looks like among the constants of a template: a capital, an accent."""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """The application's own, with its filters and its strictness."""
    return create_app(Config(data_dir=str(tmp_path_factory.mktemp("data")))).jinja_env


def test_a_name_that_no_view_gave_is_an_error(environment: Environment) -> None:
    assert environment.undefined is StrictUndefined
    assert environment.autoescape


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(environment: Environment, name: str) -> None:
    environment.compile(source(name), name)


@pytest.mark.parametrize("name", NAMES)
def test_every_visible_word_is_translatable(environment: Environment, name: str) -> None:
    tree = environment.parse(source(name), name)
    page = Page(convert_charrefs=True)
    page.feed("".join(written(tree)))
    assert page.words() == [], "put these into _(…) or {% trans %}"


@pytest.mark.parametrize("name", NAMES)
def test_every_text_given_to_a_macro_is_translatable(environment: Environment, name: str) -> None:
    tree = environment.parse(source(name), name)
    bare = [text for text in constants(tree) if SENTENCE.search(text) and text not in SAME_EVERYWHERE]
    assert bare == [], "put these into _(…)"


@pytest.mark.parametrize("name", NAMES)
def test_no_template_brings_code_or_style_of_its_own(name: str) -> None:
    text = source(name)
    if not name.startswith("mail/"):  # mail programs read no style sheet
        assert not re.search(r"\sstyle\s*=", text), "use a class: the content policy blocks inline style"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "use sello/static/js/"
    assert not re.search(r"<script(?![^>]*\ssrc=)", text), "use sello/static/js/"


OWN_WORDS = {"label", "sentence", "meaning", "message", "remedy", "did", "status"}
"""What our own texts are called where a value brings them; people's words are never translated."""
OWN_HERE = {
    ("_ui.html", "fields[field]"): "the names of the fields",
    ("tasks/_talk.html", "entry.text"): "the sentence of the act that was taken back",
    ("tasks/_parts.html", "label"): "the names of the filters' choices",
    ("cycles/no_cycle.html", "text"): "a sentence of the view",
    ("duties/index.html", "month"): "the names of the months",
    ("mail/person_request.html", "right"): "the names of the law's rights",
    ("mail/person_request.txt", "right"): "the names of the law's rights",
    ("search/within.html", "offers.dated"): "the names of the days",
    ("mail/saved_view.html", "list"): "the names of the lists",
    ("mail/saved_view.txt", "list"): "the names of the lists",
    ("reports/chronicle.html", "noun"): "the names of the kinds of things",
    ("reports/chronicle.html", "nouns[row.entity]"): "the names of the kinds of things",
    ("tasks/templates.html", "kinds[said.initiative_kind]"): "the names of the kinds of initiative",
    ("planning/trust.html", "worlds[row.world]"): "the names of the worlds",
}


@pytest.mark.parametrize("name", NAMES)
def test_only_our_own_texts_are_translated(name: str) -> None:
    """A translated text is not escaped, and its percent signs are places for values."""
    found = re.findall(r"(?<!\w)_\(\s*(?![\"'\s])([^(),]+)[,)]", source(name))
    strange = {each.strip() for each in found if each.strip().rpartition(".")[2] not in OWN_WORDS}
    assert {each for each in strange if (name, each) not in OWN_HERE} == set(), "print it: {{ value }}"


@pytest.mark.parametrize("name", NAMES)
def test_no_template_builds_data(environment: Environment, name: str) -> None:
    assert building(environment.parse(source(name), name)) == [], (
        "let the view or its query give the rows, frozen and in order; "
        "for a piece that many rows repeat, use once(macro)"
    )


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("{% set _x = lines.append((1, 2)) %}", ["append"]),
        ("{% for row in rows %}{% set _ = seen.update({row: 1}) %}{% endfor %}", ["update"]),
        ("{% macro m(f) %}{% if f.pop() %}{% endif %}{% endmacro %}", ["pop"]),
        ("{% set narrow = dict(wide, page=1) %}{{ rows | map(attribute='update') | list }}", []),
    ],
)
def test_the_test_itself_sees_building(environment: Environment, template: str, found: list[str]) -> None:
    assert building(environment.parse(template)) == found


def bare_numbers(text: str) -> list[str]:
    """What a cell of numbers writes as it comes: without the points between thousands."""
    cells = re.findall(r"<td[^>]*class=\"number\"[^>]*>(.*?)</td>", text, re.DOTALL)
    shown = [re.sub(r'="[^"]*"', "", cell) for cell in cells]
    said = [each.strip() for cell in shown for each in re.findall(r"\{\{(.*?)\}\}", cell, re.DOTALL)]
    bare = r"(?!_\(|ui\.)[\w.]+(\(.*\))?( \| (length|count|sum))?"
    return [each for each in said if re.fullmatch(bare, each)]


@pytest.mark.parametrize("name", NAMES)
def test_cells_of_numbers_are_written_as_numbers(name: str) -> None:
    found = [each for each in bare_numbers(source(name)) if (name, each) not in WORDS_IN_NUMBERS]
    assert found == [], "give it a filter: number, exact, share, ratio, filesize"


def test_the_test_itself_sees_bare_numbers() -> None:
    cells = (
        '<td data-label="x" class="number">{{ row.count }}</td><td class="number">{{ rows | length }}</td>'
    )
    assert bare_numbers(cells) == ["row.count", "rows | length"]
    assert bare_numbers(cells.replace(" }}", " | number }}")) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_wider_than_a_review_shows(name: str) -> None:
    assert too_wide(source(name)) == [], (
        f"break these lines before {WIDEST} characters: one element or attribute per line; the arguments of "
        'a call on lines of their own; a long text as pieces side by side, _("one " "two"), or '
        "{% trans trimmed %}; {%- and -%} where a line break would show as a space"
    )


def test_the_test_itself_measures() -> None:
    edge = "<p>" + "a" * (WIDEST - 7) + "</p>"
    assert too_wide(f"<ul>\n{edge}\n{edge} \n</ul>") == ["line 3: 141 characters"]


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Hola mundo</p>", ["Hola", "mundo"]),
        ("<p>{{ _('Hola mundo') }}</p>", []),
        ("<p>{% trans n=1 %}Quedan {{ n }}{% endtrans %}</p>", []),
        ('<a title="Abrir" href="/abrir">{{ x }}</a>', ["Abrir"]),
        ("{% if x %}<b>Sí</b>{% endif %}", ["Sí"]),
        ('<input type="submit" value="Guardar">', ["Guardar"]),
    ],
)
def test_the_test_itself_sees(environment: Environment, template: str, words: list[str]) -> None:
    page = Page(convert_charrefs=True)
    page.feed("".join(written(environment.parse(template))))
    assert page.words() == words


def test_the_test_itself_sees_macro_texts(environment: Environment) -> None:
    tree = environment.parse(
        "{{ ui.head('Título') }}{{ ui.head(_('Título')) }}{{ ui.light('is-green big') }}"
    )
    assert [text for text in constants(tree) if SENTENCE.search(text)] == ["Título"]


class Page(HTMLParser):
    """Collects what a person would see or hear of a page."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.seen: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NOT_TEXT:
            self.inside.append(tag)
        given = dict(attrs)
        if given.get("type") in {"submit", "button", "reset"} and tag == "input":
            self.seen.append(given.get("value") or "")
        self.seen += [value for key, value in attrs if key in SEEN_ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.seen.append(data)

    def words(self) -> list[str]:
        """The words that no translation layer saw."""
        found = [word for text in self.seen for word in SPOKEN.findall(text)]
        return [word for word in found if word not in SAME_EVERYWHERE]


def building(tree: nodes.Node) -> list[str]:
    """The calls of a template that change a list, a set or a dictionary."""
    called = (call.node for call in tree.find_all(nodes.Call))
    return [one.attr for one in called if isinstance(one, nodes.Getattr) and one.attr in MUTATORS]


def too_wide(text: str) -> list[str]:
    """The lines of a template that are wider than allowed, by their number."""
    lines = enumerate(text.split("\n"), 1)
    return [f"line {n}: {len(line)} characters" for n, line in lines if len(line) > WIDEST]


def source(name: str) -> str:
    """The text of a template."""
    return (TEMPLATES / Path(name)).read_text(encoding="utf-8")


def written(node: nodes.Node) -> Iterator[str]:
    """The literal text of a template in order, with a wordless sign wherever a value goes."""
    if isinstance(node, nodes.Output):
        for part in node.nodes:
            yield part.data if isinstance(part, nodes.TemplateData) else "\N{BULLET}"
        return
    for child in node.iter_child_nodes():
        yield from written(child)


def constants(node: nodes.Node) -> Iterator[str]:
    """The string constants of a template that no translator is called with."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in TRANSLATORS:
        return
    if isinstance(
        node, nodes.Import | nodes.FromImport | nodes.Extends | nodes.Include | nodes.Test | nodes.Compare
    ):
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    for child in node.iter_child_nodes():
        yield from constants(child)


# Names that a page is given and names that its templates import


def rendered() -> list[tuple[str, frozenset[str]]]:
    """Every template that a view renders, with the names that it gives to it."""
    found = []
    for path in sorted(SELLO.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "render_template":
                name = call.args[0]
                if isinstance(name, ast.Constant):
                    found.append((str(name.value), frozenset(word.arg or "" for word in call.keywords)))
    return found


def imported(name: str) -> set[str]:
    """The names under which a template imports others, with those of what it extends and includes."""
    text = source(name)
    others = re.findall(r'\{%-? (?:extends|include) "([^"]+)"', text)
    own = set(re.findall(r'\{%-? import "[^"]+" as (\w+)', text))
    return own.union(*(imported(other) for other in others))


def test_no_page_is_given_a_name_that_its_templates_import() -> None:
    """What is imported hides it, also in macros that are imported with the context."""
    hidden = {name: given & imported(name) for name, given in rendered()}
    assert len(hidden) > 100
    assert {name: both for name, both in hidden.items() if both} == {}
