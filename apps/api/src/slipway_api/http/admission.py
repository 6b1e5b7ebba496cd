"""Who may go on: authentication, then the rate limit of that caller."""

from http import HTTPStatus

from fastapi import Request
from opentelemetry.trace import get_current_span

from slipway_api.http.headers import EXTRA_HEADERS
from slipway_api.http.responses import unavailable
from slipway_api.model.registry import ServedModel
from slipway_api.problems import Problem
from slipway_api.security.authentication import Caller
from slipway_api.security.rate_limit import rate_limit_headers
from slipway_api.services import Services


def services_of(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


def served_model(services: Services) -> ServedModel:
    """The model for this request. Raises Problem (503) before the first one is loaded."""
    if services.models.current is None:
        raise unavailable(services.state.reason)
    return services.models.current


async def admit(request: Request, services: Services) -> Caller:
    """The caller. Raises Unauthenticated (401), AuthenticationUnavailable (503) or Problem (429)."""
    caller = await services.authenticator.authenticate(request.headers)
    if caller.pseudonym:
        get_current_span().set_attribute("enduser.pseudo.id", caller.pseudonym)
    decision = await services.rate_limiter.check(caller.id)
    request.scope[EXTRA_HEADERS] = rate_limit_headers(decision)
    if not decision.allowed:
        raise Problem(
            HTTPStatus.TOO_MANY_REQUESTS,
            f"You may send {decision.limit} requests a minute; try again in {decision.reset_seconds} seconds.",
        )
    return caller
