"""The chart of the report: one bar for each dimension."""

from __future__ import annotations

from sello.core.figures import figure, percentage
from sello.core.labels import N_
from sello.core.text import shortened
from sello.reports.document.chart import Bar, Chart, Label
from sello.reports.document.wording import Translate
from sello.reports.readiness.contents import DimensionCount

WIDTH = 640
ROW = 46
BAR = 16
TRACK = 560
KEYS = {
    "met": N_("Cumplidos"),
    "under_way": N_("En proceso"),
    "not_met": N_("No cumplidos"),
    "not_applicable": N_("No aplican"),
}


def dimension_chart(dimensions: tuple[DimensionCount, ...], _: Translate = str) -> Chart:
    """Draw one bar per dimension, split by state; longer means more items."""
    widest = max((item.total for item in dimensions), default=1) or 1
    bars: list[Bar] = []
    labels: list[Label] = []
    _legend(_, bars, labels)
    for row, item in enumerate(dimensions):
        y = 30 + row * ROW
        labels.append(Label(shortened(f"{item.code}  {item.name}", 100), 0, y + 11, 10.5, strong=True))
        _row(item, y + 18, TRACK / widest, bars, labels)
        labels.append(Label(percentage(item.share), WIDTH, y + 30, 11, strong=True, end=True))
    alternative = "; ".join(
        _("%(name)s: %(met)s de %(n)s")
        % {"name": item.name, "met": figure(item.met), "n": figure(item.applicable)}
        for item in dimensions
    )
    return Chart(WIDTH, 30 + len(dimensions) * ROW, tuple(bars), tuple(labels), alternative)


def _legend(_: Translate, bars: list[Bar], labels: list[Label]) -> None:
    x = 0.0
    for key, source in KEYS.items():
        name = _(source)
        bars.append(Bar(key, x, 2, 12, 12))
        labels.append(Label(name, x + 17, 12, 9.5))
        x += 30 + 6.2 * len(name)


def _row(item: DimensionCount, y: float, unit: float, bars: list[Bar], labels: list[Label]) -> None:
    x = 0.0
    for key in KEYS:
        count: int = getattr(item, key)
        if not count:
            continue
        wide = count * unit
        bars.append(Bar(key, x, y, wide, BAR))
        if wide >= 12:
            labels.append(Label(figure(count), x + 5, y + 12, 10, strong=True, inside=key == "met"))
        x += wide
