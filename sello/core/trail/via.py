"""By which door somebody acted who did not sign in."""

from collections.abc import Mapping
from typing import Any

from sello.core.labels import N_, LabelledEnum


class Via(LabelledEnum):
    """A door that opens one conversation for one person; whoever signed in used none of them."""

    LINK = "link", N_("por enlace")
    MAIL = "mail", N_("por correo")


def door(detail: Mapping[str, Any]) -> Via | None:
    """By which door an event was done, as its detail keeps it."""
    return next((via for via in Via if via.value == detail.get(NAME)), None)


NAME = "via"
"""How the detail of an event calls it; no act declares it, since any may come by any door."""
