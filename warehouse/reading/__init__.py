"""Reads files into cells with coordinates: raw cells of workbooks and text files, tasks of plan documents.

Here: opening and bounding a received file, in a child process with limits (child.py, the only entry for files from
others). Not here: what a cell means (warehouse.transforms). To add a file format, start in open_file.py.
"""
