import pytest
from django.core.exceptions import ValidationError

from composer.forms import BodyField, LineField


@pytest.mark.parametrize("field", [BodyField(), LineField()])
@pytest.mark.parametrize("text", ["", " \n\t", "\u200b", "\u00a0\u2060", "\x01"])
def test_a_text_of_which_nothing_can_be_seen_is_none(field, text):
    with pytest.raises(ValidationError) as refused:
        field.clean(text)
    assert refused.value.code == "required"


@pytest.mark.parametrize("field", [BodyField(), LineField()])
def test_a_nul_byte_is_refused(field):
    with pytest.raises(ValidationError) as refused:
        field.clean("\0")
    assert "null" in str(refused.value).lower()


def test_a_body_keeps_its_lines_and_its_indentation():
    assert BodyField().clean("  a\r\n\r\n    b \r") == "  a\n\n    b"


def test_a_body_that_is_too_long_is_refused_and_never_cut():
    field = BodyField()
    with pytest.raises(ValidationError) as refused:
        field.clean("x" * 65_537)
    assert refused.value.code == "long"
    assert "maxlength" not in field.widget.render("body", "")


def test_a_line_is_one_line_that_runs_one_way():
    assert LineField().clean(" Printer\r\nBcc:  x\u202egpj\x01 ") == "Printer Bcc: xgpj"


def test_a_line_keeps_joined_emoji_and_other_scripts():
    text = "\N{WOMAN}\u200d\N{PERSONAL COMPUTER} مرحبا ünal"
    assert LineField().clean(text) == text
