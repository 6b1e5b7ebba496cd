"""GET /livez, /readyz and /version: for probes and for people. They need no key and touch no dependency."""

import platform
from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from pydantic_core import to_json

from slipway_api.http.admission import services_of
from slipway_api.http.responses import json_response, problems
from slipway_api.problems import problem_response
from slipway_api.version import version_of

router = APIRouter(tags=["health"])


class Health(BaseModel):
    status: Literal["alive", "ready"]


class Version(BaseModel):
    version: str
    python: str


@router.get("/livez", summary="Whether the process works", response_model=Health, responses=problems(500))
async def livez() -> Response:
    return json_response(b'{"status":"alive"}')


@router.get("/readyz", summary="Whether it wants requests", response_model=Health, responses=problems(500, 503))
async def readyz(request: Request) -> Response:
    state = services_of(request).state
    if state.ready:
        return json_response(b'{"status":"ready"}')
    return problem_response(HTTPStatus.SERVICE_UNAVAILABLE, state.reason, extra={"phase": state.phase})


@router.get("/version", summary="What runs", response_model=Version, responses=problems(500))
async def version(request: Request) -> Response:
    settings = services_of(request).settings
    return json_response(to_json({"version": version_of(settings), "python": platform.python_version()}))
