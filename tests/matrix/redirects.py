"""Addresses that a browser would take elsewhere, spelt in all the ways we know."""

import re
from urllib.parse import urljoin, urlsplit

HOST = "evil.example"
_BARE = [
    "http://{h}", "https://{h}", "HTTPS://{h}", "hTTp://{h}/", "//{h}", "///{h}",
    "////{h}", "/////{h}/x", "\\\\{h}", "/\\{h}", "\\/{h}", "/\\/{h}", "\\\\\\{h}",
    "/\\\\{h}", "http:{h}", "http:/{h}", "http:///{h}", "http:\\\\{h}", "https:{h}",
    "https:/{h}", "https:\\{h}", "http:////{h}", "ftp://{h}", "ws://{h}", "file://{h}/x",
    "//{h}@x", "//help.example.com@{h}", "//help.example.com:80@{h}",
    "//help.example.com%40{h}", "http://help.example.com@{h}", "//{h}:80", "//{h}.",
    "http://help.example.com:x@{h}/", "//help.example.com.{h}",
    "//{h}#help.example.com",
    "//{h}?help.example.com", "//{h}/help.example.com", "//{h}\\help.example.com",
    "//{h};help.example.com", "/%09/{h}", "/\t/{h}", "/\n/{h}", "/\r/{h}", "\t//{h}",
    " //{h}", "\n//{h}", "\x0b//{h}", "//\t{h}", "//\n{h}", "ht\ttp://{h}",
    "h\nttps://{h}", "\x00//{h}", "\x1f//{h}", "\x7f//{h}", "\u00a0//{h}",
    "\u2028//{h}",
    "\ufeff//{h}", "\u3000//{h}", "/\u2044{h}", "//{h}%00", "//{h}%0d%0aX: y",
    "/%5c{h}",
    "/%2f{h}", "%2f%2f{h}", "/.//{h}", "/..//{h}", "/;@{h}", "/?//{h}", "/#//{h}",
    ".{h}", "@{h}", ":{h}", ";//{h}", "?//{h}", "#//{h}", "//ⓔⓥⓘⓛ.example",
    "//evil。example", "//evil．example", "//3221226219", "//0xc0.1.2.3",
    "//[::ffff:c0a8:1]", "//xn--eil-hoa.example", "javascript:alert(1)", "JavaScript:x",
    "java\tscript:alert(1)", "\x01javascript:alert(1)", "javascript://%0aalert(1)",
    "data:text/html,<script>", "vbscript:x", "view-source:http://{h}", "about:blank",
    "mailto:a@{h}", "blob:http://{h}/x", "feed:http://{h}", "jar:http://{h}!/",
    "//{h}/..", "/accounts/login/?next=//{h}", "https://127.0.0.1@{h}/",
    "http://testserver.{h}/", "http://testserver@{h}/", "//testserver\\@{h}",
    "http://testserver%2f@{h}",
]  # fmt: skip
HOSTILE = [each.format(h=HOST) for each in _BARE]


def host_of(location: str, *, page: str = "http://testserver/accounts/login/") -> str:
    """Where a browser goes (WHATWG): controls fall away, a backslash is a slash."""
    seen = location.strip("".join(map(chr, range(33))))
    seen = "".join(char for char in seen if char not in "\t\n\r")
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", seen)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return scheme[0]
    seen = seen.replace("\\", "/")
    if scheme:
        seen = f"{scheme[0]}//{seen[scheme.end() :].lstrip('/')}"
    elif seen.startswith("//"):
        seen = "//" + seen.lstrip("/")
    return urlsplit(urljoin(page, seen)).hostname or ""
