"""How a looker says no before the file's name and the allowed kinds are known to it."""

from sello.files.sniff.reasons import FileRefused


class Finding(Exception):
    """Carries the reason and its extra values up to `inspect`, which writes the sentence."""

    def __init__(self, reason: type[FileRefused], **values: object) -> None:
        super().__init__(reason.__name__)
        self.reason = reason
        self.values = values


class Undecided(Exception):
    """Marks alone do not tell: `question` is what is to be asked of a library about it."""

    def __init__(self, question: str) -> None:
        super().__init__(question)
        self.question = question
