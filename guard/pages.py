"""The sign-in page: self-contained, without scripts."""

from __future__ import annotations

from html import escape

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'",
}

_PAGE = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
{head}<style>body{{font:16px/1.6 system-ui,sans-serif;max-width:26em;margin:15vh auto;padding:0 1em}}
input,button{{font:inherit;width:100%;box-sizing:border-box;padding:.5em;margin:.3em 0}}.wrong{{color:#b00020}}</style>
</head>
<body><h1>{title}</h1>
{body}
</body></html>
"""


def sign_in_page(title: str, action: str, place: str, is_wrong: bool) -> bytes:
    """A form for the key, which forwards to a path of this server."""
    wrong = '<p class="wrong" role="alert">密钥不正确。 The key is wrong.</p>\n' if is_wrong else ""
    body = (
        f'{wrong}<form method="post" action="{escape(action)}">\n'
        f'<input type="hidden" name="next" value="{escape(place)}">\n'
        '<label for="key">访问密钥 Key</label>\n'
        '<input id="key" name="key" type="password" autocomplete="current-password" required autofocus>\n'
        "<button>登录 Sign in</button></form>"
    )
    return _PAGE.format(title=escape(title), head="", body=body).encode()


def signed_in_page(title: str, place: str) -> bytes:
    """A page that forwards at once."""
    head = f'<meta http-equiv="refresh" content="0;url={escape(place)}">\n'
    return _PAGE.format(
        title=escape(title), head=head, body=f'<p><a href="{escape(place)}">继续 Continue</a></p>'
    ).encode()
