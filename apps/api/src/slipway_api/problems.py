"""Errors as RFC 9457 problem documents: one form for every error that a caller can meet."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic_core import to_json
from starlette.exceptions import HTTPException

from slipway_api.field_errors import FieldError, pointer
from slipway_api.security.refusals import AuthenticationUnavailable, Unauthenticated

MEDIA_TYPE = "application/problem+json"

logger = logging.getLogger(__name__)


class Problem(Exception):
    """An error for the caller. The detail is read by people: it says what is wrong and what would be right."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers


def problem_response(
    status: int,
    detail: str,
    errors: Sequence[FieldError] = (),
    headers: Mapping[str, str] | None = None,
    extra: Mapping[str, object] | None = None,
) -> Response:
    """`extra` are members beyond those of RFC 9457."""
    document: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if errors:
        document["errors"] = [{"pointer": error.pointer, "detail": error.detail} for error in errors]
    document |= extra or {}
    return Response(to_json(document), status, headers, MEDIA_TYPE)


def install_problem_handlers(app: FastAPI) -> None:
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(Unauthenticated, _unauthenticated)
    app.add_exception_handler(AuthenticationUnavailable, _unavailable)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _invalid_parameters)
    app.add_exception_handler(Exception, _unexpected)


async def _problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)  # noqa: S101 - registered for this type
    return problem_response(error.status, error.detail, error.errors, error.headers)


async def _unauthenticated(_: Request, error: Exception) -> Response:
    assert isinstance(error, Unauthenticated)  # noqa: S101 - registered for this type
    detail = f"Nobody is let in without a key that counts: {error.detail}."
    return problem_response(HTTPStatus.UNAUTHORIZED, detail, headers={"WWW-Authenticate": error.challenge})


async def _unavailable(_: Request, error: Exception) -> Response:
    assert isinstance(error, AuthenticationUnavailable)  # noqa: S101 - registered for this type
    headers = {"Retry-After": str(error.retry_after_seconds)}
    return problem_response(HTTPStatus.SERVICE_UNAVAILABLE, error.detail, headers=headers)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type
    details = {
        HTTPStatus.NOT_FOUND: f"There is nothing at {request.url.path}; /docs lists what there is.",
        HTTPStatus.METHOD_NOT_ALLOWED: f"{request.url.path} does not answer {request.method}; see /docs.",
    }
    detail = details.get(HTTPStatus(error.status_code), str(error.detail))
    return problem_response(error.status_code, detail, headers=error.headers)


async def _invalid_parameters(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this type
    errors = [FieldError(pointer(*problem["loc"][1:]), str(problem["msg"])) for problem in error.errors()]
    return problem_response(HTTPStatus.UNPROCESSABLE_ENTITY, "Parameters of the request are wrong.", errors)


async def _unexpected(request: Request, _: Exception) -> Response:
    """The text of an unforeseen error is for the log (the server writes it there), never for the caller."""
    logger.error("unexpected error", extra={"path": request.url.path})
    return problem_response(
        HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here; the log of the API says what."
    )
