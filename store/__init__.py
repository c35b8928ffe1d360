"""What is remembered: tables, queries, migrations, register files."""
