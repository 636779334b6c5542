"""Ready-made remarks for the review desk, and what a reviewer saw fulfilled kept with her decision."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

BEGINNING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("El documento no se lee bien. Vuelva a digitalizarlo, con todas sus páginas y derecho.", ()),
    ("Falta la firma de quien tiene la atribución. Suba la versión firmada.", ()),
    (
        "Falta la fecha o el número del documento. Suba la versión tramitada.",
        ("decreto", "resolucion", "reglamento", "convenio"),
    ),
    (
        "Es un borrador o un archivo editable. Suba el acto totalmente tramitado.",
        ("decreto", "resolucion", "reglamento", "convenio"),
    ),
    ("Falta la lista de asistencia con nombres, cargos y firmas.", ("acta", "asistencia")),
    (
        "El acta no deja constancia de los acuerdos. Agregue acuerdos, responsables y plazos.",
        ("acta", "asistencia"),
    ),
    (
        "Los datos no vienen separados por sexo. Agregue las cifras desagregadas.",
        ("informe", "estudio", "planilla", "asistencia"),
    ),
    (
        "La fotografía no muestra qué actividad es ni cuándo fue. Agregue una leyenda con fecha y lugar.",
        ("fotografia", "grabacion"),
    ),
    ("El documento no corresponde al período que se evalúa. Suba el del período vigente.", ()),
    ("El documento no responde a lo que pide el requerimiento. Revise los medios de verificación.", ()),
    ("Tiene datos personales a la vista. Suba una versión tarjada y márquela como corresponde.", ()),
)
"""The remarks that every institution begins with, each with the kinds of evidence that it is for."""


def upgrade() -> None:
    op.create_table(
        "ready_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ready_remark"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_ready_remark_institution_id_institution"
        ),
        # What was edited is told by its id: one that is gone is no other's.
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ready_remark_order", "ready_remark", ["institution_id", "position", "id"])
    op.add_column("review", sa.Column("met", sa.JSON(), nullable=True))
    _begin(op.get_bind())


def downgrade() -> None:
    op.drop_column("review", "met")
    op.drop_index("ix_ready_remark_order", "ready_remark")
    op.drop_table("ready_remark")


def _begin(connection: sa.Connection) -> None:
    """Every institution that is there begins as a new one does."""
    institutions = connection.execute(sa.text("select id from institution order by id")).scalars().all()
    remarks = sa.table(
        "ready_remark",
        *map(sa.column, ("institution_id", "text", "position", "version")),
        sa.column("kinds", sa.JSON),
    )
    rows = [
        {"institution_id": institution, "text": text, "kinds": list(kinds), "position": place, "version": 1}
        for institution in institutions
        for place, (text, kinds) in enumerate(BEGINNING)
    ]
    if rows:
        connection.execute(remarks.insert(), rows)
