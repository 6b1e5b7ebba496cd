"""Registers the packaged model, so that a new registry is not empty. Never touches an alias that is set."""

import logging
import time
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from slipway_api.back_off import keep_trying
from slipway_api.command_failed import CommandFailed
from slipway_api.model import artifact
from slipway_api.model.errors import ModelError
from slipway_api.model.mlflow_client import prepare_mlflow
from slipway_api.model.mlflow_trouble import trouble_of
from slipway_api.model.registration import register, registered_version, version_of_alias
from slipway_api.settings import Settings, SettingsError

logger = logging.getLogger("slipway.first_model")

WAIT_SECONDS: Final = 120

# They say themselves what is wrong, and will say the same again.
_FINAL: Final = (SettingsError, ModelError)


class FirstModelFailed(CommandFailed):
    """The model could not be registered."""


def run(settings: Settings, wait_seconds: float = WAIT_SECONDS) -> None:
    """Register and set the alias, unless it is set. Raises FirstModelFailed when that took more than `wait_seconds`.

    Safe to run again after an end at any point: a version that was made is found by the digest of its files.
    """
    if not settings.mlflow_tracking_uri:
        raise SettingsError("MLFLOW_TRACKING_URI is empty; example: MLFLOW_TRACKING_URI=http://mlflow:5000")
    server = _without_login(settings.mlflow_tracking_uri)

    def say(error: Exception) -> None:
        logger.warning("waiting for MLflow at %s: %s", server, trouble_of(error).text)

    def may_pass(error: Exception) -> bool:
        return not isinstance(error, _FINAL) and trouble_of(error).may_pass

    try:
        folder = settings.packaged_model or artifact.packaged_model()
        artifact.read(folder)
        keep_trying(lambda: _register_once(settings, folder), time.monotonic() + wait_seconds, may_pass, say)
    except SettingsError:
        raise
    except ModelError as error:
        raise FirstModelFailed(str(error)) from error
    except Exception as error:
        raise FirstModelFailed(f"gave up on MLflow at {server}: {trouble_of(error).text}") from error


def _register_once(settings: Settings, folder: Path) -> None:
    prepare_mlflow(settings)
    from mlflow import MlflowClient

    client = MlflowClient(settings.mlflow_tracking_uri)
    name, alias = settings.first_model_name, settings.first_model_alias
    if set_to := version_of_alias(client, name, alias):
        logger.info("%s@%s is version %s already: nothing to do", name, alias, set_to)
        return
    version = registered_version(client, folder, name)
    if version is None:
        version = register(client, folder, name)
        logger.info("registered the packaged model as %s version %s", name, version)
    else:
        logger.info("%s version %s is the packaged model already: only its alias is missing", name, version)
    # Uploading took a while, in which somebody may have set it.
    if set_to := version_of_alias(client, name, alias):
        logger.info("%s@%s was set to version %s meanwhile: it stays", name, alias, set_to)
        return
    client.set_registered_model_alias(name, alias, version)
    logger.info("%s@%s is version %s now", name, alias, version)


def _without_login(uri: str) -> str:
    """For messages: some write user and password into the address."""
    parts = urlsplit(uri)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
