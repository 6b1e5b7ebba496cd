"""What can go wrong between the UI and the API, in words that a user can act on."""

from slipway_ui.api.facts import FieldProblem


class ApiError(Exception):
    """Base of all errors of the API client: a title and an explanation, both fit to be shown."""

    def __init__(self, title: str, explanation: str) -> None:
        super().__init__(f"{title}: {explanation}")
        self.title = title
        self.explanation = explanation


class ApiAway(ApiError):
    """The API cannot answer now. Trying again later makes sense."""


class ApiRefused(ApiError):
    """The API answered that it will not do this; `errors` names fields if it complained about some."""

    def __init__(self, title: str, explanation: str, status: int, errors: list[FieldProblem] | None = None) -> None:
        super().__init__(title, explanation)
        self.status = status
        self.errors = errors or []


def refused_connection() -> ApiAway:
    """Nobody listens at the API's address."""
    return ApiAway(
        "The prediction service cannot be reached",
        "It may be restarting. What you entered is kept; try again in a moment.",
    )


def timed_out(seconds: float) -> ApiAway:
    """The API took longer than the time that the UI gives it."""
    return ApiAway(
        "The prediction service takes too long",
        f"It did not answer within {seconds:g} seconds. What you entered is kept; try again in a moment.",
    )


def not_ready(retry_after: str | None) -> ApiAway:
    """The API runs but does not serve: it starts, stops, or something that it needs is away."""
    wait = f"in {retry_after} seconds" if retry_after and retry_after.isdecimal() else "in a moment"
    return ApiAway(
        "The prediction service is not ready",
        f"It is starting or being updated. What you entered is kept; try again {wait}.",
    )


def failed_inside() -> ApiAway:
    """The API had an error of its own."""
    return ApiAway(
        "The prediction service had an internal error",
        "It was recorded. What you entered is kept; try again in a moment.",
    )


def not_understood() -> ApiAway:
    """The answer is not what the contract says, for example a page of a proxy in between."""
    return ApiAway(
        "The answer of the prediction service could not be read",
        "Something between this page and the service answered in its place. Try again in a moment.",
    )


def no_key(explanation: str) -> ApiAway:
    """The UI's own key is missing: a matter for operators, who find the path in the log."""
    return ApiAway("This page has no access to the prediction service", explanation)
