"""The numbers of a goal over time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "goal_ratings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("goal_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("rating", sa.Float(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("goal_ratings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_ratings_goal_id"), ["goal_id"], unique=False)
    # What was said before is known by its last number, and by when its goal or plan was made.
    for kind, column, table, goal in (
        ("importance", "importance", "goals", "id"),
        ("confidence", "confidence", "goals", "id"),
        ("plan", "confidence", "plans", "goal_id"),
    ):
        op.execute(
            "INSERT INTO goal_ratings (id, goal_id, kind, rating, at) "
            f"SELECT substr('{kind[0]}' || id, 1, 32), {goal}, '{kind}', {column}, created_at FROM {table} "
            f"WHERE {column} IS NOT NULL"
        )


def downgrade() -> None:
    op.drop_table("goal_ratings")
