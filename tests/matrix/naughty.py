"""Strings that have broken other programs, of our own choosing, by kind."""

WORDS = """
undefined null None NULL nil true false NaN Infinity -Infinity -1 0 00 1e400 1E+02 0x10
1/0 1,000.00 ٠١٢ ½ ①② true; __proto__ constructor hasOwnProperty __class__ __init__
{{7*7}} ${7*7} #{7*7} <%=7*7%> {%now%} {{request}} %s %d %n%n %(name)s {0} {name}
{0.__class__} ''  " "" ` \\ \\\\ / // /// ../../../etc/passwd ..\\..\\ %00 %0a%0d %2e%2e
file:///etc/passwd '; 1;DROP 1'-- 1'or'1'='1 " OR ""=" *)(uid=* $(reboot) `reboot` ;ls|
&&ls () { :;}; <script>alert(1)</script> "><svg/onload=alert(1)> <img/src=x/onerror=a>
<!-- ]]> javascript:alert(1) data:text/html,x &lt;b&gt; &#x41; &#0; &nbsp; </textarea>
</title> <a [a](javascript:x) ![]( [[ ]] **__~~ ``` ~~~ ||| --- === ### > - [ ] |a|b|
$$ \\( <!DOCTYPE =cmd|'/C calc'!A0 @SUM(1+1) +1+1 -1+1 \t=1 AUX CON NUL COM1 .htaccess
.. . ~ $HOME %USERPROFILE%
""".split()
CHARACTERS = [
    "\u202eesrever", "\u200b\u200c\u200d", "\ufeffbom", "\u2028\u2029", "\x85\x1c\x1d",
    "\x01\x02\x1b[31m", "\x7f\x80\x9f", "e\u0301\u0323" * 4, "Z\u0351\u036b\u0343" * 5,
    "\U0001f469\u200d\U0001f469\u200d\U0001f467", "\U0001f1e9\U0001f1ea", "\U000e0041",
    "ﷺ" * 8, "İıſßﬀ", "ＦＵＬＬ", "𝕬𝖇𝖈", "\uffff\ufffe\ufdd0", "\U0010ffff",
    "الكل\u0640في", "田中さんに", "הָיְתָה", "Ω≈ç√∫˜µ≤",
    "\t \u00a0\u3000", "\r\n\r\nBcc: a@b.c", "\n.\n",
]  # fmt: skip
NAUGHTY = [*WORDS, *CHARACTERS]


def packs(length: int) -> list[str]:
    """All of them, a few at a time, so that each pack is no longer than this."""
    found = [""]
    for word in NAUGHTY:
        joined = f"{found[-1]} {word}".strip(" ")
        if len(joined) > length:
            found.append(word)
        else:
            found[-1] = joined
    return found
