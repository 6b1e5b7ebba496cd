"""How a command says that it could not do its work."""


class CommandFailed(Exception):
    """Ends the command with exit code 1; the text says on one line why, and what to look at."""
