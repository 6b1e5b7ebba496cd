"""Answers that several routes give."""

from http import HTTPStatus
from typing import Any

from fastapi import Response

from slipway_api.problems import MEDIA_TYPE, Problem

RETRY_SECONDS = 5


def json_response(body: bytes, status: int = 200) -> Response:
    return Response(body, status, media_type="application/json")


def unavailable(detail: str) -> Problem:
    """For what is away now and comes back."""
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": str(RETRY_SECONDS)})


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may answer with these problems, for the OpenAPI page."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}
