"""The sheets of the finance bureau's workbook, a module each; `simlib.report.workbook` puts them together."""
