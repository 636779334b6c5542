"""How indicators are said on a screen: periods, figures, where a cell stands."""

from __future__ import annotations

from flask_babel import gettext

from sello.core.figures import percentage, percentage_points
from sello.indicators.domain.numbers import Measure, write_figure
from sello.indicators.domain.suppression import ALL, Cut
from sello.indicators.domain.tables import SHOWN, Cell, Gap, Seen, Shape
from sello.web.indicators import bp


@bp.app_template_filter("told")
def cell_words(cell: Cell, measure: Measure) -> str:
    """What a cell says."""
    return write_figure(cell.value, measure) if cell.seen is Seen.KNOWN else str(gettext(SHOWN[cell.seen]))


def place_words(shape: Shape, cut: Cut) -> str:
    """Where a cell stands: the options of its cuts."""
    said = []
    for code, options in zip(cut, (shape.first, shape.second), strict=True):
        if code != ALL:
            said.append(next((one.name for one in options if one.code == code), code))
    return ", ".join(said) or str(gettext("Total"))


def gap_words(found: Gap) -> str:
    """The gap between the sexes as a sentence."""
    values = {
        "women": percentage(found.women),
        "men": percentage(found.men),
        "points": percentage_points(abs(found.points)),
    }
    return str(gettext(found.sentence)) % values
