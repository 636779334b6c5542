"""What the limited process gives up before it looks at a stranger's file.

On processors whose numbers of system calls are not listed here it goes on with the other limits alone.
"""

import ctypes
import platform
import resource
import struct

MEMORY = 1 << 30
PROCESSOR = 20
_A_SECOND = 48 * 1024 * 1024
"""Bytes for which a large file is given one more second of the processor."""
FILES = 32
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _HAS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _PERMISSION, _UNKNOWN = 0x7FFF0000, 0x80000000, 0x50001, 0x50026
_X32 = 0x40000000
"""x86-64 has a second set of the same calls from this number on."""
_CALLS: dict[str, tuple[int, tuple[int, ...]]] = {
    # socket, connect, bind, listen, socketpair, clone, fork, vfork, execve, ptrace, unshare,
    # process_vm_readv and writev, bpf, execveat, io_uring_setup, clone3, kill, pidfd_send_signal
    "x86_64": (
        0xC000003E,
        (41, 42, 49, 50, 53, 56, 57, 58, 59, 62, 101, 272, 310, 311, 321, 322, 424, 425, 435),
    ),
    "aarch64": (
        0xC00000B7,
        (97, 117, 129, 198, 199, 200, 201, 203, 220, 221, 270, 271, 280, 281, 424, 425, 435),
    ),
}
_START = {"x86_64": 59, "aarch64": 221}
"""`execve`: becoming another program."""
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
_FIRST_ARGUMENT = 16
_OWN_THREAD = 0x10000
"""What the flags of `clone` say of a thread, which shares memory and limits with whoever starts it."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def confine(*, threads: bool = False, program: bool = False, processor: int = PROCESSOR) -> None:
    """Give up memory, time, files, and calls that start or end a program or reach another machine.

    `threads` lets it start threads of its own, for a library that does nothing without; `program` lets it
    become another program, which is then held to all the rest; `processor` are its seconds of one.
    """
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, processor),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if platform.machine() in _CALLS:
        machine, calls = _CALLS[platform.machine()]
        left = tuple(call for call in calls if not (program and call == _START[platform.machine()]))
        _forbid(libc, machine, left, threads=_threads() if threads else [])


def seconds_for(size: int) -> int:
    """Seconds of the processor for a question for which a file of so many bytes is read whole."""
    return PROCESSOR + size // _A_SECOND


def _threads() -> list[tuple[int, int, int, int]]:
    """A thread is begun and nothing else; the newer call hides its flags, so that it is not there."""
    return [
        (_EQUAL, 0, 1, _CLONE3),
        (_RETURN, 0, 0, _UNKNOWN),
        (_EQUAL, 0, 4, _CLONE[platform.machine()]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_HAS, 0, 1, _OWN_THREAD),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _PERMISSION),
    ]


def _forbid(
    libc: ctypes.CDLL, machine: int, calls: tuple[int, ...], threads: list[tuple[int, int, int, int]]
) -> None:
    steps = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        *threads,
        (_AT_LEAST, len(calls) + 1, 0, _X32),
        *((_EQUAL, len(calls) - at, 0, call) for at, call in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _PERMISSION),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", step[0], *step[1:]) for step in steps))
    program = _Program(len(steps), ctypes.cast(code, ctypes.c_void_p))
    libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)
