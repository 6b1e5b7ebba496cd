"""From checked rows to an answer: cache, inference, metrics, prediction log."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from opentelemetry.trace import Span
from pydantic_core import from_json, to_json

from slipway_api.model.predictor import Predictions
from slipway_api.model.registry import ServedModel
from slipway_api.model.rows import Batch
from slipway_api.prediction_log.entries import LoggedPrediction, RequestType
from slipway_api.security.audit import audit
from slipway_api.security.caller import Caller
from slipway_api.services import Services
from slipway_api.telemetry.tracing import trace_id_of

# What is told of one row: `prediction`, and `scores` by class from a classifier that gives them.
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Answers:
    """Answers the rows of one request, with the model that was served when it came."""

    services: Services
    served: ServedModel
    # The span of the request; the stages have spans of their own below it.
    span: Span

    async def one(self, batch: Batch, caller: Caller) -> bytes:
        """The body of the answer to a single row, from the cache when it is there."""
        cache = self.services.cache
        with self.services.tracing.span("cache") as span:
            model = f"{self.served.name}:{self.served.version}:{self.served.identity}"
            key = cache.key(model, batch.canonical())
            document, lookup = await cache.get_or_compute(key, lambda: self._compute(batch))
            span.set_attribute("mlp.cache.result", lookup)
        with self.stage("postprocess"):
            id = uuid4()
            self._keep("predict", batch, [id], [from_json(document)], caller)
            return b'{"model":%b,"predictions":[{"id":"%b",%b]}' % (self._model(), str(id).encode(), document[1:])

    async def many(self, batch: Batch, caller: Caller) -> bytes:
        """The body of the answer to many rows. They are not looked up one by one: computing them is faster."""
        predictions = await self._infer(batch)
        with self.stage("postprocess"):
            documents = _documents(predictions)
            ids = [uuid4() for _ in documents]
            self._keep("batch", batch, ids, documents, caller)
            rows = [{"id": id, **document} for id, document in zip(ids, documents, strict=True)]
            return b'{"model":%b,"predictions":%b}' % (self._model(), to_json(rows))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """A span around a stage of the request, and its duration as a metric."""
        started = time.perf_counter()
        with self.services.tracing.span(name):
            yield
        trace_id = trace_id_of(self.span, sampled_only=True)
        durations = self.services.metrics.model_prediction_duration_seconds
        durations.labels(self.served.name, self.served.version, name).observe(
            time.perf_counter() - started, {"trace_id": trace_id} if trace_id else None
        )

    def count(self, outcome: str, rows: int, predicted_class: str = "") -> None:
        counter = self.services.metrics.model_predictions_total
        counter.labels(self.served.name, self.served.version, outcome, predicted_class).inc(rows)
        self.span.set_attribute("mlp.prediction.outcome", outcome)

    async def _compute(self, batch: Batch) -> bytes:
        return to_json(_documents(await self._infer(batch))[0])

    async def _infer(self, batch: Batch) -> Predictions:
        try:
            with self.stage("inference"):
                return await self.services.inference.run(self.served, batch)
        except Exception:
            self.count("error", len(batch))
            raise

    def _keep(
        self, kind: RequestType, batch: Batch, ids: Sequence[UUID], documents: Sequence[Document], caller: Caller
    ) -> None:
        """Count the predictions and queue them for the log. What is kept there is a write, so it is audited."""
        self._measure(documents)
        with self.services.tracing.span("log"):
            now, trace_id = datetime.now(UTC), trace_id_of(self.span)
            name, version, pseudonym = self.served.name, self.served.version, caller.pseudonym
            dropped = self.services.log.record(
                [
                    LoggedPrediction(
                        id=id,
                        created_at=now,
                        model_name=name,
                        model_version=version,
                        request_type=kind,
                        features=row,
                        prediction=document["prediction"],
                        scores=document.get("scores"),
                        caller=pseudonym,
                        trace_id=trace_id,
                    )
                    for id, row, document in zip(ids, batch.rows, documents, strict=True)
                ]
            )
        kept = len(ids) - dropped
        if kept and caller.kind != "anonymous":
            audit("predict", caller, rows=kept, first_prediction_id=ids[0], model_name=name, model_version=version)

    def _measure(self, documents: Sequence[Document]) -> None:
        labels = Counter(document["prediction"] for document in documents)
        classes = Counter[str]()
        for prediction, rows in labels.items():
            classes[self.served.class_label(prediction)] += rows
        for label, rows in classes.items():
            self.count("ok", rows, label)
        value = self.services.metrics.model_prediction_value.labels(self.served.name, self.served.version)
        for document in documents:
            scores, prediction = document.get("scores"), document["prediction"]
            if scores is not None:
                value.observe(scores[str(prediction)])
            elif self.served.predictor.classes is None and isinstance(prediction, int | float):
                value.observe(prediction)
        # A number is a raw value, and many rows have no single class: neither goes into a trace.
        if len(documents) == 1 and (label := next(iter(classes))):
            self.span.set_attribute("mlp.prediction.class", label)

    def _model(self) -> bytes:
        return to_json({"name": self.served.name, "version": self.served.version})


def _documents(predictions: Predictions) -> list[Document]:
    if predictions.scores is None:
        return [{"prediction": label} for label in predictions.labels]
    return [
        {"prediction": label, "scores": scores}
        for label, scores in zip(predictions.labels, predictions.scores, strict=True)
    ]
