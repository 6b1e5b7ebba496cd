"""Reads a JSON body of limited size."""

from http import HTTPStatus
from typing import Any

from fastapi import Request
from pydantic_core import from_json

from slipway_api.field_errors import FieldError
from slipway_api.problems import Problem


async def read_json(request: Request, limit: int) -> Any:
    """The parsed body. Raises Problem: 413 over the limit (in bytes), 415 for another type, 400 for what is no JSON."""
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "The body must be JSON: send it with the header Content-Type: application/json.",
            headers={"Accept": "application/json"},
        )
    body = await _read(request, limit)
    try:
        return from_json(body)
    except ValueError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "The body is no JSON.", [FieldError("", str(error))]) from error


async def _read(request: Request, limit: int) -> bytes:
    # The declared length spares reading; the count holds for bodies that come in chunks or lie about it.
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise _too_large(limit)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


def _too_large(limit: int) -> Problem:
    # The rest of the body stays unread, so the connection cannot be used again.
    return Problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"The body may have {limit} bytes: send fewer rows in a request.",
        headers={"Connection": "close"},
    )
