"""`sello verify`: whether every file and every act that the instance answers for is still what it was."""

from collections.abc import Iterable

import click
from flask import current_app
from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, not_, select

from sello.cli.context import RESTORE, in_app, refuse_unready_database
from sello.cli.verify_trail import trail_holds
from sello.core import health
from sello.core.dates import written
from sello.core.db import db, everywhere
from sello.core.figures import figure
from sello.evidence.models import Evidence, EvidenceVersion
from sello.evidence.queries.by_hash import files_named
from sello.evidence.queries.conditions import gone, leaving_or_gone
from sello.files.store.build import store_of
from sello.files.store.disk import Store
from sello.files.store.keys import KeyMissing
from sello.reports.models import Report


@click.command()
@in_app
def verify() -> None:
    """Comprueba la base, la huella de cada archivo y el historial; sale con 1 si algo falta o cambió."""
    refuse_unready_database()
    if damage := health.damaged(db.engine):
        raise click.ClickException(f"{damage}. {RESTORE}")
    files, trail = _files_hold(), trail_holds()
    if not (files and trail):
        raise click.exceptions.Exit(1)


def _files_hold() -> bool:
    """Say of each file whether it is there and what it was; True when all are."""
    store = store_of(current_app.extensions["sello"])
    named = _named()
    kept = set(store.digests())
    leaving, purged = _purged()
    lost = sorted(named - kept)
    stayed = (purged.keys() - named) & kept
    with click.progressbar(sorted(named & kept), label=gettext("Comprobando archivos")) as digests:
        changed, locked = _unlike(store, digests)
    said = _documents([*lost, *changed, *locked])
    _say_purged({digest: number for digest, number in purged.items() if digest not in named}, kept)
    for digest in lost:
        click.echo(gettext("falta    %(digest)s  %(documents)s", digest=digest, documents=said[digest]))
    for digest in changed:
        click.echo(gettext("cambió   %(digest)s  %(documents)s", digest=digest, documents=said[digest]))
    click.echo(
        gettext(
            "Registrados: %(named)s. Faltan: %(lost)s. Cambiaron: %(changed)s. Sin registro: %(loose)s. "
            "Eliminados con acta: %(gone)s.",
            named=figure(len(named)),
            lost=figure(len(lost)),
            changed=figure(len(changed)),
            loose=figure(len(kept - named - leaving)),
            gone=figure(len(purged.keys() - named - kept)),
        )
    )
    for digest in locked:
        click.echo(gettext("sin llave %(digest)s  %(documents)s", digest=digest, documents=said[digest]))
    return not (lost or changed or locked or stayed)


def _unlike(store: Store, digests: Iterable[str]) -> tuple[list[str], list[str]]:
    """Which files are not what they were, and which are sealed under a key that is not here."""
    changed, locked = [], []
    for digest in digests:
        try:
            if not store.verify(digest):
                changed.append(digest)
        except KeyMissing:
            locked.append(digest)
    return changed, locked


def _say_purged(purged: dict[str, int], kept: set[str]) -> None:
    """Say of each file that an acta took away by which one, or that it is there all the same."""
    for digest, number in sorted(purged.items()):
        gone = gettext("eliminado según acta N° %(number)s", number=number)
        stayed = gettext("sigue ahí, y el acta N° %(number)s lo eliminó", number=number)
        click.echo(f"{stayed if digest in kept else gone}  {digest}")


def _named() -> set[str]:
    """The hashes that evidence and kept reports of every institution name."""
    with everywhere():
        return {
            *db.session.scalars(_files_of(not_(leaving_or_gone()))),
            *db.session.scalars(select(Report.sha256).distinct()),
        }


def _purged() -> tuple[set[str], dict[str, int]]:
    """The hashes that a confirmed acta lets go, and those that are gone, with the number of its acta."""
    with everywhere():
        going = set(db.session.scalars(_files_of(leaving_or_gone())))
        rows = db.session.execute(_files_of(gone()).add_columns(Evidence.purge_number)).all()
    return going, {row.sha256: row.purge_number for row in rows}


def _files_of(condition: ColumnElement[bool]) -> Select[str]:
    """The hashes of the versions of some pieces."""
    version = EvidenceVersion
    joined = select(version.sha256).join(Evidence, Evidence.id == version.evidence_id)
    return joined.where(condition).distinct()


def _documents(digests: list[str]) -> dict[str, str]:
    """What each file is to people: document, version, file's name and requirement; or a report."""
    said: dict[str, list[str]] = {digest: [] for digest in digests}
    with everywhere():
        for each in files_named(digests):
            words = gettext(
                "«%(title)s», versión %(number)s (%(filename)s)",
                title=each.title,
                number=each.number,
                filename=each.filename,
            )
            said[each.sha256].append(words + (f", {each.code}" if each.code else ""))
        reports = select(Report.sha256, Report.as_of).where(Report.sha256.in_(digests))
        for row in db.session.execute(reports):
            said[row.sha256].append(gettext("informe al %(day)s", day=written(row.as_of)))
    return {digest: "; ".join(words) for digest, words in said.items()}


COMMANDS = (verify,)
