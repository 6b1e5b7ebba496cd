"""Brings a model folder into the registry of an MLflow server, file by file as it is."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from slipway_api.model import artifact

if TYPE_CHECKING:
    from mlflow import MlflowClient
    from mlflow.entities import Run

# Tells a version of exactly these files from every other one.
DIGEST_TAG: Final = "slipway.digest"
_ARTIFACT_PATH: Final = "model"


def register(client: "MlflowClient", folder: Path, name: str, parameters: Mapping[str, Any] | None = None) -> str:
    """Uploads the model in a run of its own and makes a version of it, without an alias. Returns the version.

    Raises ModelError, and what MLflow raises. The version comes last: what has one is complete.
    """
    from mlflow.entities import Metric, Param

    quality = artifact.read(folder).facts.quality
    digest = artifact.digest_of(folder)
    run = client.create_run(_experiment(client, name), run_name=name, tags={DIGEST_TAG: digest})
    run_id = run.info.run_id
    status = "FAILED"
    try:
        now = int(time.time() * 1000)
        client.log_batch(
            run_id,
            metrics=[Metric(measure, figures.value, now, 0) for measure, figures in quality.items()],
            params=[Param(parameter, str(value)) for parameter, value in (parameters or {}).items()],
        )
        client.log_artifacts(run_id, str(folder), _ARTIFACT_PATH)
        status = "FINISHED"
    finally:
        client.set_terminated(run_id, status)
    return _make_version(client, run, name, digest)


def registered_version(client: "MlflowClient", folder: Path, name: str) -> str | None:
    """The newest version of exactly these files, if there is one."""
    wanted = f"name = '{name}' and tags.`{DIGEST_TAG}` = '{artifact.digest_of(folder)}'"
    numbers = [int(found.version) for found in client.search_model_versions(wanted)]
    return str(max(numbers)) if numbers else None


def version_of_alias(client: "MlflowClient", name: str, alias: str) -> str | None:
    """The version that has the alias now, if there is one."""
    from mlflow.exceptions import MlflowException

    try:
        aliases = client.get_registered_model(name).aliases
    except MlflowException as error:
        if error.error_code == "RESOURCE_DOES_NOT_EXIST":
            return None
        raise
    return str(aliases[alias]) if alias in aliases else None


def _experiment(client: "MlflowClient", name: str) -> str:
    found = client.get_experiment_by_name(name)
    return str(found.experiment_id if found else client.create_experiment(name))


def _make_version(client: "MlflowClient", run: "Run", name: str, digest: str) -> str:
    from mlflow.exceptions import MlflowException

    try:
        client.create_registered_model(name)
    except MlflowException as error:
        if error.error_code != "RESOURCE_ALREADY_EXISTS":
            raise
    source = f"{run.info.artifact_uri}/{_ARTIFACT_PATH}"
    version = client.create_model_version(name, source, run.info.run_id, tags={DIGEST_TAG: digest})
    return str(version.version)
