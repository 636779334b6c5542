"""Setting an institution's lists of cuts and its threshold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.indicators.domain.cuts import Axis, check_used, edited, kept_lists
from sello.indicators.models import FigureRule
from sello.indicators.queries.rules import rules, used_options


def set_rules(actor: Actor, threshold: int, typed: Mapping[Axis, str], *, version: int, at: Moment) -> bool:
    """Keep the threshold, and the lists as they were typed; tells whether that is news.

    Raises Stale, or what is refused of lists.
    """
    now = rules()
    if now.version != version:
        raise Stale
    used = used_options()
    lists = {axis: edited(axis, now.lists[axis], text) for axis, text in typed.items()}
    for axis, options in lists.items():
        check_used(now.lists[axis], options, used.get(axis, frozenset()))
    lists = {**now.lists, **lists}
    changed = [axis.value for axis in Axis if lists[axis] != now.lists[axis]]
    if threshold != now.threshold:
        changed.append("threshold")
    if not changed:
        return False
    row = db.session.scalar(select(FigureRule)) or FigureRule(version=0)
    row.threshold, row.lists = threshold, kept_lists(lists)
    row.version = cast(int, row.version) + 1
    db.session.add(row)
    db.session.flush()
    record(actor, Act.FIGURE_RULE_SET, row.id, now=at.now, fields=sorted(changed))
    return True
