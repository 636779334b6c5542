"""The file of settings, read by the program itself: so web, scheduler and commands read the same.

Strict on purpose. What this reads, a shell and systemd's EnvironmentFile= read alike; a line that any of
the three would take for something else is refused with its number.
"""

import re
from collections.abc import Mapping, MutableMapping
from pathlib import Path

import click

from sello.cli.causes import cause_of
from sello.core.labels import N_

VARIABLE = "SELLO_ENV_FILE"
USUAL = Path("/etc/sello.env")
LINE = re.compile(r"(?P<name>[A-Z][A-Z0-9_]*)=(?:'(?P<quoted>[^']*)'|(?P<plain>[A-Za-z0-9_./:@%+,=-]*))")


class BadLine(ValueError):
    """A line that not every reader would read alike."""


def parse(text: str) -> dict[str, str]:
    """The variables of a file. Raises BadLine with the line's number and what to write."""
    found: dict[str, str] = {}
    if text.startswith("\ufeff"):
        raise BadLine(
            N_(
                "línea 1: comienza con una marca invisible (BOM), que systemd no entiende; guarde el archivo "
                "como UTF-8 sin BOM"
            )
        )
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = LINE.fullmatch(line.rstrip())
        if match is None:
            raise BadLine(
                N_(
                    "línea %(number)s: se espera NOMBRE=valor; un valor con espacios o signos va entre "
                    "comillas simples, y un comentario en su propia línea"
                )
                % {"number": number}
            )
        if match["name"] in found:
            raise BadLine(
                N_("línea %(number)s: %(name)s ya está más arriba")
                % {"number": number, "name": match["name"]}
            )
        found[match["name"]] = match["plain"] if match["quoted"] is None else match["quoted"]
    return found


def at_work(chosen: Path | None, environ: Mapping[str, str]) -> Path | None:
    """The file that settings come from; None where only the environment says them."""
    file = chosen or Path(environ.get(VARIABLE) or USUAL)
    return None if file == USUAL and chosen is None and not file.exists() else file


def load(chosen: Path | None, environ: MutableMapping[str, str]) -> None:
    """Give the environment what the file says and it does not; unless chosen, the usual file if there is one.

    Ends the command when the file cannot be read.
    """
    file = at_work(chosen, environ)
    if file is None:
        return
    try:
        said = parse(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise click.ClickException(
            N_("No se puede leer la configuración: %(file)s %(error)s.")
            % {"file": file, "error": cause_of(error)}
        ) from None
    except (BadLine, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file}, {error}") from None
    for name, value in said.items():
        environ.setdefault(name, value)
