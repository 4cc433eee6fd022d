"""The three files of a report: a Word document, a workbook and a page. The same report is the same bytes."""
