"""Runs a command as the chart runs a container: no writing outside some folders, another user, no new privileges.

    python confined.py USER FOLDER… -- COMMAND…

USER is a number, or `-` for the present user. Landlock, a part of Linux, does the first; it needs no rights. Standard
library only, and no import from beside it: it runs isolated, so that the command's environment does not change it.
"""

import ctypes
import os
import sys

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG = 1
_PATH_BENEATH = 1
_NO_NEW_PRIVILEGES = 38

# Writing to a file, then removing and making entries of a folder: bits 1 and 4 to 12 of Landlock's file rights.
_WRITES = 1 << 1 | sum(1 << bit for bit in range(4, 13))
_TRUNCATE, _TRUNCATE_SINCE = 1 << 14, 3
# Of these, the rights that make sense for a single file such as /dev/null.
_FILE_WRITES = 1 << 1 | _TRUNCATE

_libc = ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = (("handled_access_fs", ctypes.c_uint64),)


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def landlock_version() -> int:
    """0 when this kernel has no Landlock, or does not allow it."""
    version: int = _libc.syscall(_CREATE_RULESET, None, 0, _VERSION_FLAG)
    return max(0, version)


def _call(number: int, *arguments: object) -> int:
    result: int = _libc.syscall(number, *arguments)
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result


def forbid_writing_outside(folders: list[str]) -> None:
    """For this process and its children, for good. Raises OSError."""
    rights = _WRITES | (_TRUNCATE if landlock_version() >= _TRUNCATE_SINCE else 0)
    ruleset = _call(_CREATE_RULESET, ctypes.byref(_Ruleset(rights)), ctypes.sizeof(_Ruleset), 0)
    for folder in folders:
        descriptor = os.open(folder, os.O_PATH | os.O_CLOEXEC)
        allowed = rights if os.path.isdir(folder) else rights & _FILE_WRITES  # noqa: PTH112 - nothing else is imported
        _call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(_PathBeneath(allowed, descriptor)), 0)
        os.close(descriptor)
    _libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _call(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def main(arguments: list[str]) -> None:
    end = arguments.index("--")
    user, folders, command = arguments[0], arguments[1:end], arguments[end + 1 :]
    if landlock_version():
        forbid_writing_outside(folders)
    if user != "-":
        os.setgroups([])
        os.setgid(int(user))
        os.setuid(int(user))
    try:
        os.execvp(command[0], command)  # noqa: S606 - without a shell, as a container
    except OSError as error:
        sys.exit(f"{command[0]} cannot be started: {error.strerror}")


if __name__ == "__main__":
    main(sys.argv[1:])
