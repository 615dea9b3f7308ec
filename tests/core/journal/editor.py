"""A schema editor that works inside the transaction of a test."""

from django.db import connection


class Editor:
    """What an operation asks of a schema editor."""

    connection = connection

    def execute(self, statement: str, values: None = None) -> None:
        """Do it."""
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
