"""The state of the signed history that a report carries away, for whoever checks it years later."""

from __future__ import annotations

from sello.core.figures import exact
from sello.reports.document.values import Section
from sello.reports.document.wording import Translate
from sello.reports.readiness.contents import ReadinessReport, Sealed


def trail(report: ReadinessReport, _: Translate) -> tuple[Section, ...]:
    """The last signed head of the institution's trail, where one was signed."""
    if report.sealed is None:
        return ()
    return (Section("integridad", _("Historial firmado"), "prose", (*said(report.sealed, _), _why(_)), ()),)


def said(sealed: Sealed, _: Translate) -> tuple[str, ...]:
    """What is signed, in sentences: how many acts until when, the root, the key that checks it."""
    return (
        _("El historial de la institución estaba firmado al %(when)s. Actos firmados: %(size)s.")
        % {"when": sealed.when, "size": exact(sealed.size)},
        _("Raíz: %(root)s") % {"root": sealed.root},
        _("Clave que lo comprueba: %(key)s") % {"key": sealed.verifier},
    )


def _why(_: Translate) -> str:
    return _(
        "Quien guarde esta hoja puede comprobar, años después y sin una cuenta, que ninguno de esos actos "
        "fue cambiado ni borrado: la raíz de esos mismos actos tiene que ser, entonces también, esta."
    )
