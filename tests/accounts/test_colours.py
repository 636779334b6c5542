"""What can be read is told by known values of contrast; what is refused names a colour that is not."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.accounts.domain import colours
from sello.accounts.domain.colours import NoColour, TooDark, TooPale

TOKENS = Path(__file__).resolve().parents[2] / "sello/static/css/tokens.css"

anything = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")

KNOWN = [
    # As published: WebAIM's and the examples of WCAG's techniques, cut to two decimals.
    ("#ffffff", "#000000", 21.00),
    ("#ffffff", "#ffffff", 1.00),
    ("#767676", "#ffffff", 4.54),
    ("#777777", "#ffffff", 4.47),
    ("#949494", "#ffffff", 3.03),
    ("#ff0000", "#ffffff", 3.99),
    ("#0000ff", "#ffffff", 8.59),
    ("#008000", "#ffffff", 5.13),
    ("#ffff00", "#ffffff", 1.07),
]


@pytest.mark.parametrize(("one", "other", "ratio"), KNOWN)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert int(colours.contrast(one, other) * 100) / 100 == ratio
    assert colours.contrast(one, other) == colours.contrast(other, one)


@pytest.mark.parametrize(
    ("written", "colour"),
    [("#4a2377", "#4a2377"), ("4A2377", "#4a2377"), (" #abc ", "#aabbcc"), ("fff", "#ffffff")],
)
def test_a_colour_is_read_as_people_write_it(written: str, colour: str) -> None:
    assert colours.read(written) == colour


@pytest.mark.parametrize(
    "written", ["", "rojo", "#12345", "#1234567", "rgb(1,2,3)", "#gggggg", "#٤٤٤٤٤٤", "url(x)"]
)
def test_what_is_no_colour_is_refused(written: str) -> None:
    with pytest.raises(NoColour):
        colours.read(written)


def test_ours_can_be_read() -> None:
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", TOKENS.read_text("utf-8").partition("@media")[0]))
    dark = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", TOKENS.read_text("utf-8").partition("@media")[2]))
    assert colours.checked(tokens["house"], dark["house"]) == (tokens["house"], dark["house"])
    assert set(colours.LIGHT_GROUNDS) == {tokens[name] for name in ("surface", "paper", "sunk")}
    assert set(colours.DARK_GROUNDS) == {dark[name] for name in ("surface", "paper", "sunk")}


@pytest.mark.parametrize(
    ("light", "dark", "refusal"),
    [
        ("#ffcc00", "", TooPale),
        ("#777777", "", TooPale),
        ("", "#cdb2f2", TooPale),
        ("#4a2377", "#4a2377", TooDark),
        ("#4a2377", "#000000", TooDark),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_nearest_that_can(
    light: str, dark: str, refusal: type
) -> None:
    with pytest.raises(refusal) as refused:
        colours.checked(light, dark)
    nearest = str(refused.value.values["nearest"])
    mended = (nearest, dark if light else "") if refusal is TooPale else (light, nearest)
    assert nearest in colours.checked(*mended)
    assert float(str(refused.value.values["ratio"]).replace(",", ".")) < colours.LEAST


def test_nothing_chosen_is_ours() -> None:
    assert colours.checked("", "") == ("", "")


@given(anything)
def test_whatever_is_proposed_can_be_read_on_every_ground(colour: str) -> None:
    light, dark = colours.nearest_on_light(colour), colours.nearest_on_dark(colour)
    assert colours.checked(light, dark) == (light, dark)
    for shown, tones, grounds in (
        (light, colours.light_tones(light), colours.LIGHT_GROUNDS),
        (dark, colours.dark_tones(dark), colours.DARK_GROUNDS),
    ):
        for ground in (*grounds, tones.soft, tones.on):
            assert colours.contrast(shown, ground) >= colours.LEAST
        assert all(
            colours.contrast(tones.strong, ground) >= colours.LEAST for ground in (*grounds, tones.soft)
        )


@given(anything)
def test_the_nearest_is_the_colour_itself_where_it_can_be_read(colour: str) -> None:
    if colours.least_on_light(colour) >= colours.LEAST:
        assert colours.nearest_on_light(colour) == colour
        assert colours.checked(colour, "")[0] == colour
    if colours.least_on_dark(colour) >= colours.LEAST:
        assert colours.nearest_on_dark(colour) == colour
