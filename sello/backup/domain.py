"""What a backup is: its manifest, and what may be wrong with one."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields

from sello.core.labels import N_
from sello.core.refusal import Refusal

FORMAT, FORMAT_SEALED = 1, 2
"""Numbers of the manifest's shape, without and with sealed files; a reader refuses one it does not know."""


class NoBackup(Refusal):
    """The folder holds no finished backup."""

    message = N_(
        "En %(folder)s no hay un respaldo completo: manifest.json falta o no se puede leer. "
        "No se cambió nada."
    )


class OtherFormat(Refusal):
    """The backup was written by a version that writes them otherwise."""

    message = N_(
        "El respaldo tiene el formato %(format)s y esta versión lee el %(known)s. No se cambió nada."
    )


class Faulty(Refusal):
    """What lies in the folder is not what was put there."""

    message = N_("El respaldo no sirve: %(faults)s. No se cambió nada.")


class Damaged(Refusal):
    """The instance's own database is broken; an older good backup must not be replaced by it."""

    message = N_(
        "La base de datos está dañada (%(cause)s). No se respaldó, y el respaldo anterior quedó como estaba: "
        "restáurelo con sello restore."
    )


class OtherDatabase(Refusal):
    """A backup goes back to the kind of database that it came from."""

    message = N_(
        "El respaldo es de %(theirs)s y esta instancia usa %(ours)s: revise DATABASE_URL. No se cambió nada."
    )


class NewerBackup(Refusal):
    """This version of the program could not read what it would put back."""

    message = N_(
        "El respaldo es de una versión más nueva de sello (%(program)s, esquema %(revision)s), que esta no "
        "sabe leer. Instale esa versión y repita. No se cambió nada."
    )


class NotEmpty(Refusal):
    """The instance already holds something that a restore would replace."""

    message = N_(
        "Esta instancia ya tiene datos. Para reemplazarlos por los del respaldo, agregue --replace. "
        "No se cambió nada."
    )


class InUse(Refusal):
    """Somebody works with the instance, or with the folder of the backup."""

    message = N_("%(what)s está en uso. Detenga lo que la usa y repita. No se cambió nada.")


@dataclass(frozen=True)
class Saved:
    """What a copy of the database holds: revision, rows per table, hashes of the files that it names."""

    revision: str
    tables: Mapping[str, int]
    named: frozenset[str]
    purged: frozenset[str] = frozenset()
    """Those of files that an acta took away: a copy that is made anew does not keep them either."""


@dataclass(frozen=True)
class Manifest:
    """What was saved, and how each part of it is recognised; sizes in bytes, instants in UTC (ISO 8601)."""

    program: str
    made_at: str
    dialect: str
    revision: str
    database: str
    sha256: str
    size: int
    tables: Mapping[str, int]
    files: Mapping[str, int]
    """Hash and size of every evidence file of the backup."""
    missing: tuple[str, ...] = ()
    """Named by the database, and already gone when the backup was made."""
    damaged: tuple[str, ...] = ()
    """Named by the database, and already other bytes when the backup was made."""
    keys: tuple[str, ...] = ()
    """Ids of the keys under which files of the backup are sealed; without them they do not open."""

    @property
    def is_whole(self) -> bool:
        """Whether every file that the database names was there to be saved."""
        return not (self.missing or self.damaged)


def write(manifest: Manifest) -> str:
    """The manifest as JSON, for people to read too."""
    said = {"format": FORMAT_SEALED if manifest.keys else FORMAT, **asdict(manifest)}
    return json.dumps(said, indent=2, sort_keys=True) + "\n"


def read(text: str, folder: str) -> Manifest:
    """The manifest that `write` wrote. Raises NoBackup, OtherFormat."""
    try:
        found = json.loads(text)
        known = found.pop("format")
    except (ValueError, KeyError, AttributeError, TypeError):
        raise NoBackup(folder=folder) from None
    if type(known) is not int or known not in {FORMAT, FORMAT_SEALED}:
        raise OtherFormat(format=known, known=FORMAT_SEALED)
    found.setdefault("keys", [])  # versions before sealing do not say it
    values = {each.name: found.get(each.name) for each in fields(Manifest)}
    if not all(_SHAPES[name](value) for name, value in values.items()):
        raise NoBackup(folder=folder)
    return Manifest(
        **{
            **values,
            "missing": tuple(values["missing"]),
            "damaged": tuple(values["damaged"]),
            "keys": tuple(values["keys"]),
        },
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def _counts(names: Callable[[object], bool]) -> Callable[[object], bool]:
    """Whether a value is a count for each name."""
    return lambda value: (
        isinstance(value, dict) and all(names(name) and _is_count(count) for name, count in value.items())
    )


def _are_digests(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_digest, value))


_DIGEST = re.compile(r"[0-9a-f]{64}")
_SHAPES: Mapping[str, Callable[[object], bool]] = {
    **dict.fromkeys(("program", "made_at", "dialect", "revision"), _is_text),
    "database": lambda value: isinstance(value, str) and re.fullmatch(r"database-[\w.-]+", value) is not None,
    "sha256": _is_digest,
    "size": _is_count,
    "tables": _counts(_is_text),
    "files": _counts(_is_digest),
    "missing": _are_digests,
    "damaged": _are_digests,
    "keys": lambda value: isinstance(value, list) and all(map(_is_text, value)),
}
"""What each part of a manifest looks like: what lies in a folder may have been changed by anybody."""


def differences(manifest: Manifest, found: Saved) -> list[str]:
    """How a database that was read back differs from what the manifest promises, in words."""
    faults = [] if found.revision == manifest.revision else [N_("la revisión del esquema es otra")]
    for name in sorted(manifest.tables.keys() | found.tables.keys()):
        promised, there = manifest.tables.get(name, 0), found.tables.get(name, 0)
        if promised != there:
            faults.append(
                N_("la tabla %(table)s no tiene las filas que debería (tiene %(there)s de %(promised)s)")
                % {"table": name, "there": there, "promised": promised}
            )
    accounted = {*manifest.files, *manifest.missing, *manifest.damaged}
    return faults + unaccounted(found.named - accounted)


def refuse_other(manifest: Manifest, found: Saved) -> None:
    """Refuse a database that is not what the manifest promises. Raises Faulty."""
    if faults := differences(manifest, found):
        raise Faulty(faults="; ".join(faults))


def unaccounted(digests: Iterable[str]) -> list[str]:
    """Say which files the database names and the manifest does not."""
    return [N_("no incluye el archivo %(digest)s") % {"digest": each} for each in sorted(digests)]
