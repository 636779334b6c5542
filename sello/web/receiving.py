"""What a page says of files before any is sent, and how one that came with a form is received."""

from collections.abc import Sequence
from dataclasses import dataclass
from os import SEEK_END
from typing import Any

from sello.accounts.domain.actor import Actor
from sello.core.figures import filesize
from sello.files import kinds, service
from sello.files.scanning.clamd import scanner_of
from sello.web.instance import config
from sello.web.uploads import accepted_kinds, let_go_of_the_database, store


@dataclass(frozen=True)
class Rules:
    """What the page says of files before any is sent."""

    limit: int
    limit_words: str
    allowed: str
    accept: str


def file_rules() -> Rules:
    """What the page says of files before any is sent."""
    accepted_here, limit = accepted_kinds(), config().upload_limit
    suffixes = [f".{extension}" for extension in kinds.extensions(accepted_here)]
    families = {kind.media_type.split("/")[0] for kind in accepted_here} & {"image", "audio", "video"}
    return Rules(
        limit=limit,
        limit_words=filesize(limit),
        allowed=kinds.in_words(accepted_here),
        accept=",".join([*suffixes, *(f"{family}/*" for family in sorted(families))]),
    )


def take(actor: Actor, file: Any, beside: Sequence[service.FileIn] = ()) -> service.FileIn:
    """Receive a file of a form, beside those that came with it; no transaction is held meanwhile."""
    limit, size = config().upload_limit, file.stream.seek(0, SEEK_END)
    file.stream.seek(0)
    service.check_room(actor, name=file.filename, size=size, limit=limit, beside=beside)
    let_go_of_the_database()
    return service.take_in(
        store(),
        file.stream,
        name=file.filename,
        limit=limit,
        allowed=accepted_kinds(),
        patience=config().examine_seconds,
        scanner=scanner_of(config()),
    )
