"""The tables as this release of the code reads and writes them; `migrations/` brings a database there."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, DateTime, Index, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import JSONB, UUID

metadata: Final = MetaData()

# Partitioned by month of created_at, which PostgreSQL therefore wants in the primary key.
predictions: Final = Table(
    "predictions",
    metadata,
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("created_at", DateTime(timezone=True), primary_key=True),
    Column("model_name", Text, nullable=False),
    Column("model_version", Text, nullable=False),
    Column("request_type", Text, nullable=False),
    Column("features", JSONB, nullable=False),
    Column("prediction", JSONB, nullable=False),
    Column("scores", JSONB(none_as_null=True)),
    Column("caller", Text),
    Column("trace_id", Text),
    Index("predictions_model_window", "model_name", "model_version", "created_at"),
    postgresql_partition_by="RANGE (created_at)",
)

# No foreign key: old months of predictions can be dropped without reading the feedback.
feedback: Final = Table(
    "feedback",
    metadata,
    Column("prediction_id", UUID(as_uuid=True), primary_key=True),
    Column("prediction_created_at", DateTime(timezone=True), nullable=False),
    Column("label", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("caller", Text),
    Index("feedback_created_at", "created_at"),
)
