"""The categories as an administrator arranges them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from core.access import SignedInRequest, admin_only
from core.answering import form_answer, posted
from core.languages import name_of, offered
from kb import actions
from kb.forms import CategoryForm, CategoryTranslationForm
from kb.models import Category, CategoryTranslation
from kb.tree import Tree


@admin_only
@require_safe
def categories(request: SignedInRequest) -> HttpResponse:
    context = {"shelves": list(Tree.of(request.user).walk())}
    return render(request, "kb/settings/categories.html", context)


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    form = CategoryForm(*posted(request))
    if not form.is_valid():
        return form_answer(request, "kb/settings/edit.html", {}, form)
    actions.create_category(by=request.user, **form.cleaned_data)
    return redirect("kb_settings:categories")


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, slug: str) -> HttpResponse:
    category = get_object_or_404(Category, slug=slug)
    form = CategoryForm(*posted(request), instance=category)
    stored = get_object_or_404(Category, slug=slug)  # the form writes on the other
    if not form.is_valid():
        languages = [(code, name_of(code)) for code in offered()]
        context = {"category": stored, "offered": languages}
        return form_answer(request, "kb/settings/edit.html", context, form)
    actions.change_category(stored, by=request.user, **form.cleaned_data)
    return redirect("kb_settings:categories")


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: SignedInRequest, slug: str, language: str) -> HttpResponse:
    """What it is called in one of the languages that readers are offered."""
    category = get_object_or_404(Category, slug=slug)
    if language not in offered():
        raise Http404
    named = category.translations.filter(language=language).first()
    named = named or CategoryTranslation(category=category, language=language)
    form = CategoryTranslationForm(*posted(request), instance=named)
    if not form.is_valid():
        context = {"category": category, "language_name": name_of(language)}
        return form_answer(request, "kb/settings/translate.html", context, form)
    actions.translate_category(
        category, by=request.user, language=language, **form.cleaned_data
    )
    return redirect("kb_settings:edit", category.slug)


@admin_only
@require_POST
def raise_(request: SignedInRequest, slug: str) -> HttpResponse:
    actions.raise_category(get_object_or_404(Category, slug=slug), by=request.user)
    return redirect("kb_settings:categories")


@admin_only
@require_POST
def lower(request: SignedInRequest, slug: str) -> HttpResponse:
    actions.lower_category(get_object_or_404(Category, slug=slug), by=request.user)
    return redirect("kb_settings:categories")


@admin_only
@require_POST
def delete(request: SignedInRequest, slug: str) -> HttpResponse:
    """An empty category goes; one that holds anything stays, and the page says why."""
    category = get_object_or_404(Category, slug=slug)
    if not actions.delete_category(category, by=request.user):
        text = _("“%(title)s” holds articles or categories. Move them first.")
        messages.error(request, text % {"title": category.title})
    return redirect("kb_settings:categories")
