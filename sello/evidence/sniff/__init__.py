"""What a file is, told from its content and never from the name or type its sender gave it."""

from sello.evidence.sniff.inspect import inspect
from sello.evidence.sniff.reasons import (
    BrokenFile,
    DangerousArchive,
    FileRefused,
    HiddenArchive,
    KindNotAllowed,
    NestedArchive,
    ProgramRefused,
    ProtectedFile,
    UnknownKind,
    WebPageRefused,
    WithMacros,
)

__all__ = [
    "BrokenFile",
    "DangerousArchive",
    "FileRefused",
    "HiddenArchive",
    "KindNotAllowed",
    "NestedArchive",
    "ProgramRefused",
    "ProtectedFile",
    "UnknownKind",
    "WebPageRefused",
    "WithMacros",
    "inspect",
]
