"""Small drawings: the light's shape and the level's bars. Shape first, colour second."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from sello.core.lights import Light
from sello.reports.document.pdf import style


def light(canvas: Canvas, x: float, y: float, size: float, state: Light) -> None:
    """Draw a light in the square that stands on (x, y): circle, triangle, square or dash."""
    canvas.setFillColor(style.LIGHTS[state])
    if state is Light.GREEN:
        canvas.circle(x + size / 2, y + size / 2, size / 2, stroke=0, fill=1)
    elif state is Light.AMBER:
        path = canvas.beginPath()
        path.moveTo(x, y)
        path.lineTo(x + size, y)
        path.lineTo(x + size / 2, y + size)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    elif state is Light.RED:
        canvas.rect(x, y, size, size, stroke=0, fill=1)
    else:
        canvas.rect(x, y + size * 0.36, size, size * 0.28, stroke=0, fill=1)


def level_bars(canvas: Canvas, x: float, y: float, height: float, bars: int) -> float:
    """Draw the level's mark, three rising bars of which `bars` are filled; return its width."""
    bar = height * 0.28
    step = bar * 1.45
    for place in range(3):
        tall = height * (0.5 + 0.25 * place)
        canvas.setFillColor(style.VIOLET if place < bars else style.RULE)
        canvas.roundRect(x + place * step, y, bar, tall, bar * 0.18, stroke=0, fill=1)
    return step * 2 + bar
