"""What the monitor wants to know of the model, without loading its weights."""

from collections.abc import Mapping
from dataclasses import dataclass

from slipway_api.model import artifact
from slipway_api.model.artifact import Artifact, ModelVersion
from slipway_api.model.current import current_version
from slipway_api.model.errors import UnusableModelError
from slipway_api.monitor.reference import FeatureReference
from slipway_api.settings import Settings


@dataclass(frozen=True)
class ArtifactReference:
    """Reference statistics that training wrote into the model."""

    origin: ModelVersion
    artifact: Artifact

    @property
    def model_name(self) -> str:
        return self.origin.name

    @property
    def model_version(self) -> str:
        return self.origin.version

    @property
    def references(self) -> Mapping[str, FeatureReference]:
        features = self.artifact.facts.features
        return {name: facts.reference for name, facts in features.items() if facts.reference is not None}

    @property
    def importance(self) -> Mapping[str, float]:
        features = self.artifact.facts.features
        return {name: facts.importance for name, facts in features.items() if facts.importance is not None}

    @property
    def prediction_reference(self) -> FeatureReference:
        """Raises UnusableModelError when training wrote none."""
        if self.artifact.facts.prediction is None:
            raise UnusableModelError(f"{self.model_name} {self.model_version} has no reference of its predictions")
        return self.artifact.facts.prediction

    @property
    def floors(self) -> Mapping[str, float]:
        quality = self.artifact.facts.quality
        return {name: measure.floor for name, measure in quality.items() if measure.floor is not None}


def model_reference(settings: Settings) -> ArtifactReference:
    """Reference of the model that the API serves now. Raises ModelError."""
    version = current_version(settings)
    return ArtifactReference(version, artifact.read(artifact.fetch(version, settings.model_cache_folder)))
