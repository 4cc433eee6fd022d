"""The pages that people open at `/`: each a folder with one document, one template and perhaps one short script.

    graph/pages/<page>/page.graphql   what it reads; its first lines name its path and its title
    graph/pages/<page>/page.html      a template that extends frame.html
    graph/pages/<page>/page.js        optional, an ES module

A page reads through /graphql, in process and as its caller, with one request, and reads nothing else. To add a page,
add a folder. Start in serving.py; docs/decisions/0014-pages.md says why pages are made this way.
"""
