"""Why a model is not served. The message is shown by /readyz, /model and the log."""

from typing import ClassVar


class ModelError(Exception):
    """A model cannot be served."""

    # The label in model_load_failures_total.
    reason: ClassVar[str] = "unusable"


class UnavailableModelError(ModelError):
    """The model cannot be reached: no such file or version, or the registry does not answer."""

    reason = "unavailable"


class UnusableModelError(ModelError):
    """The model was read, but it is none that this API can serve."""

    reason = "unusable"


class SelfCheckError(ModelError):
    """The model answers, but not well enough."""

    reason = "self_check"
