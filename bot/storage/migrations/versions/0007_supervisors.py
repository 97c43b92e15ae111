"""Supervisors, their classes, who joined them, comments, and who saw what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "supervisors",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("password_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
    )
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("supervisor_id", sa.String(64), sa.ForeignKey("supervisors.id", ondelete="CASCADE"), nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
    )
    op.create_index("ix_sign_ins_supervisor_id", "sign_ins", ["supervisor_id"])
    op.create_table(
        "sign_in_attempts",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name_hash", sa.String(64), nullable=False),
        sa.Column("at", TIME, nullable=False),
    )
    op.create_index("ix_sign_in_attempts_name_hash", "sign_in_attempts", ["name_hash"])
    op.create_table(
        "classes",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("supervisor_id", sa.String(64), sa.ForeignKey("supervisors.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("created_at", TIME, nullable=False),
    )
    op.create_index("ix_classes_supervisor_id", "classes", ["supervisor_id"])
    op.create_table(
        "memberships",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("class_id", sa.String(64), sa.ForeignKey("classes.id", ondelete="CASCADE"), nullable=False),
        sa.Column("client_id", sa.String(64), sa.ForeignKey("clients.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("joined_at", TIME, nullable=False),
        sa.Column("sees_from", TIME, nullable=False),
        sa.UniqueConstraint("class_id", "client_id"),
    )
    op.create_index("ix_memberships_class_id", "memberships", ["class_id"])
    op.create_index("ix_memberships_client_id", "memberships", ["client_id"])
    op.create_table(
        "comments",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("turn_id", sa.String(64), sa.ForeignKey("practice_turns.id", ondelete="CASCADE"), nullable=False),
        sa.Column("supervisor_id", sa.String(32), sa.ForeignKey("supervisors.id", ondelete="SET NULL"), nullable=True),
        sa.Column("by", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("at", TIME, nullable=False),
    )
    op.create_index("ix_comments_turn_id", "comments", ["turn_id"])
    op.create_table(
        "accesses",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("at", TIME, nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("supervisor_id", sa.String(32), nullable=False),
        sa.Column("by", sa.LargeBinary(), nullable=False),
        sa.Column("class_id", sa.String(32), sa.ForeignKey("classes.id", ondelete="SET NULL"), nullable=True),
        sa.Column("client_id", sa.String(64), sa.ForeignKey("clients.id", ondelete="SET NULL"), nullable=True),
        sa.Column("session_id", sa.String(64), sa.ForeignKey("sessions.id", ondelete="SET NULL"), nullable=True),
    )
    op.create_index("ix_accesses_at", "accesses", ["at"])
    op.create_index("ix_accesses_client_id", "accesses", ["client_id"])
    op.create_index("ix_accesses_session_id", "accesses", ["session_id"])


def downgrade() -> None:
    for table in ("accesses", "comments", "memberships", "classes", "sign_in_attempts", "sign_ins", "supervisors"):
        op.drop_table(table)
