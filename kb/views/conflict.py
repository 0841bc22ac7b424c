"""A save that others came before: both texts stand on the page, and both are kept."""

from __future__ import annotations

from typing import Any, cast

from django.http import QueryDict

from kb.actions import Outdated
from kb.comparing import differences, words_of
from kb.forms import ArticleForm, TranslationForm
from kb.models import Revision, Words


def conflict_of(
    text: Words, form: ArticleForm | TranslationForm, outdated: Outdated
) -> dict[str, Any]:
    """From what she began with to theirs, and from theirs to hers.

    Sent again the form is written on theirs, which is a revision by then.
    """
    base = form.cleaned_data["base"]
    began = Revision.objects.of(text).filter(number=base).first() or Revision()
    theirs = words_of(outdated.newer[-1])
    data = cast(QueryDict, form.data).copy()
    data["base"] = str(outdated.newer[-1].number)
    form.data = data
    return {
        "saved": outdated.newer,
        "base": base,
        "theirs": differences(words_of(began), theirs),
        "hers": differences(theirs, form.cleaned_data),
    }
