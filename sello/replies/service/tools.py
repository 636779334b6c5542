"""What taking mails in needs of the instance."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.utils import parseaddr

from sello.config import Config
from sello.core.mail.smtp import answered_at
from sello.files.kinds import FileKind, allowed
from sello.files.scanning.clamd import Clamd, scanner_of
from sello.files.store.build import store_of
from sello.files.store.disk import Store


@dataclass(frozen=True, slots=True)
class Tools:
    """The store and the rules of files, the keys, and what the instance is called by mail."""

    store: Store
    limit: int
    kinds: tuple[FileKind, ...]
    patience: float
    scanner: Clamd | None
    trust: str
    base_url: str
    own: frozenset[str]
    """The addresses from which only this instance writes."""
    keys: tuple[str, ...] = field(repr=False)


def tools_of(config: Config) -> Tools:
    """The tools of an instance, from its settings."""
    addresses = {parseaddr(config.mail_from)[1].lower(), answered_at(config).lower()}
    old = (key.strip() for key in config.secret_key_fallbacks.split(","))
    return Tools(
        store=store_of(config),
        limit=config.upload_limit,
        kinds=allowed(config.upload_types),
        patience=config.examine_seconds,
        scanner=scanner_of(config),
        trust=config.reply_trust.strip(),
        base_url=config.base_url,
        own=frozenset(addresses - {""}),
        keys=(config.secret_key, *filter(None, old)),
    )
