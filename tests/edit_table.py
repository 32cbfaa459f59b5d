"""Change cells of a workbook: FILE SHEET KEY-COLUMN KEY COLUMN VALUE, the last four as often as wanted."""

import sys

import openpyxl

path, sheet_name, key_column, *changes = sys.argv[1:]
book = openpyxl.load_workbook(path)
sheet = book[sheet_name]
headings = {cell.value: cell.column for cell in sheet[1]}
for key, column, value in zip(changes[0::3], changes[1::3], changes[2::3]):
    rows = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, headings[key_column]).value == key]
    assert len(rows) == 1, f"{key} stands in {rows}"
    sheet.cell(rows[0], headings[column]).value = int(value) if value.isdigit() else value
book.save(path)
