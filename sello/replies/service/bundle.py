"""The files of one mail: received like any upload, each by itself, and why some were not."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext

from sello.core.labels import N_
from sello.core.mail.letter import Letter
from sello.core.refusal import Refusal
from sello.core.saying import spoken
from sello.files import service
from sello.files.poured import CutShort, PouredFile
from sello.files.service import FileIn
from sello.replies.service.tools import Tools

FAULT = 500
"""Refusals from here on are of the machine, not of what came."""

MOST = 10
"""Files of one mail; `tasks` takes no more at once without an account."""

_TOO_MANY = N_(
    "Su correo trae más de %(most)s archivos y no se recibió ninguno: envíelos en varios correos, o "
    "entre con su cuenta."
)
_BROKEN = N_("Los archivos de su correo no se pudieron abrir y no se recibió ninguno: envíelos otra vez.")

_WRAPPED = "winmail.dat"
"""In which Outlook hides the files of a mail that it writes in its own format."""
_UNWRAP = N_(
    "No se recibió «winmail.dat»: Outlook escondió ahí los archivos. Responda otra vez con el formato del "
    "mensaje en HTML o texto, o entre con su cuenta."
)


class Bundle:
    """What came along with a letter."""

    def __init__(self, letter: Letter, files: Iterator[PouredFile]) -> None:
        self.letter = letter
        self.taken: list[FileIn] = []
        self.refused: list[str] = []
        self._files = files

    def take(self, tools: Tools) -> None:
        """Receive the files and look into them; it touches no database.

        Of a mail with too many files, or that breaks off, none is taken: its sender thinks they all are.
        """
        try:
            for file in self._files:
                if len(self.taken) + len(self.refused) == MOST:
                    self.let_go(tools)
                    self.refused = [gettext(_TOO_MANY) % {"most": MOST}]
                    return
                self._take_one(file, tools)
        except CutShort:
            self.let_go(tools)
            self.refused = [gettext(_BROKEN)]

    def let_go(self, tools: Tools) -> None:
        """Forget what was received."""
        for file in self.taken:
            tools.store.discard(file.received)
        self.taken = []

    def names(self) -> list[str]:
        """What the files that were received are called."""
        return [file.filename for file in self.taken]

    def _take_one(self, file: PouredFile, tools: Tools) -> None:
        if file.name.lower() == _WRAPPED:
            self.refused.append(gettext(_UNWRAP))
            return
        try:
            came = service.take_in(
                tools.store,
                file,
                name=file.name,
                limit=tools.limit,
                allowed=tools.kinds,
                patience=tools.patience,
                scanner=tools.scanner,
            )
        except CutShort:
            raise
        except Refusal as refusal:
            if refusal.status >= FAULT:
                raise  # no fault of the file: the mail waits for a better day
            self.refused.append(spoken(refusal))
        else:
            self.taken.append(came)
