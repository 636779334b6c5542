"""Editions and their requirements."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("is_working", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("loaded_by", sa.Integer(), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_edition_institution_id_institution")
        ),
        sa.ForeignKeyConstraint(["loaded_by"], ["person.id"], name=op.f("fk_edition_loaded_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint(
            "institution_id", "code", "version", name=op.f("uq_edition_institution_id_code_version")
        ),
    )
    op.create_table(
        "dimension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_dimension_edition_id_edition")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_dimension_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dimension")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_dimension_edition_id_code")),
    )
    op.create_table(
        "standard",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("dimension_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dimension_id"], ["dimension.id"], name=op.f("fk_standard_dimension_id_dimension")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_standard_edition_id_edition")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_standard_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_standard_edition_id_code")),
    )
    op.create_table(
        "requirement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("dimension_id", sa.Integer(), nullable=False),
        sa.Column("standard_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("mandatory", sa.JSON(), nullable=False),
        sa.Column("weight", sa.String(length=40), nullable=False),
        sa.Column("not_applicable_allowed", sa.Boolean(), nullable=False),
        sa.Column("effort_hours", sa.Integer(), nullable=False),
        sa.Column("provenance", sa.String(length=20), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dimension_id"], ["dimension.id"], name=op.f("fk_requirement_dimension_id_dimension")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_requirement_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_requirement_institution_id_institution")
        ),
        sa.ForeignKeyConstraint(
            ["standard_id"], ["standard.id"], name=op.f("fk_requirement_standard_id_standard")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_requirement_edition_id_code")),
    )
    op.create_index("ix_requirement_order", "requirement", ["edition_id", "position"], unique=False)
    op.create_table(
        "edition_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("choice", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["person.id"], name=op.f("fk_edition_import_created_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_edition_import_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_import")),
    )
    op.create_table(
        "edition_mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.Column("pairs", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["before_id"], ["edition.id"], name=op.f("fk_edition_mapping_before_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["after_id"], ["edition.id"], name=op.f("fk_edition_mapping_after_id_edition")
        ),
        sa.ForeignKeyConstraint(["saved_by"], ["person.id"], name=op.f("fk_edition_mapping_saved_by_person")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_edition_mapping_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_mapping")),
        sa.UniqueConstraint("before_id", "after_id", name=op.f("uq_edition_mapping_before_id_after_id")),
    )
    op.create_table(
        "crosswalk_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("origin_edition", sa.String(length=60), nullable=False),
        sa.Column("origin_code", sa.String(length=20), nullable=False),
        sa.Column("target_edition", sa.String(length=60), nullable=False),
        sa.Column("target_code", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("provenance", sa.String(length=20), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_crosswalk_link_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crosswalk_link")),
        sa.UniqueConstraint(
            "institution_id",
            "origin_edition",
            "origin_code",
            "target_edition",
            "target_code",
            name="uq_crosswalk_link_ends",
        ),
    )
    op.create_index(
        "ix_crosswalk_link_target",
        "crosswalk_link",
        ["institution_id", "target_edition", "target_code"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("crosswalk_link")
    op.drop_table("edition_mapping")
    op.drop_table("edition_import")
    op.drop_table("requirement")
    op.drop_table("standard")
    op.drop_table("dimension")
    op.drop_table("edition")
