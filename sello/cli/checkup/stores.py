"""Where and how kept files lie: a bucket that answers, keys that are there, a move that is not finished."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sello.cli.checkup.finding import Finding
from sello.cli.checkup.places import others_read
from sello.config import Config
from sello.core import bucket_address
from sello.core.faults import MachineFault
from sello.core.figures import figure
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.files.store import keys
from sello.files.store.build import NoBuckets, keeper_at, store_of

SEALING = N_("Cifrado de archivos")


def bucket(config: Config) -> Iterator[Finding]:
    """A bucket has to take a file, and its keys are nobody else's to read."""
    for address in (config.evidence_dir, config.evidence_before):
        if bucket_address.is_bucket(address):
            yield _bucket(address)


def _bucket(address: str) -> Finding:
    part, where = N_("Bucket de evidencias"), bucket_address.read(address)
    named = f"s3://{where.bucket}/{where.prefix}".rstrip("/")
    try:
        reason = keeper_at(address).trouble()
    except NoBuckets as refusal:
        return Finding(part, str(refusal), N_("pip install 'sello[s3]'"), is_problem=True)
    if reason:
        remedy = N_("Revise endpoint y bucket en la dirección, y las claves en %(keys)s.") % {
            "keys": where.keys
        }
        return Finding(part, f"{named}: {reason}", remedy, is_problem=True)
    if others_read(where.keys):
        return Finding(
            part,
            N_("cualquier cuenta de esta máquina puede leer %(path)s") % {"path": where.keys},
            N_("Ciérrelo: chmod 640 %(path)s") % {"path": where.keys},
        )
    return Finding(part, named)


def sealing(config: Config) -> Iterator[Finding]:
    """Keys that cannot be read stop the service; of those that are lost it is told what they leave closed."""
    file = config.evidence_keys
    try:
        ring, objects = keys.load(file), store_of(config).objects
        lost = objects.lost_keys()
        otherwise = sum(1 for _ in objects.otherwise()) if ring.current else 0
    except keys.KeysUnreadable:
        yield Finding(
            SEALING,
            N_("no hay llaves que se puedan leer en %(file)s") % {"file": file},
            N_("Recupérelas de su copia, o haga la primera con: sello evidence key"),
            is_problem=True,
        )
        return
    except (NoBuckets, MachineFault, OSError):
        return  # the place itself is told of elsewhere
    yield from _lost(lost)
    if file is not None:
        yield _sealed(file, ring.current, otherwise)


def _lost(lost: Mapping[str, int]) -> Iterator[Finding]:
    for key_id, count in lost.items():
        yield Finding(
            SEALING,
            N_("archivos que piden la llave %(key)s, que no está: %(count)s")
            % {"count": figure(count), "key": key_id},
            N_("Agregue esa llave al archivo de SELLO_EVIDENCE_KEYS, desde su copia."),
            is_problem=True,
        )


def _sealed(file: Path, key_id: str, otherwise: int) -> Finding:
    if others_read(file):
        return Finding(
            SEALING,
            N_("cualquier cuenta de esta máquina puede leer %(path)s") % {"path": file},
            N_("Ciérrelo: chmod 600 %(path)s") % {"path": file},
        )
    if otherwise:
        return Finding(
            SEALING,
            N_("archivos sin cifrar con la llave actual: %(count)s") % {"count": figure(otherwise)},
            N_("Cífrelos con: sello evidence encrypt"),
        )
    return Finding(SEALING, N_("llave %(key)s") % {"key": key_id})


def moving(config: Config) -> Iterator[Finding]:
    """A store that is read beside the new one is a state to be ended."""
    if config.evidence_before:
        yield Finding(
            N_("Mudanza"),
            N_("lo que falta en el almacén se lee del anterior"),
            N_("Termínela con: sello evidence move"),
        )


def look(config: Config) -> Iterator[Finding]:
    """All of it, in order."""
    for each in (bucket, sealing, moving):
        try:
            yield from each(config)
        except Refusal as refusal:
            yield Finding(N_("Almacén"), str(refusal), N_("Revise SELLO_EVIDENCE."), is_problem=True)
