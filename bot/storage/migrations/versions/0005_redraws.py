"""How often words were taken back in a practice session."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("practices", sa.Column("redraws", sa.Integer(), server_default="0", nullable=False))
    # Until now each taking back marked one turn: open sessions draw on as they would have.
    taken_back = (
        "SELECT count(*) FROM practice_turns WHERE practice_turns.session_id = practices.session_id AND taken_back"
    )
    op.execute(f"UPDATE practices SET redraws = ({taken_back})")


def downgrade() -> None:
    op.drop_column("practices", "redraws")
