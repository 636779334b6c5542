"""The half of `sello verify` that looks at the trail: events against the tree and its signed heads."""

from typing import cast

import click
from flask import current_app
from flask_babel import gettext

from sello.config import Config
from sello.core.db import unit_of_work
from sello.core.figures import figure
from sello.core.trail.ledger import checking, queries
from sello.core.trail.ledger.checking import Misfit
from sello.core.trail.ledger.outside import notes_in

SAID = 20
"""Faults that are said one by one; the first of them is what matters."""


def trail_holds() -> bool:
    """Say of each institution what of its trail does not fit; True when everything does."""
    config = cast(Config, current_app.extensions["sello"])
    held = [_holds(config, institution_id) for institution_id in queries.institutions()]
    return all(held)


def _holds(config: Config, institution_id: int) -> bool:
    with unit_of_work(institution_id):
        outside = notes_in(config.checkpoints, institution_id)
        verifiers = sorted({row.verifier for row in queries.checkpoints()})
        total, signed = checking.leaves(), len(queries.checkpoints())
        with click.progressbar(length=total, label=gettext("Comprobando el historial")) as bar:
            found = list(checking.check(outside, verifiers, told=bar.update))
    for misfit in found[:SAID]:
        click.echo(_said(misfit))
    click.echo(
        gettext(
            "Hechos inscritos: %(leaves)s. Puntos de control: %(signed)s; fuera de la base: %(outside)s. "
            "No cuadran: %(faults)s.",
            leaves=figure(total),
            signed=figure(signed),
            outside=figure(len(outside)),
            faults=figure(len(found)),
        )
    )
    return not found


def _said(misfit: Misfit) -> str:
    return str(gettext(misfit.fault.words, event=misfit.event, place=misfit.place))
