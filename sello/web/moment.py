"""When and where this request is: the one reader of the clock among the screens."""

from typing import cast

from flask import g

from sello.core import clock
from sello.core.days import calendar_closed_on
from sello.core.moment import Moment
from sello.web.instance import config


def moment() -> Moment:
    """The instant of this request at the reader's institution; for a stranger, in the instance's zone."""
    if "moment" not in g:
        settings = config()
        g.moment = Moment(clock.now(), settings.zone, calendar_closed_on(settings.closed_days))
    return cast(Moment, g.moment)


def begin() -> None:
    """Forget what a request before took for now: contexts may be shared, as they are in tests."""
    g.pop("moment", None)


def settle(at: Moment) -> None:
    """Take the institution's place, once it is known who is signed in."""
    g.moment = at
