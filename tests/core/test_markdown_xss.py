"""Nothing that acts reaches the page: checked by a second parser, not by patterns."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from brs_kb.payloads import get_all_payloads
from justhtml import JustHTML
from pygments.token import STANDARD_TYPES

from core.markdown import render, sanitise
from tests.corpora import naughty_strings

# Written out here on purpose: a change of the allow-list must be made twice.
TAGS = set(
    "a abbr b blockquote br caption cite code dd del details div dl dt em figcaption"
    " figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span"
    " strong sub summary sup table tbody td tfoot th thead tr u ul var".split()
)
ATTRIBUTES = set(
    "href title src alt width height loading open start colspan rowspan scope class id"
    " rel tabindex".split()
)
CLASSES = {name for name in STANDARD_TYPES.values() if name} | set(
    "highlight table-scroll callout callout-title callout-note callout-tip"
    " callout-important callout-warning callout-caution task task-done task-box"
    " align-left align-center align-right".split()
)
SCHEMES = {"http", "https", "mailto", "tel"}

FRAMES = [
    "{0}",
    "text {0} text\n\n> - {0}\n\n| a |\n| - |\n| {0} |\n\n# {0}\n\n`{0}` *{0}*",
    "[x]({0}) [x](<{0}>) ![{0}]({0} '{0}') ![x](<{0}> \"{0}\") <{0}> [{0}](/x)",
    "[r] ![r] [{0}][r]\n\n[r]: {0} '{0}'\n\n<a href=\"{0}\">x</a> <img src='{0}'>",
    "```{0}\n{0}\n```\n\n~~~ {0}\n{0}\n~~~\n\n    {0}",
    "<div>{0}</div>\n\n> [!NOTE]\n> {0}\n\n- [x] {0}",
]
PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT >",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x oNeRrOr\n=alert(1)//",
    "<img/src=x/onerror=alert(1)>",
    '<img src="x` `<script>alert(1)</script>"` `>',
    '<img title="</title><img src=x onerror=alert(1)>">',
    "<b onmouseover=alert(1) style=x>b</b>",
    "<details open ontoggle=alert(1)>x</details>",
    "<svg onload=alert(1)><a xlink:href=javascript:alert(1)>x</a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;b on=x&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=x>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src=javascript:alert(1)>",
    "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x",
    "<input autofocus onfocus=alert(1)>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=javascript://><link rel=stylesheet href=//evil.example>",
    "<style>@import '//evil.example'</style><p style='background:url(//x)'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "<!--><script>alert(1)</script-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml <script>alert(1)</script> ?>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<a href='java&NewLine;script&colon;alert(1)'>x</a>",
    "<a href='\u200bjavascript:alert(1)'>x</a>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A&#x61vascript:alert(1)",
    "\\javascript:alert(1)",
    "javascript\\:alert(1)",
    "javascript://example.com/%0Aalert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "feed:javascript:alert(1)",
    "blob:https://a/b",
    "file:///etc/passwd",
    'x" onerror="alert(1)',
    "x' onerror='alert(1)",
    'x"><script>alert(1)</script>',
    'https://a.example/"onmouseover="alert(1)',
    "https://a.example/<script>alert(1)</script>",
    "python onload=alert(1)",
    'python"><img src=x onerror=alert(1)>',
    "<h2 id='h-x' name=body class=callout>x</h2>",
    "<a id=documentElement name=cookie>x</a><img name=getElementById>",
    "</div></article><script>alert(1)</script>",
    "\udd3cscript\udd3ealert(1)\udd3c/script\udd3e",
    "\udc3c\udd3cimg src=x onerror=alert(1)\udd3e",
    "\x02klzzwxh:0000\x03<img \x02wzxhzdk:0\x03 onerror=alert(1)>",
    "<raw><script>alert(1)</script></raw><tight onclick=alert(1)>x</tight>",
    "<x onclick=alert(1) contenteditable onfocus=alert(1) autofocus>x</x>",
    "<p><b title='&quot;><script>alert(1)</script>'>x",
    "<td colspan='1 onclick=x' rowspan=99999999>",
]


def elements(node: Any) -> Iterator[Any]:
    for child in node.children or ():
        yield child
        if hasattr(child, "children"):
            yield from elements(child)


def faults(html: str) -> list[str]:
    """What in the HTML could act, be styled or be found by a script."""
    found = []
    for node in elements(JustHTML(html, fragment=True, sanitize=False).root):
        if node.name == "#text":
            continue
        if node.name not in TAGS or node.namespace not in {None, "html"}:
            found.append(f"<{node.name}>")
        for name, value in (getattr(node, "attrs", None) or {}).items():
            if name not in ATTRIBUTES or not is_inert(name, value or ""):
                found.append(f"{node.name} {name}={value!r}")
    return found


def is_inert(name: str, value: str) -> bool:
    if name in {"href", "src"}:
        scheme = re.match(
            r"([^/?#]*?):", re.sub(r"[\x00-\x20\s\u200b-\u200f]", "", value)
        )
        return not scheme or scheme[1].lower() in SCHEMES
    if name == "class":
        return set(value.split()) <= CLASSES
    if name == "id":
        return value.startswith("h-")
    if name == "start":
        return re.fullmatch(r"\d{1,9}", value) is not None
    if name in {"colspan", "rowspan", "width", "height"}:
        return re.fullmatch(r"\d{1,4}%?", value) is not None
    return name != "tabindex" or value == "0"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_does_not_act_wherever_it_stands(payload: str) -> None:
    for frame in FRAMES:
        source = frame.replace("{0}", payload)
        assert faults(render(source).html) == [], source
    assert faults(sanitise(payload)) == []


def test_known_payloads_do_not_act() -> None:
    payloads = [entry.payload for entry in get_all_payloads().values()]
    assert len(payloads) == 4_931
    for payload in payloads:
        assert faults(shown_everywhere(payload)) == [], payload


def test_naughty_strings_do_not_act() -> None:
    strings = naughty_strings()
    assert len(strings) > 450
    for text in strings:
        assert faults(shown_everywhere(text)) == [], text


def shown_everywhere(payload: str) -> str:
    source = f"{payload}\n\n[x](<{payload}>) ![{payload}]({payload}) {payload}"
    return render(source).html + sanitise(payload)


def test_the_oracle_sees_what_acts() -> None:
    for html in (
        "<script>x</script>",
        "<b onclick=x>",
        "<a href='java\tscript:x'>",
        "<svg>",
        "<p style=x>",
        "<p id=x>",
        "<p class=fixed>",
    ):
        assert faults(html)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_sanitising_twice_changes_nothing(payload: str) -> None:
    once = sanitise(f"<h1>a</h1><table><tr><td>{payload}</table><pre>x</pre>")
    assert sanitise(once) == once
    shown = render(f"# {payload}\n\n| a |\n| - |\n| {payload} |\n\n    x").html
    assert sanitise(shown) == shown


def test_a_source_cannot_take_the_id_of_a_heading() -> None:
    shown = render('<h2 id="h-a">x</h2>\n\n## a').html
    assert shown == '<h2>x</h2><h2 id="h-a">a</h2>'


def test_html_that_exhausts_a_parser_comes_back_as_text() -> None:
    reopened = (
        "<p>" + "".join(f"<b title={i}>" for i in range(2000)) + "</p><p>x" * 3000
    )
    for html in (reopened, "<div>" * 20_000, "<ul><li>" * 20_000):
        assert sanitise(html).startswith('<pre tabindex="0">&lt;')


def test_imported_html_keeps_what_reads() -> None:
    shown = sanitise(
        '<h1>T</h1><p class="x">a <a href="https://b.example" target=_blank>b</a></p>'
        "<ul><li>c</ul><script>d</script><font color=red>e</font>"
    )
    assert shown == (
        '<h2>T</h2><p>a <a href="https://b.example" rel="noopener nofollow ugc">b</a>'
        "</p><ul><li>c</li></ul>e"
    )
