"""Writers: one compiled value in, a file out."""
