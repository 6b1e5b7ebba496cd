"""How often one caller may call: counted in Valkey for all pods, or by each pod alone while Valkey is away."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from slipway_api.cache.prediction_cache import RATE_LIMIT_SHARE
from slipway_api.security.quota import MICROSECONDS, SCRIPT, LocalQuotas, Quota, Use
from slipway_api.settings import Settings
from slipway_api.telemetry.metrics import Metrics

if TYPE_CHECKING:
    from slipway_api.cache.valkey_link import ValkeyLink

WINDOW_SECONDS: Final = 60
POLICY: Final = "per-caller"


@dataclass(frozen=True)
class RateDecision:
    """
    `reset_seconds`: until the whole quota is there again, or, when not allowed, until one more request is allowed.
    `limit` 0: there is no limit.
    """

    allowed: bool
    limit: int
    remaining: int
    reset_seconds: int


UNLIMITED: Final = RateDecision(allowed=True, limit=0, remaining=0, reset_seconds=0)


class RateLimiter:
    """`per_minute` 0: everything is allowed and nothing counted. `link` None: every process counts for itself."""

    def __init__(self, link: "ValkeyLink | None", per_minute: int, metrics: Metrics) -> None:
        self._link = link
        self._quota = Quota(per_minute, WINDOW_SECONDS) if per_minute else None
        self._local = LocalQuotas(self._quota) if self._quota else None
        self._metrics = metrics

    async def start(self) -> None:
        if self._link:
            await self._link.start()

    async def stop(self) -> None:
        if self._link:
            await self._link.stop()

    async def check(self, caller_id: str) -> RateDecision:
        """Counts one request of the caller and decides. Takes at most the budget and never raises."""
        if not self._quota or not self._local:
            return UNLIMITED
        # Valkey learns neither names nor subjects of tokens.
        caller = blake2b(caller_id.encode(), digest_size=16).hexdigest()
        use = await self._use_in_valkey(self._quota, caller)
        backend = "local" if use is None else "valkey"
        if use is None:
            use = self._local.use(caller)
        result = "allowed" if use.allowed else "refused"
        self._metrics.rate_limit_decisions_total.labels(result=result, backend=backend).inc()
        return RateDecision(use.allowed, self._quota.limit, use.remaining, -(-use.wait_us // MICROSECONDS))

    async def _use_in_valkey(self, quota: Quota, caller: str) -> Use | None:
        if self._link is None:
            return None
        from slipway_api.cache.valkey_link import ValkeyAway

        keys, arguments = [f"slipway:rate:{caller}"], [quota.interval_us, quota.window_us]
        try:
            allowed, remaining, wait_us = await self._link.call(
                lambda valkey: valkey.register_script(SCRIPT)(keys, arguments)
            )
        except ValkeyAway:
            return None
        return Use(bool(allowed), int(remaining), int(wait_us))


def rate_limit_headers(decision: RateDecision) -> dict[str, str]:
    """
    RateLimit and RateLimit-Policy of the IETF draft (draft-ietf-httpapi-ratelimit-headers-10), and Retry-After for a
    refused request. Empty without a limit.
    """
    if not decision.limit:
        return {}
    headers = {
        "RateLimit-Policy": f'"{POLICY}";q={decision.limit};w={WINDOW_SECONDS}',
        "RateLimit": f'"{POLICY}";r={decision.remaining};t={decision.reset_seconds}',
    }
    return headers if decision.allowed else {**headers, "Retry-After": str(decision.reset_seconds)}


def rate_limiter_for(settings: Settings, metrics: Metrics) -> RateLimiter:
    """The rate limit of the settings."""
    per_minute = settings.rate_limit_per_minute
    if not per_minute or not settings.cache_host:
        return RateLimiter(None, per_minute, metrics)
    from slipway_api.cache.valkey_link import valkey_link_for  # the client is loaded only when there is a Valkey

    budget_seconds = RATE_LIMIT_SHARE * settings.cache_budget_milliseconds / 1000
    return RateLimiter(valkey_link_for(settings, budget_seconds), per_minute, metrics)
