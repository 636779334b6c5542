"""The colours of an institution: whether they can be read on our pages, and what stands beside them.

Contrast is that of WCAG 2.2, success criterion 1.4.3: at least 4,5 to 1 for text.
"""

import colorsys
import re
from dataclasses import dataclass

from sello.core.labels import N_
from sello.core.refusal import Refusal

LEAST = 4.5
WHITE, BLACK = "#ffffff", "#000000"
LIGHT_GROUNDS = (WHITE, "#fbf9f6", "#f3efe9")
"""What a text of the house colour stands on, on light pages: surface, paper, sunk (`tokens.css`)."""

DARK_GROUNDS = ("#17131c", "#211b28", "#2a2333")
"""The same on dark pages: paper, surface, sunk."""

_PAPER_DEEP, _PAPER_MID, _PAPER_PALE = 0.35, 0.5, 0.9
_LIGHT_TINT, _DARK_TINT, _DARK_SURFACE = 0.08, 0.2, "#211b28"
_WRITTEN = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_LINEAR, _GAMMA = 0.04045, 2.4


class NoColour(Refusal):
    """What was written names no colour."""

    message = N_("Escriba el color con seis cifras, por ejemplo #4a2377.")


class NoLightColour(NoColour):
    """The same, of light pages."""

    field = "light"


class NoDarkColour(NoColour):
    """The same, of dark pages."""

    field = "dark"


class TooPale(Refusal):
    """Text of this colour cannot be read on a light page."""

    message = N_(
        "El color %(colour)s se lee mal sobre fondo claro (contraste %(ratio)s; se necesita 4,5). "
        "El más parecido que sirve es %(nearest)s."
    )
    field = "light"


class TooDark(Refusal):
    """Text of this colour cannot be read on a dark page."""

    message = N_(
        "El color %(colour)s se lee mal sobre fondo oscuro (contraste %(ratio)s; se necesita 4,5). "
        "El más parecido que sirve es %(nearest)s."
    )
    field = "dark"


@dataclass(frozen=True, slots=True)
class Tones:
    """The house colour of a theme and what is made of it: emphasis, tint, and what is written on it."""

    house: str
    strong: str
    soft: str
    on: str


@dataclass(frozen=True, slots=True)
class PaperTones:
    """The house colour on paper and what is made of it: titles and covers, half a share, a ground."""

    house: str
    deep: str
    mid: str
    pale: str


def read(written: str, otherwise: type[NoColour] = NoColour) -> str:
    """A colour as `#rrggbb`, from `#abc`, `ABCDEF` and the like; raises NoColour, or the given kind of it."""
    found = _WRITTEN.fullmatch(written.strip())
    if found is None:
        raise otherwise
    digits = found.group(1).lower()
    return "#" + (digits if len(digits) == len("rrggbb") else "".join(digit * 2 for digit in digits))


def contrast(one: str, other: str) -> float:
    """How much two colours differ, from 1 (not at all) to 21 (black on white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def light_tones(colour: str) -> Tones:
    """What is made of a house colour on light pages."""
    return Tones(colour, _mixed(colour, BLACK, 0.25), _mixed(WHITE, colour, _LIGHT_TINT), WHITE)


def dark_tones(colour: str) -> Tones:
    """What is made of a house colour on dark pages."""
    soft = _mixed(_DARK_SURFACE, colour, _DARK_TINT)
    return Tones(colour, _mixed(colour, WHITE, 0.35), soft, _mixed(BLACK, colour, 0.12))


def paper_tones(colour: str) -> PaperTones:
    """What is made of a house colour on paper, where white stands on it and it stands on white."""
    mid, pale = (_mixed(colour, WHITE, share) for share in (_PAPER_MID, _PAPER_PALE))
    return PaperTones(colour, _mixed(colour, BLACK, _PAPER_DEEP), mid, pale)


def least_on_light(colour: str) -> float:
    """The least contrast that a house colour has with what it meets on light pages."""
    tones = light_tones(colour)
    return min(contrast(colour, ground) for ground in (*LIGHT_GROUNDS, tones.soft, tones.on))


def least_on_dark(colour: str) -> float:
    """The least contrast that a house colour has with what it meets on dark pages."""
    tones = dark_tones(colour)
    return min(contrast(colour, ground) for ground in (*DARK_GROUNDS, tones.soft, tones.on))


def nearest_on_light(colour: str) -> str:
    """The colour of the same hue that can be read on light pages and is darker by as little as possible."""
    return next(each for each in _shades(colour, darker=True) if least_on_light(each) >= LEAST)


def nearest_on_dark(colour: str) -> str:
    """The colour of the same hue that can be read on dark pages and is lighter by as little as possible."""
    return next(each for each in _shades(colour, darker=False) if least_on_dark(each) >= LEAST)


def checked(light: str, dark: str) -> tuple[str, str]:
    """Both house colours if they can be read, the dark pages' one made of the other when it is not given.

    None at all is our own. Raises NoColour, TooPale and TooDark, which name the nearest that can.
    """
    if not light and not dark:
        return "", ""
    light = _read_light(light or dark)
    return light, _read_dark(dark) if dark else nearest_on_dark(light)


def _read_light(written: str) -> str:
    colour = read(written, NoLightColour)
    ratio = least_on_light(colour)
    if ratio < LEAST:
        raise TooPale(colour=colour, ratio=_said(ratio), nearest=nearest_on_light(colour))
    return colour


def _read_dark(written: str) -> str:
    colour = read(written, NoDarkColour)
    ratio = least_on_dark(colour)
    if ratio < LEAST:
        raise TooDark(colour=colour, ratio=_said(ratio), nearest=nearest_on_dark(colour))
    return colour


def _said(ratio: float) -> str:
    """Cut, not rounded: 4,49 never reads as enough."""
    return f"{int(ratio * 10) / 10:.1f}".replace(".", ",")


def _shades(colour: str, *, darker: bool) -> list[str]:
    """A colour and its shades towards black or white, a hundredth of lightness at a time."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    end = 0.0 if darker else 1.0
    steps = [lightness + (end - lightness) * step / 200 for step in range(201)]
    return [colour, *(_written(colorsys.hls_to_rgb(hue, each, saturation)) for each in steps[1:])]


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** _GAMMA for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(_parts(one), _parts(other), strict=True)
    red, green, blue = (mine + (its - mine) * share for mine, its in pairs)
    return _written((red, green, blue))


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
