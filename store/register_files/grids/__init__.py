"""Any file a plan comes in, opened as grids of cells: workbooks, Word documents, separated text."""

from store.register_files.grids.grid import Cell, Grid
from store.register_files.grids.opening import read_grids

__all__ = ["Cell", "Grid", "read_grids"]
