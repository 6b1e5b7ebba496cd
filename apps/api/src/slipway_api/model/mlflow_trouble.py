"""What an error of MLflow's client means, on one line, with the setting that may be wrong."""

from dataclasses import dataclass
from typing import Final

UNAUTHORIZED: Final = 401
FORBIDDEN: Final = 403
TOO_MANY_REQUESTS: Final = 429
SERVER_ERROR: Final = 500


@dataclass(frozen=True)
class Trouble:
    text: str
    # Whether the same request may succeed later.
    may_pass: bool


def trouble_of(error: Exception) -> Trouble:
    status = _status_of(error)
    if status is None:
        return Trouble(f"the server does not answer: {_root_of(error)}", may_pass=True)
    if status == UNAUTHORIZED:
        return Trouble(
            "the login is refused (401): see MLFLOW_TRACKING_USERNAME and SLIPWAY_MLFLOW_PASSWORD_FILE", may_pass=False
        )
    if status == FORBIDDEN and "Host header" in str(error):
        return Trouble(
            "the server refuses the host name in MLFLOW_TRACKING_URI (403): it must be among its --allowed-hosts",
            may_pass=False,
        )
    if status == FORBIDDEN:
        return Trouble(
            "the user in MLFLOW_TRACKING_USERNAME may not do this (403): " + first_line(error), may_pass=False
        )
    return Trouble(first_line(error), may_pass=status >= SERVER_ERROR or status == TOO_MANY_REQUESTS)


def first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _root_of(error: Exception) -> str:
    """What the operating system said. The messages around it repeat the address, which may hold a password."""
    from requests import RequestException

    found: object = error if isinstance(error, RequestException) else error.__context__ or error
    while isinstance(found, Exception) and found.args and isinstance(found.args[0], Exception):
        found = found.args[0]
    return str(getattr(found, "reason", found)).rpartition(": ")[2]


def _status_of(error: Exception) -> int | None:
    """The HTTP status of an answer, or the one that MLflow gives its own errors; None without an answer."""
    from mlflow.exceptions import ERROR_CODE_TO_HTTP_STATUS, MlflowException
    from requests import HTTPError, RequestException

    if isinstance(error, HTTPError) and error.response is not None:
        return error.response.status_code
    if isinstance(error, RequestException) or isinstance(error.__context__, RequestException):
        return None
    if isinstance(error, MlflowException):
        return ERROR_CODE_TO_HTTP_STATUS.get(error.error_code, SERVER_ERROR)
    return None
