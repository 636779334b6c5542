"""What may be wrong with the settings of the scanner; each function answers None or what it saw."""

import re

from sello.config import Config
from sello.core.labels import N_

_ADDRESS = re.compile(r"/\S+|[A-Za-z0-9.-]+:\d{1,5}|\[[0-9A-Fa-f:]+\]:\d{1,5}")
HELD, LET_THROUGH = "hold", "pass"
"""What becomes of a file that the scanner did not look at."""


def address(config: Config) -> str | None:
    """Neither the path of a socket nor a host with its port."""
    if not config.clamav or _ADDRESS.fullmatch(config.clamav):
        return None
    return N_("«%(address)s» no es una ruta ni servidor:puerto") % {"address": config.clamav}


def when_down(config: Config) -> str | None:
    """A word that says neither of both."""
    if config.clamav_down in {HELD, LET_THROUGH}:
        return None
    return N_("«%(chosen)s» no es hold ni pass") % {"chosen": config.clamav_down}
