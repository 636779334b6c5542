"""How the demonstration writes its register: what is known of an initiative, and which evidence shows it."""

from __future__ import annotations

from sello.core.moment import Moment
from sello.demo.acts import FIRST, SECRETARY
from sello.demo.register import EVERY, InitiativeSpec
from sello.demo.stage import Stage
from sello.register.domain import read_partial
from sello.register.parts.domain.columns import Part
from sello.register.parts.service import SentRow, save
from sello.register.service import initiatives, linking
from sello.register.service.initiatives import InitiativeDraft


def add_initiative(stage: Stage, at: Moment, spec: InitiativeSpec) -> None:
    """Write an initiative into the register."""
    act_kind, act_number, act_on = spec.act or (None, "", "")
    known = read_partial(act_on)
    feeds = dict(spec.feeds)
    if EVERY in feeds:
        feeds = dict.fromkeys(stage.requirements, feeds[EVERY])
    said = InitiativeDraft(
        name=spec.name,
        kind=spec.kind,
        unit_ids=frozenset(stage.units[key] for key in spec.units),
        starts=read_partial(spec.starts),
        ends=read_partial(spec.ends),
        act_kind=act_kind,
        act_number=act_number,
        act_on=known.first if known else None,
        aim=spec.aim,
        description=spec.description,
        source=spec.source,
        basis=spec.basis,
        feeds=tuple((stage.requirements[code], how) for code, how in feeds.items()),
    )
    actor = stage.actor(SECRETARY, at.today)
    stage.initiatives[spec.name] = made = initiatives.create(actor, said, at=at)
    if spec.parties:
        rows = [SentRow(None, {"name": name, "role": role, "amount": None}) for name, role in spec.parties]
        save(actor, made, Part.PARTIES, rows, version=FIRST, at=at)


def show(stage: Stage, at: Moment, spec: InitiativeSpec, key: str) -> None:
    """Say that a piece of evidence shows an initiative."""
    actor = stage.actor(SECRETARY, at.today)
    linking.link_evidence(actor, stage.initiatives[spec.name], stage.evidence[key], now=at.now)
