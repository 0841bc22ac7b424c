"""Names of HTML elements and attributes, by what may become of them."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


FORMATTING = _names(
    "a abbr b cite code del em i ins kbd mark q s samp small strong sub sup u var"
)
BLOCKS = _names(
    "blockquote caption dd details dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol p"
    " pre summary table tbody td tfoot th thead tr ul"
)
VOID = _names("br hr img")
# What a source may set; all else is ours to set or dropped.
ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "details": {"open"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
# Kept as a plain div, so that texts beside each other stay apart.
LAYOUT_BLOCKS = _names(
    "address article aside center div fieldset footer form header hgroup main nav"
    " section"
)
# Dropped, their content stays.
LAYOUT = _names(
    "audio big body button col colgroup embed font head html iframe input label link"
    " meta noscript object optgroup option param picture select source span strike"
    " textarea track tt video wbr"
)
KNOWN = FORMATTING | BLOCKS | VOID | LAYOUT_BLOCKS | LAYOUT

# CommonMark 0.31, section 4.6, condition 6: these start a block of HTML even
# inside a paragraph.
BLOCK_STARTERS = _names(
    "address article aside base basefont blockquote body caption center col colgroup"
    " dd details dialog dir div dl dt fieldset figcaption figure footer form frame"
    " frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu"
    " menuitem nav noframes ol optgroup option p param search section summary table"
    " tbody td tfoot th thead title tr track ul"
)
REOPENED = _names("a b big code em font i nobr s small strike strong tt u")
OFTEN_UNCLOSED = _names("br col dd dt hr img input li p td th tr wbr")
INLINE = FORMATTING | {"font", "span"}
