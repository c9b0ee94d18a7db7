"""The sheets of the finance bureau's workbook, a module each; `simlib.workbook.writing` puts them together."""
