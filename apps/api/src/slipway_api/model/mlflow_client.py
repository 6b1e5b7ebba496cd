"""Makes MLflow's client fit for a service: it logs in with a mounted password, waits little and keeps quiet."""

import os
from collections.abc import Mapping
from typing import Final

from slipway_api.security.secret_file import read_secret
from slipway_api.settings import Settings

_PASSWORD_VARIABLE: Final = "SLIPWAY_MLFLOW_PASSWORD_FILE"  # noqa: S105 - the name of a variable

# What the environment says already stays.
_DEFAULTS: Final[Mapping[str, str]] = {
    # Who asks here asks again after a pause of its own; MLflow's would hold a thread for minutes.
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "1",
    "MLFLOW_HTTP_REQUEST_TIMEOUT": "30",
    # What is written to standard output and standard error is JSON, and only ours.
    "MLFLOW_CONFIGURE_LOGGING": "false",
    "MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT": "true",
    "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
    # It looks for credentials in the home folder, and fails when a user without a name has none.
    "HOME": "/tmp",  # noqa: S108 - the only writable folder of the container
    # Nobody was asked whether MLflow's makers may be told what is done here.
    "MLFLOW_DISABLE_TELEMETRY": "true",
}


def prepare_mlflow(settings: Settings) -> None:
    """To be called each time before MLflow is asked: the password may have been rotated. Raises SettingsError."""
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    if settings.mlflow_password_file is not None:
        # MLflow reads it from the environment at each request, and from nowhere else but a file in the home folder.
        password = read_secret(settings.mlflow_password_file, _PASSWORD_VARIABLE)
        os.environ["MLFLOW_TRACKING_PASSWORD"] = os.fsdecode(password)
