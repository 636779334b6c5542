"""How an institution looks and speaks: logo, colours, its word for a requirement, who signs."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "institution", sa.Column("word", sa.String(40), nullable=False, server_default="requerimiento")
    )
    op.add_column(
        "institution", sa.Column("house_light", sa.String(7), nullable=False, server_default=sa.text("''"))
    )
    op.add_column(
        "institution", sa.Column("house_dark", sa.String(7), nullable=False, server_default=sa.text("''"))
    )
    op.add_column(
        "institution", sa.Column("logo_sha256", sa.String(64), nullable=False, server_default=sa.text("''"))
    )
    op.add_column("institution", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "logo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_logo"),
        sa.UniqueConstraint("institution_id", name="uq_logo_institution_id"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_logo_institution_id_institution"
        ),
    )
    op.create_table(
        "signatory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("post", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signatory"),
        sa.UniqueConstraint("institution_id", "place", name="uq_signatory_institution_id_place"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_signatory_institution_id_institution"
        ),
    )


def downgrade() -> None:
    op.drop_table("signatory")
    op.drop_table("logo")
    for name in ("version", "logo_sha256", "house_dark", "house_light", "word"):
        op.drop_column("institution", name)
