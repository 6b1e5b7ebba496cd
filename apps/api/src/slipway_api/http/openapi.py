"""The OpenAPI document: FastAPI knows the routes, the model's signature gives the schema of a row."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from slipway_api.http.feedback import FeedbackRequest
from slipway_api.model.registry import ServedModel
from slipway_api.services import Services
from slipway_api.settings import Settings

REFERENCE = "#/components/schemas/{model}"
PUBLIC_PATHS = frozenset({"/livez", "/readyz", "/version"})

PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "An error (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "JSON pointer, such as /rows/3/alcohol."},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}


def openapi_document(app: FastAPI, services: Services) -> dict[str, Any]:
    settings, served = services.settings, services.models.current
    document = get_openapi(
        title=app.title, version=app.version, summary=app.summary, description=_description(served), routes=app.routes
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"] = PROBLEM_SCHEMA
    schemas |= {"FeedbackRequest": _feedback_schema(served), **_prediction_schemas(served, settings)}
    _require_keys(document, settings)
    return document


def _description(served: ServedModel | None) -> str:
    return f"Model {served.name} {served.version}. {served.artifact.facts.description}" if served else "No model yet."


def _feedback_schema(served: ServedModel | None) -> dict[str, Any]:
    schema = FeedbackRequest.model_json_schema(ref_template=REFERENCE)
    if served and served.predictor.classes:
        schema["properties"]["label"] = {
            "enum": list(served.predictor.classes),
            "description": "The true class. For a prediction of an older model: one of the classes of that model.",
        }
    return schema


def _prediction_schemas(served: ServedModel | None, settings: Settings) -> dict[str, Any]:
    row = served.artifact.signature.row_schema() if served else {"type": "object"}
    classes = served.predictor.classes if served else None
    label: dict[str, Any] = {"enum": list(classes)} if classes else {"type": ["string", "number", "boolean"]}
    row_reference = {"$ref": "#/components/schemas/Row"}
    rows = {"type": "array", "items": row_reference, "minItems": 1, "maxItems": settings.max_rows}
    return {
        "Row": row,
        "PredictRequest": {
            "oneOf": [
                _object({"row": row_reference}, ["row"]) | {"additionalProperties": False},
                _object({"rows": rows}, ["rows"]) | {"additionalProperties": False},
            ]
        },
        "Prediction": _object(
            {
                "id": {"type": "string", "format": "uuid"},
                "prediction": label,
                "scores": {
                    "type": "object",
                    "description": "Probability of each class.",
                    "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1},
                },
            },
            ["id", "prediction"],
        ),
        "PredictResponse": _object(
            {
                "model": _object({"name": {"type": "string"}, "version": {"type": "string"}}, ["name", "version"]),
                "predictions": {"type": "array", "items": {"$ref": "#/components/schemas/Prediction"}},
            },
            ["model", "predictions"],
        ),
    }


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required}


def _require_keys(document: dict[str, Any], settings: Settings) -> None:
    """What a caller must present, when anything."""
    schemes = {}
    if settings.api_keys_folder or settings.oidc_issuer:
        schemes["bearer"] = {"type": "http", "scheme": "bearer", "description": "An API key or a token."}
    if settings.api_keys_folder:
        schemes["key"] = {"type": "apiKey", "in": "header", "name": "X-API-Key"}
    if not schemes:
        return
    document["components"]["securitySchemes"] = schemes
    for path, operations in document["paths"].items():
        if path not in PUBLIC_PATHS:
            for operation in operations.values():
                operation["security"] = [{scheme: []} for scheme in schemes]
