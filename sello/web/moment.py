"""When and where this request is: the one reader of the clock among the screens."""

from typing import cast

from flask import g

from sello.core import clock
from sello.core.days import calendar_closed_on
from sello.core.moment import Moment
from sello.web.instance import config


def moment() -> Moment:
    """The instant of this request, at the reader's institution; at the instance's zone for a stranger."""
    if "moment" not in g:  # refused before the guard looked who it is
        begin()
    return cast(Moment, g.moment)


def begin() -> None:
    """Read the clock for a request that comes in."""
    settings = config()
    g.moment = Moment(clock.now(), settings.zone, calendar_closed_on(settings.closed_days))


def settle(at: Moment) -> None:
    """Take the institution's place, once somebody is known to be signed in."""
    g.moment = at
