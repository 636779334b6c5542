"""The demonstration's pictures: a drawn map of street lights and papers that look scanned."""

from __future__ import annotations

import io
import random
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from sello.demo.files.paper import NOTICE, TOWN, Paper
from sello.reports.document.pdf import fonts

INK, VIOLET, LAMP, STREET, GROUND = "#231f29", "#4a2377", "#c9973b", "#ffffff", "#efe9df"


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(Path(fonts.FOLDER) / f"{name}.ttf"), size)


def _regular(size: int) -> ImageFont.FreeTypeFont:
    return _font("Roboto-Regular", size)


def _bold(size: int) -> ImageFont.FreeTypeFont:
    return _font("Roboto-Bold", size)


def street_map(paper: Paper) -> bytes:
    """Draw a made-up map of streets and lights; the same title gives the same map."""
    dice = random.Random(paper.title)  # noqa: S311 - a drawing, not a secret
    image = Image.new("RGB", (1100, 760), GROUND)
    pen = ImageDraw.Draw(image)
    _streets(pen, dice)
    for _ in range(90):
        x, y = dice.randint(40, 1060), dice.randint(120, 690)
        size = dice.choice((5, 5, 7))
        pen.ellipse((x - size, y - size, x + size, y + size), fill=dice.choice((LAMP, VIOLET)), outline=INK)
    pen.rectangle((0, 0, 1100, 96), fill=STREET)
    pen.text((32, 16), paper.title, font=_bold(26), fill=INK)
    pen.text((32, 56), f"{TOWN} · {paper.unit} · {paper.dated:%d-%m-%Y}", font=_regular(18), fill=INK)
    pen.rectangle((0, 712, 1100, 760), fill=STREET)
    pen.ellipse((32, 728, 48, 744), fill=LAMP, outline=INK)
    pen.text((58, 724), "Luminaria mejorada", font=_regular(18), fill=INK)
    pen.ellipse((262, 728, 278, 744), fill=VIOLET, outline=INK)
    pen.text((288, 724), "Punto priorizado en taller", font=_regular(18), fill=INK)
    pen.text((630, 724), f"{NOTICE}: mapa inventado", font=_regular(18), fill=INK)
    out = io.BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _streets(pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    for _ in range(11):
        y = dice.randint(110, 700)
        pen.line((0, y, 1100, y + dice.randint(-90, 90)), fill=STREET, width=dice.choice((8, 12, 18)))
    for _ in range(14):
        x = dice.randint(0, 1100)
        pen.line((x, 96, x + dice.randint(-120, 120), 712), fill=STREET, width=dice.choice((6, 10, 14)))


def scan(paper: Paper) -> bytes:
    """Make a paper that looks scanned: a little crooked, a little dirty, in greys."""
    dice = random.Random(paper.title)  # noqa: S311 - a drawing, not a secret
    page = Image.new("L", (820, 1130), 246)
    pen = ImageDraw.Draw(page)
    pen.text((90, 70), TOWN, font=_bold(22), fill=40)
    pen.text((90, 102), NOTICE, font=_regular(17), fill=80)
    pen.text((90, 160), paper.heading, font=_bold(24), fill=30)
    pen.text((90, 196), paper.place_and_date, font=_regular(18), fill=50)
    y = 250
    for text in (paper.title, *paper.paragraphs):
        for line in fonts.lines(text, fonts.REGULAR, 18, 640):
            pen.text((90, y), line, font=_regular(18), fill=45)
            y += 26
        y += 14
    pen.line((470, 1010, 700, 1010), fill=60, width=2)
    pen.text((490, 1018), "Firma ficticia", font=_regular(17), fill=60)
    for _ in range(160):
        x, top = dice.randint(0, 819), dice.randint(0, 1129)
        pen.point((x, top), fill=dice.randint(90, 190))
    page = page.rotate(dice.uniform(-1.2, 1.2), resample=Image.Resampling.BICUBIC, fillcolor=214)
    page = page.filter(ImageFilter.GaussianBlur(0.5))
    out = io.BytesIO()
    page.save(out, "JPEG", quality=42, optimize=True)
    return out.getvalue()
