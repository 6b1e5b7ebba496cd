"""Tables of predictions (by month) and feedback."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "predictions",
        sa.Column("id", UUID(as_uuid=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("model_name", sa.Text, nullable=False),
        sa.Column("model_version", sa.Text, nullable=False),
        sa.Column("request_type", sa.Text, nullable=False),
        sa.Column("features", JSONB, nullable=False),
        sa.Column("prediction", JSONB, nullable=False),
        sa.Column("scores", JSONB),
        sa.Column("caller", sa.Text),
        sa.Column("trace_id", sa.Text),
        sa.PrimaryKeyConstraint("id", "created_at"),
        postgresql_partition_by="RANGE (created_at)",
    )
    op.create_index("predictions_model_window", "predictions", ["model_name", "model_version", "created_at"])
    op.execute("CREATE TABLE predictions_default PARTITION OF predictions DEFAULT")

    op.create_table(
        "feedback",
        sa.Column("prediction_id", UUID(as_uuid=True), primary_key=True),
        sa.Column("prediction_created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("label", JSONB, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("caller", sa.Text),
    )
    op.create_index("feedback_created_at", "feedback", ["created_at"])
