"""What is told to the user in one line instead of a stack trace."""


class Failure(Exception):
    """The build cannot go on; the message says why and what to do."""

    exit_code = 1


class NoBaseImage(Failure):
    """The machine can neither pull a base image nor make one. Tests tell it from a build that broke."""

    exit_code = 3
