"""What a cell of a printed plan means: dates, leads, ratings, measures (`domain.md` 2.4). Pure."""
