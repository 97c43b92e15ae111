"""Preferences of each session, what was missing in a talk, and what a review learns."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

RATING_COLUMNS = {"missing": sa.LargeBinary(), "taken_up_in": sa.String(length=64)}
REVIEW_COLUMNS = ("helped", "own_part", "slip_sign", "slip_answer")


def upgrade() -> None:
    op.create_table(
        "session_preferences",
        sa.Column("session_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("choice", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("session_id", "kind"),
    )
    # What was in force in earlier sessions was not kept: the client's stand of today is the best there is.
    op.execute(
        "INSERT INTO session_preferences (session_id, kind, choice) "
        "SELECT sessions.id, preferences.kind, preferences.choice "
        "FROM sessions JOIN preferences ON preferences.client_id = sessions.client_id"
    )
    with op.batch_alter_table("ratings", schema=None) as batch_op:
        for name, kind in RATING_COLUMNS.items():
            batch_op.add_column(sa.Column(name, kind, nullable=True))
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        for name in REVIEW_COLUMNS:
            batch_op.add_column(sa.Column(name, sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        for name in REVIEW_COLUMNS:
            batch_op.drop_column(name)
    with op.batch_alter_table("ratings", schema=None) as batch_op:
        for name in RATING_COLUMNS:
            batch_op.drop_column(name)
    op.drop_table("session_preferences")
