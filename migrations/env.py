"""Alembic's entry: runs on the connection, inside the transaction, that `sello.core.migrate` opened."""

from alembic import context

from sello.core.fulltext import is_index

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes["metadata"],
    render_as_batch=True,
    compare_type=True,
    compare_server_default=True,
    transactional_ddl=True,
    include_name=lambda name, _kind, _parents: not is_index(name),
)
with context.begin_transaction():
    context.run_migrations()
