"""`sello verify`: whether every file that the instance answers for is there, and still what it was."""

import click
from flask import current_app
from flask_babel import gettext
from sqlalchemy import select

from sello.cli.context import in_app
from sello.core.db import db, everywhere
from sello.evidence.models import EvidenceVersion
from sello.files.store.build import store_of
from sello.reports.models import Report


@click.command()
@in_app
def verify() -> None:
    """Comprueba la huella de cada archivo guardado; termina con 1 si falta o cambió alguno."""
    store = store_of(current_app.extensions["sello"])
    named = _named()
    kept = set(store.digests())
    lost, changed = sorted(named - kept), []
    with click.progressbar(sorted(named & kept), label=gettext("Comprobando archivos")) as digests:
        changed = [digest for digest in digests if not store.verify(digest)]
    for digest in lost:
        click.echo(gettext("falta    %(digest)s", digest=digest))
    for digest in changed:
        click.echo(gettext("cambió   %(digest)s", digest=digest))
    click.echo(
        gettext(
            "Registrados: %(named)d. Faltan: %(lost)d. Cambiaron: %(changed)d. Sin registro: %(loose)d.",
            named=len(named),
            lost=len(lost),
            changed=len(changed),
            loose=len(kept - named),
        )
    )
    if lost or changed:
        raise click.exceptions.Exit(1)


def _named() -> set[str]:
    """The hashes that evidence and kept reports of every institution name."""
    with everywhere():
        return {
            *db.session.scalars(select(EvidenceVersion.sha256).distinct()),
            *db.session.scalars(select(Report.sha256).distinct()),
        }


COMMANDS = (verify,)
