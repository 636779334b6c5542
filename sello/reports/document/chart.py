"""A chart as plain shapes, drawn alike in the page (SVG) and on paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle; y runs downwards, `kind` picks its fill."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """A text on its baseline; `end` anchors it at its right end, `inside` stands on a dark bar."""

    text: str
    x: float
    y: float
    size: float
    strong: bool = False
    end: bool = False
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars and labels in a box of width × height, and the sentence that replaces the drawing."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    alternative: str
