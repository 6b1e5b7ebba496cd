"""What a page gets."""

from dataclasses import dataclass

from slipway_ui.services import Services
from slipway_ui.session import Session


@dataclass(frozen=True)
class PageContext:
    """The name of the page, what the process shares, and the state of the session."""

    page: str
    services: Services
    session: Session

    def count(self, kind: str) -> None:
        """Count an interaction on this page."""
        self.services.count_interaction(self.page, kind)
