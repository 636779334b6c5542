"""Whether the scanner answers."""

from sello.cli.checkup.finding import Finding
from sello.config import Config
from sello.core.labels import N_
from sello.core.setting_scanner import LET_THROUGH
from sello.files.scanning.clamd import Clamd, Unavailable

SECONDS = 10


def scanner(config: Config) -> Finding:
    """Without a scanner all else works, so that is a notice; one that does not answer is a problem."""
    part = N_("Antivirus")
    if not config.clamav:
        return Finding(
            part,
            N_("sin configurar: las páginas dicen «sin antivirus»"),
            N_("Instale clamav-daemon e indique su socket en SELLO_CLAMAV."),
        )
    try:
        return Finding(part, Clamd(config.clamav, SECONDS).signatures())
    except Unavailable as error:
        seen = N_("%(place)s no responde (%(error)s); lo que llega queda sin revisar y %(what)s") % {
            "place": config.clamav,
            "error": error,
            "what": N_("se puede abrir") if config.clamav_down == LET_THROUGH else N_("retenido"),
        }
        return Finding(part, seen, N_("Inicie clamav-daemon y revise SELLO_CLAMAV."), is_problem=True)
