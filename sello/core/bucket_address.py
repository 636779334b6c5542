"""The address of a bucket as a setting writes it: s3://bucket/prefix?endpoint=…&region=…&keys=…

What opens it lies in a file that the address names, so that an address may be shown and logged.
"""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from sello.core.labels import N_

SCHEME = "s3://"
REGION = "us-east-1"
"""What services without regions expect to be told."""
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*)?(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_SAID = frozenset({"endpoint", "region", "keys"})


@dataclass(frozen=True)
class BucketAddress:
    """A bucket of an S3-compatible service: where it is, and in which file its keys are."""

    bucket: str
    prefix: str
    endpoint: str | None
    region: str
    keys: Path

    @property
    def is_in_the_clear(self) -> bool:
        """Whether bytes and signatures would travel unencrypted to another machine."""
        if self.endpoint is None or not self.endpoint.startswith("http://"):
            return False
        host = urlsplit(self.endpoint).hostname or ""
        try:
            return not ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host != "localhost"


def is_bucket(address: str) -> bool:
    """Whether an address of a store speaks of a bucket, and not of a folder."""
    return address.startswith(SCHEME)


def read(address: str) -> BucketAddress:
    """The bucket that an address speaks of; ValueError says in Spanish what is wrong with it."""
    parts = urlsplit(address)
    asked = parse_qs(parts.query, keep_blank_values=True)
    if "@" in parts.netloc:
        raise ValueError(N_("lleva una clave a la vista: las claves van en el archivo de keys="))
    if not _BUCKET.fullmatch(parts.netloc):
        raise ValueError(N_("no nombra un bucket"))
    prefix = parts.path.strip("/")
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(N_("el prefijo lleva caracteres que no se admiten"))
    if strange := sorted(asked.keys() - _SAID):
        raise ValueError(N_("no se conoce «%(name)s»") % {"name": strange[0]})
    said = {name: values[-1] for name, values in asked.items()}
    endpoint = said.get("endpoint")
    if endpoint is not None and not _is_service(endpoint):
        raise ValueError(N_("endpoint no es una dirección http:// o https://"))
    keys = Path(said.get("keys", ""))
    if not keys.is_absolute():
        raise ValueError(N_("falta keys=, con la ruta completa del archivo de las claves"))
    return BucketAddress(parts.netloc, prefix, endpoint, said.get("region") or REGION, keys)


def wrong(address: str) -> str | None:
    """What is wrong with an address; None when nothing is."""
    return _said(address, lambda _bucket: None)


def in_the_clear(address: str) -> str | None:
    """Whether a right address would send everything unencrypted over a network."""
    said = N_("lo que se guarda viaja sin cifrar por la red")
    return _said(address, lambda bucket: said if bucket.is_in_the_clear else None, is_fault=False)


def _said(address: str, look: Callable[[BucketAddress], str | None], *, is_fault: bool = True) -> str | None:
    try:
        return look(read(address))
    except ValueError as error:
        return str(error) if is_fault else None


def _is_service(endpoint: str) -> bool:
    try:
        parts = urlsplit(endpoint)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
    except ValueError:
        return False
