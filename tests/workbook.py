"""Print a workbook as JSON: a sheet its name, state, frozen cell, filter, page, drop-downs and rows of typed cells."""

import datetime
import json
import sys

import openpyxl


def cell(one):
    value = one.value
    if isinstance(value, datetime.datetime):
        return {"type": "date", "value": value.date().isoformat(), "format": one.number_format}
    if isinstance(value, datetime.time):
        return {"type": "time", "value": value.isoformat()}
    if isinstance(value, bool):
        return {"type": "boolean", "value": value}
    if isinstance(value, (int, float)):
        # Cents tell whether the double is the amount.
        return {"type": "number", "value": repr(value), "cents": round(value * 100), "format": one.number_format}
    if one.data_type == "f":
        return {"type": "formula", "value": str(value)}
    return {"type": "text", "value": value or ""}


book = openpyxl.load_workbook(sys.argv[1])
json.dump(
    {
        "title": book.properties.title,
        "description": book.properties.description,
        "sheets": [
            {
                "name": sheet.title,
                "state": sheet.sheet_state,
                "frozen": sheet.freeze_panes,
                "filter": sheet.auto_filter.ref,
                "page": {
                    "paper": sheet.page_setup.paperSize,
                    "orientation": sheet.page_setup.orientation,
                    "one_wide": bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage),
                    "footer": sheet.oddFooter.left.text,
                    "heading": sheet.print_title_rows,
                    "locked": sheet.protection.sheet,
                    "width": sum(sheet.column_dimensions[name].width for name in sheet.column_dimensions),
                    "heights": [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)],
                },
                "lists": {
                    str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation
                },
                "rows": [[cell(one) for one in row] for row in sheet.iter_rows()],
            }
            for sheet in book
        ],
    },
    sys.stdout,
)
