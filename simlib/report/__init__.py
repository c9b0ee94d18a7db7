"""Results in, file or figure out: tables, figures, workbook, slides, brief."""
