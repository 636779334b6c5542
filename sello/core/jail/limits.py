"""What the limited process gives up before it looks at a stranger's file.

On processors whose numbers of system calls are not listed here it goes on with the other limits alone.
"""

import ctypes
import fcntl
import os
import platform
import resource
import signal
import struct

MEMORY = 1 << 30
PROCESSOR = 20
_A_SECOND = 48 * 1024 * 1024
"""Bytes for which a large file is given one more second of the processor."""
FILES = 32
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_ENDS_WITH_ITS_PARENT, _LOOKED_INTO = 1, 4
_LOAD, _EQUAL, _AT_LEAST, _HAS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _PERMISSION, _UNKNOWN = 0x7FFF0000, 0x80000000, 0x50001, 0x50026
_X32 = 0x40000000
"""x86-64 has a second set of the same calls from this number on."""
_CALLS: dict[str, tuple[int, tuple[int, ...]]] = {
    # socket, connect, bind, listen, socketpair, clone, fork, vfork, execve, ptrace, unshare,
    # process_vm_readv and writev, bpf, execveat, io_uring_setup, clone3; kill, tkill, rt_sigqueueinfo,
    # rt_tgsigqueueinfo, pidfd_send_signal, pidfd_open, pidfd_getfd
    "x86_64": (
        0xC000003E,
        (
            *(41, 42, 49, 50, 53, 56, 57, 58, 59, 101, 272, 310, 311, 321, 322, 425, 435),
            *(62, 200, 129, 297, 424, 434, 438),
        ),
    ),
    "aarch64": (
        0xC00000B7,
        (
            *(97, 117, 198, 199, 200, 201, 203, 220, 221, 270, 271, 280, 281, 425, 435),
            *(129, 130, 138, 240, 424, 434, 438),
        ),
    ),
}
_START = {"x86_64": 59, "aarch64": 221}
"""`execve`: becoming another program."""
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
_TGKILL, _PRLIMIT = {"x86_64": 234, "aarch64": 131}, {"x86_64": 302, "aarch64": 261}
"""`abort` sends itself a signal, and the limits are read by a call that knows those of others."""
_FCNTL, _IOCTL = {"x86_64": 72, "aarch64": 25}, {"x86_64": 16, "aarch64": 29}
_OWNED = (fcntl.F_SETOWN, 15, fcntl.F_SETSIG, 0x8901, 0x8902)
"""Of both calls: whom the system sends a signal, and which one, when a descriptor has something to say."""
_FIRST_ARGUMENT, _SECOND_ARGUMENT = 16, 24
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


def hide() -> None:
    """Let no other process of this user look into this one's memory, environment or open files."""
    ctypes.CDLL(None).prctl(_LOOKED_INTO, 0, 0, 0, 0)


def end_with(parent: int) -> None:
    """End when the process ends that forked this one, also if it did already."""
    ctypes.CDLL(None).prctl(_ENDS_WITH_ITS_PARENT, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


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


def _of_itself(call: int) -> list[tuple[int, int, int, int]]:
    """A call whose first argument is a process may name this one, or none."""
    return [
        (_EQUAL, 0, 5, call),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 1, 0, os.getpid()),
        (_EQUAL, 0, 1, 0),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _PERMISSION),
    ]


def _without(call: int, values: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """A call whose second argument may be anything else."""
    return [
        (_EQUAL, 0, len(values) + 3, call),
        (_LOAD, 0, 0, _SECOND_ARGUMENT),
        *((_EQUAL, len(values) - at, 0, value) for at, value in enumerate(values)),
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
        *_of_itself(_TGKILL[platform.machine()]),
        *_of_itself(_PRLIMIT[platform.machine()]),
        *_without(_FCNTL[platform.machine()], _OWNED),
        *_without(_IOCTL[platform.machine()], _OWNED),
        *threads,
        (_AT_LEAST, len(calls) + 1, 0, _X32),
        *((_EQUAL, len(calls) - at, 0, call) for at, call in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _PERMISSION),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", step[0], *step[1:]) for step in steps))
    program = _Program(len(steps), ctypes.cast(code, ctypes.c_void_p))
    libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)
