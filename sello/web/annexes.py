"""Annexes: papers made here that wait as any file, until their sender says what they prove."""

from __future__ import annotations

import io
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.files import service
from sello.web.instance import config
from sello.web.request_values import read_id
from sello.web.uploads import accepted_kinds, let_go_of_the_database, store


def bring(
    actor: Actor, paper: bytes, name: str, requirement_ids: list[int], *, at: Moment
) -> ResponseReturnValue:
    """Keep a paper as a file that waits, and lead to where it is described.

    Where it answers the task that the form names it serves what that asks for, else these requirements.
    """
    limit = config().upload_limit
    service.check_room(actor, name=name, size=len(paper), limit=limit)
    let_go_of_the_database()
    taken = service.take_in(store(), io.BytesIO(paper), name=name, limit=limit, allowed=accepted_kinds())
    upload = service.remember(actor, taken, now=at.now)
    task_id = read_id(request.form.get("tarea"))
    goes: dict[str, Any] = {"requerimiento": requirement_ids} if task_id is None else {"tarea": task_id}
    return redirect(url_for("evidence.describe", lote=f"{upload}-{upload}", **goes), 303)
