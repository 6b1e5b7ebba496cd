"""Whether this process still takes new sessions."""


class Lifecycle:
    """Shared by the server, which ends it, and the health probe, which tells."""

    def __init__(self) -> None:
        self.draining = False
