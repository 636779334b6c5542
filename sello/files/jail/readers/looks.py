"""How a page looks, in grey and small: blank, blurred, upside-down. Measures of its points alone."""

from array import array
from collections.abc import Iterable

from PIL import Image, ImageChops, ImageFilter

from sello.files.examining.findings import Kind

LONG_SIDE = 1000
"""Points of the longer side on which the measures are taken."""
INK = 40
"""Shades below the median from which a point is something written."""
BLANK = 0.0003
"""Share of ink below which nothing is written; one line of text has five times as much."""
BLURRED = 0.3
"""Steepest edges against contrast: a sharp page has more than 1.5, one that cannot be read less than this."""
LIGHT = 160
STRIPS = 8
LOWEST, HIGHEST = 6, 60
"""Rows of a line of letters."""
FAINT = 2.0
"""A row of a strip that is no darker, of 255, is empty."""
FEWEST_LINES = 40
"""Lines of all strips together: fewer tell nothing."""
UPSIDE_DOWN = 1.25
"""Lines have more ink above their small letters (tall ones, accents) than below; here it is the reverse."""
_MARGIN = 0.04
_ACROSS = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1)
_BACK = ImageFilter.Kernel((3, 3), (0, -1, 0, -1, 4, -1, 0, -1, 0), scale=1)


def small(image: Image.Image) -> Image.Image:
    """A picture in grey on white, as the measures want it, without its margins (a scanner darkens them)."""
    if image.mode in {"RGBA", "LA", "PA", "P"}:
        image = image.convert("RGBA")
        plain = Image.new("RGB", image.size, "white")
        plain.paste(image, mask=image.getchannel("A"))
        image = plain
    grey = image.convert("L")
    grey.thumbnail((LONG_SIDE, LONG_SIDE))
    across, down = int(grey.width * _MARGIN), int(grey.height * _MARGIN)
    return grey.crop((across, down, grey.width - across, grey.height - down))


def looks(grey: Image.Image) -> list[Kind]:
    """What is to be told of a picture that `small` gave."""
    histogram = grey.histogram()
    if _is_blank(histogram):
        return [Kind.BLANK]
    found = []
    if _is_blurred(grey, histogram):
        found.append(Kind.BLURRED)
    elif _is_upside_down(grey, _shade(histogram, 0.5)):
        found.append(Kind.UPSIDE_DOWN)
    return found


def _is_blank(histogram: list[int]) -> bool:
    return _ink(histogram) < BLANK


def _ink(histogram: list[int]) -> float:
    paper = _shade(histogram, 0.5)
    return sum(histogram[: max(0, paper - INK)]) / max(1, sum(histogram))


def _is_blurred(grey: Image.Image, histogram: list[int]) -> bool:
    edges = ImageChops.add(grey.filter(_ACROSS), grey.filter(_BACK))
    edges = edges.crop((1, 1, edges.width - 1, edges.height - 1))  # at its border a filter leaves what was
    steep = _shade(edges.histogram(), 0.995)
    contrast = _shade(histogram, 0.998) - _shade(histogram, 0.002)
    return contrast > INK and steep / contrast < BLURRED


def _shade(histogram: list[int], share: float) -> int:
    """The shade below which so many of the points are."""
    wanted, seen = share * sum(histogram), 0
    for shade, count in enumerate(histogram):
        seen += count
        if seen >= wanted:
            return shade
    return len(histogram) - 1


def _is_upside_down(grey: Image.Image, paper: int) -> bool:
    """Whether most written lines hang where they should stand; only of light pages with enough lines.

    It looks at narrow strips, in which a page that lies a little askew is straight enough.
    """
    if paper < LIGHT:
        return False
    dark = grey.point([255 if shade < paper - INK else 0 for shade in range(256)]).convert("F")
    wide = max(1, dark.width // STRIPS)
    lines = [line for at in range(STRIPS) for line in _lines(_rows(dark, at * wide, wide))]
    above, below = (sum(part) for part in zip(*map(_around, lines), strict=True)) if lines else (0.0, 0.0)
    return len(lines) >= FEWEST_LINES and below > UPSIDE_DOWN * above


def _rows(dark: Image.Image, left: int, wide: int) -> Iterable[float]:
    """How dark each row of a strip is."""
    strip = dark.crop((left, 0, left + wide, dark.height))
    return array("f", strip.resize((1, dark.height), Image.Resampling.BOX).tobytes())


def _lines(rows: Iterable[float]) -> list[list[float]]:
    """Runs of rows on which something is written, as high as a line of letters is."""
    found: list[list[float]] = [[]]
    for row in rows:
        if row > FAINT:
            found[-1].append(row)
        elif found[-1]:
            found.append([])
    return [line for line in found if LOWEST <= len(line) <= HIGHEST]


def _around(line: list[float]) -> tuple[float, float]:
    """Ink above and below the band of the small letters, which is the darkest."""
    dense = [at for at, row in enumerate(line) if row >= max(line) / 2]
    return sum(line[: dense[0]]), sum(line[dense[-1] + 1 :])
