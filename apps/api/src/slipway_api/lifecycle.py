"""What the process is doing, and so whether it wants requests: the source of /readyz."""

import time
from enum import StrEnum


class Phase(StrEnum):
    STARTING = "starting"
    LOADING = "loading"
    MIGRATING = "migrating"
    READY = "ready"
    DRAINING = "draining"


class State:
    """Facts set by the parts of the process; phase and reasons follow from them."""

    def __init__(self) -> None:
        self.started = False
        self.model_loaded = False
        # Why the first model is not there yet; a later reload that fails leaves the old model, and the process ready.
        self.model_problem: str | None = None
        # False only while the database says that it waits for a migration. A database that is away is no reason.
        self.schema_current = True
        self.draining = False
        # When the process must be gone, by the clock of time.monotonic(); known once it drains.
        self.drain_deadline: float | None = None

    def drain(self, seconds: float) -> None:
        """Ask for no more requests. Whoever watches /readyz or sees `Connection: close` goes elsewhere."""
        self.draining = True
        self.drain_deadline = time.monotonic() + seconds

    @property
    def phase(self) -> Phase:
        if self.draining:
            return Phase.DRAINING
        if not self.started:
            return Phase.STARTING
        if not self.model_loaded:
            return Phase.LOADING
        if not self.schema_current:
            return Phase.MIGRATING
        return Phase.READY

    @property
    def ready(self) -> bool:
        return self.phase is Phase.READY

    @property
    def reason(self) -> str:
        """One sentence for people who look at /readyz."""
        match self.phase:
            case Phase.DRAINING:
                return "The process is stopping: it finishes what it has and wants nothing new."
            case Phase.STARTING:
                return "The process is starting."
            case Phase.LOADING:
                problem = self.model_problem
                return f"The model cannot be loaded: {problem}" if problem else "The model is being loaded."
            case Phase.MIGRATING:
                return "The database waits for a migration: run `python -m slipway_api migrate`."
            case Phase.READY:
                return "Ready."
