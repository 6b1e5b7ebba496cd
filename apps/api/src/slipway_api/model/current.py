"""Which model the settings mean at this moment."""

from slipway_api.model import artifact
from slipway_api.model.artifact import ModelVersion
from slipway_api.model.errors import UnavailableModelError
from slipway_api.model.mlflow_client import prepare_mlflow
from slipway_api.settings import Settings, SettingsError


def current_version(settings: Settings) -> ModelVersion:
    """Raises UnavailableModelError when nobody can be asked or there is no such model."""
    if not artifact.is_local(settings.model_uri):
        try:
            prepare_mlflow(settings)
        except SettingsError as error:
            raise UnavailableModelError(str(error)) from error
    return artifact.resolve(settings.model_uri, settings.model_name, settings.packaged_model)
