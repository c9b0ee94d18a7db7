"""The questionnaire of a pack: all its files as one workbook, and back; a new city made from a pack that is there.

pack_files   the files of a pack as plain data, and written again
plain_yaml   plain data as the YAML of a pack
flat         nested data in one row
layout       what a section of a sheet is made of: columns, rows, cells
labels       topics and their terms; what members, columns and details are called
cells        a value as a file has it, and as a cell shows it
values       values by term and date: sections of them, and back to plain data
pay_table    pay by post and grade as one table
tables       all else (head, members, sources, clauses, staff, careers): flat tables, and back
look, write  the workbook as it looks
gathered     rows of values put together
read         the workbook read again: sections, with the place of each cell
places       what is wrong with a pack, told with the row that says it
new_city     a pack taken over from another, every value assumed
finance      what was changed in a finance workbook
"""
