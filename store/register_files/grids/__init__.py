"""Any file a plan comes in, opened as grids of cells: workbooks, Word documents, separated text."""
