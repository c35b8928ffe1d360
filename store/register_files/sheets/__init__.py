"""What the files of a register look like: their columns and cells, as folders of CSV and as workbooks."""
