"""Every question put to the database, named by what it returns."""
