"""Being away: leave, cover, and being left alone about one item for a while."""
