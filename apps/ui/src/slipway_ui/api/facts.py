"""What the API tells about its model. Unknown fields are ignored, so that a newer API does not break an older UI."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Value = float | int | str | bool
Label = str | bool | float


class _Facts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", protected_namespaces=())


class Range(_Facts):
    """A closed interval; an absent end is open."""

    minimum: float | None = None
    maximum: float | None = None

    def holds(self, value: float) -> bool:
        """True if the value lies inside."""
        return (self.minimum is None or value >= self.minimum) and (self.maximum is None or value <= self.maximum)


class Feature(_Facts):
    """One input of the model: what training saw, and what the API accepts at all."""

    name: str
    type: Literal["double", "float", "long", "integer", "string", "boolean", "datetime"] = "double"
    required: bool = True
    description: str = ""
    minimum: float | None = None
    maximum: float | None = None
    mean: float | None = None
    standard_deviation: float | None = None
    median: Value | None = None
    accepted: Range = Range()
    importance: float | None = None
    unit: str | None = None

    @property
    def is_number(self) -> bool:
        """True for whole and decimal numbers."""
        return self.type not in {"string", "boolean", "datetime"}

    @property
    def is_whole(self) -> bool:
        """True for whole numbers."""
        return self.type in {"long", "integer"}

    def is_unusual(self, value: Value) -> bool:
        """True if a number lies outside of what training saw."""
        if not self.is_number or isinstance(value, str | bool):
            return False
        return not Range(minimum=self.minimum, maximum=self.maximum).holds(value)


class Quality(_Facts):
    """A measure of the model and the value that it must not fall below."""

    metric: str
    value: float
    floor: float | None = None


class FeatureReference(_Facts):
    """How training data spread: over the bins between inner edges, one more than edges, or over named categories."""

    edges: list[float | str] = []
    shares: list[float] = []


class Reference(_Facts):
    """Distribution of the training data, the yardstick for drift."""

    rows: int = 0
    features: dict[str, FeatureReference] = {}
    prediction: FeatureReference | None = None


class LoadFailure(_Facts):
    """A newer model that the API could not take; the old one goes on serving."""

    at: str = ""
    reason: str = ""
    version: str | None = None


class ModelFacts(_Facts):
    """Answer of GET /model."""

    name: str
    version: str
    run_id: str | None = None
    source: str | None = None
    loaded_at: str | None = None
    description: str = ""
    features: list[Feature]
    classes: list[str] = []
    quality: list[Quality] = []
    golden_rows: int = 0
    golden_accuracy: float | None = None
    reference: Reference = Reference()
    last_failure: LoadFailure | None = None

    @property
    def by_importance(self) -> list[Feature]:
        """Features whose importance is known, the most important first."""
        known = [feature for feature in self.features if feature.importance is not None]
        return sorted(known, key=lambda feature: -(feature.importance or 0))


def label_text(label: Label) -> str:
    """A class as the model's list of classes writes it; a number in short form."""
    return str(label) if isinstance(label, str | bool) else f"{label:g}"


class Prediction(_Facts):
    """One answer of the model."""

    id: str
    prediction: Label
    scores: dict[str, float] | None = None

    @property
    def label(self) -> str:
        """The predicted class, or the predicted number in short form."""
        return label_text(self.prediction)

    @property
    def confidence(self) -> float | None:
        """Probability of the predicted class, if the model gives one."""
        return None if self.scores is None else self.scores.get(self.label)


class ModelVersion(_Facts):
    """Which model answered."""

    name: str
    version: str


class Predictions(_Facts):
    """Answer of POST /predict: predictions in the order of the rows."""

    model: ModelVersion
    predictions: list[Prediction]


class StoredPrediction(_Facts):
    """Answer of GET /predictions/{id}."""

    id: str
    prediction: Label
    features: dict[str, Value] = {}
    created_at: str | None = None


class FieldProblem(_Facts):
    """One complaint of the API about a request; the pointer names the field, for example /rows/3/alcohol."""

    pointer: str = ""
    detail: str = ""

    def row_and_field(self) -> tuple[int | None, str | None]:
        """Row number and field that the pointer names, as far as it names them."""
        parts = [part.replace("~1", "/").replace("~0", "~") for part in self.pointer.split("/")[1:]]
        if parts[:1] == ["row"]:
            return 0, parts[1] if len(parts) > 1 else None
        if len(parts) > 1 and parts[0] == "rows" and parts[1].isdecimal():
            return int(parts[1]), parts[2] if len(parts) > 2 else None
        return None, None


class Problem(_Facts):
    """RFC 9457 problem document."""

    title: str = ""
    detail: str = ""
    errors: list[FieldProblem] = []
