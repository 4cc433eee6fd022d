"""Files -> what stands in them, with coordinates: raw cells of workbooks and text files, tasks of plan documents.

Here: opening and bounding a received file, in a child process with limits (child.py, the only way in for files that
others sent). Not here: what a cell means (warehouse.transforms). To add a file format, start in open_file.py.
"""
