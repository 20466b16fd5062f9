"""What Alembic runs: migrations over the connection, and inside the transaction, of `mahdar.archive.schema`."""

from alembic import context

from mahdar.archive.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
