"""The finance bureau's workbook: a sheet a file, prices by live formulas from the parameters."""
