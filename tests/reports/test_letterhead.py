"""Every paper of an institution carries its logo and its colours, with and without a cover."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Callable
from datetime import date

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sello.accounts.domain import colours
from sello.core import house
from sello.core.house import House
from sello.paths import PACKAGE
from sello.reports.document.pdf import style
from sello.reports.document.pdf.flowables import Heading
from sello.reports.document.pdf.paper import Imprint, put_on_paper, put_on_sheets
from sello.reports.document.values import (
    Column,
    Cover,
    Document,
    Group,
    LevelMark,
    Section,
    Table,
    text,
    with_logo,
)

GREEN = "#0b5d3b"
IMPRINT = Imprint("Prueba", date(2026, 11, 26))


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 100), "#0b5d3b").save(out, "PNG")
    return out.getvalue()


def words(logo: bytes) -> Document:
    front = Cover(
        "Municipalidad de Prueba", "Informe", "", "", (), "", "Nivel", "50 %", LevelMark("Plata", 2)
    )
    table = Table("Tabla", (Column("Qué", 1),), (Group("Grupo", ((text("algo"),),)),))
    return with_logo(Document(front, (), (Section("a", "Parte", "table", (), (table,)),)), logo)


def with_cover(logo: bytes) -> bytes:
    out = io.BytesIO()
    put_on_paper(words(logo), IMPRINT, out, str, lambda _section: [])
    return out.getvalue()


def without_cover(logo: bytes) -> bytes:
    out = io.BytesIO()
    put_on_paper(words(logo), IMPRINT, out, str, lambda _section: [], with_cover=False)
    return out.getvalue()


def on_sheets(logo: bytes) -> bytes:
    out = io.BytesIO()
    put_on_sheets([Heading("Carta", "a")], words(logo).cover, IMPRINT, out, str, size=style.CARTA)
    return out.getvalue()


Paper = Callable[[bytes], bytes]
PAPERS = pytest.mark.parametrize("paper", [with_cover, without_cover, on_sheets])


def drawn(data: bytes) -> tuple[int, set[str]]:
    """How many pictures the first page shows, and every colour that the paper fills or draws with."""
    with pikepdf.open(io.BytesIO(data)) as paper:
        pictures = len(paper.pages[0].get_images())
        code = b"\n".join(page.obj.Contents.read_bytes() for page in paper.pages).decode("latin-1")
    found = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", code)
    return pictures, {written(*map(float, parts)) for parts in found}


def written(*parts: float) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


OURS = {written(*each.rgb()) for each in style.toned(GREEN)}


@PAPERS
def test_a_logo_stands_on_the_first_page_and_is_said(paper: Paper) -> None:
    assert drawn(paper(png()))[0] == 1
    assert drawn(paper(b""))[0] == 0
    assert paper(png()) == paper(png())
    assert b"/S/Figure" in paper(png())


@PAPERS
def test_a_house_with_a_colour_of_its_own_shows_none_of_ours(paper: Paper) -> None:
    assert drawn(paper(b""))[1] & OURS
    with house.at(House(light=GREEN)):
        colours_shown = drawn(paper(b""))[1]
    assert not colours_shown & OURS
    assert colours_shown & {written(*each.rgb()) for each in style.toned(GREEN).values()}


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True).map(colours.nearest_on_light))
def test_what_stands_on_a_house_colour_and_is_written_in_it_can_be_read(colour: str) -> None:
    tones = colours.paper_tones(colour)
    pairs = [(colours.WHITE, tones.house), (colours.WHITE, tones.deep), (tones.pale, tones.deep)]
    pairs += [(tones.deep, tones.pale), (tones.house, tones.pale)]
    assert [pair for pair in pairs if colours.contrast(*pair) < min(colours.LEAST, 4.0)] == []


def test_whoever_gives_a_paper_gives_its_logo() -> None:
    """A readiness report reads its own; it is told by no argument."""
    bare = []
    for path in sorted((PACKAGE / "web").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("as_pdf", "paper.write"):
                named = {keyword.arg for keyword in node.keywords}
                bare += [path.name] * ("logo" not in named)
    assert bare == ["readiness.py"]
