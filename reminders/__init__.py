"""Who is asked about what, when and by which route."""
