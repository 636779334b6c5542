"""The demonstration town: fictitious people, real files, dates laid out around the day it is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sello.demo.town import ACCOUNTS, PASSWORD, Account

if TYPE_CHECKING:
    from datetime import datetime

    from sello.config import Config

__all__ = ["ACCOUNTS", "PASSWORD", "Account", "is_loaded", "load"]


def is_loaded() -> bool:
    """Tell whether this database already holds the demonstration (or anything else)."""
    from sello.demo.loader import is_loaded as answer

    return answer()


def load(*, now: datetime, config: Config | None = None) -> None:
    """Load the demonstration into an empty, migrated database, as of an instant."""
    from sello.demo.loader import load as act

    act(now=now, config=config)
