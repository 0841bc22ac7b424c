"""Categories: read by all, arranged by administrators."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from ninja.errors import HttpError
from ninja.responses import Status

from accounts.api import ApiRequest
from core.access import is_admin
from core.answering import require
from core.api import Given, cleaned
from kb import actions
from kb.api.finding import category_at, read, write
from kb.forms import CategoryForm
from kb.models import Category

router = Router(tags=["Categories of articles"])


class CategoryOut(Schema):
    slug: str
    title: str
    description: str
    icon: str
    # the address of the one that it stands in
    parent: str | None
    # how many articles its person sees in it
    article_count: int

    @staticmethod
    def resolve_parent(category: Category) -> str | None:
        return category.parent.slug if category.parent else None

    @staticmethod
    def resolve_article_count(category: Any) -> int:
        return category.own_count


class CategoryIn(Given):
    title: str
    slug: str
    parent: str | None = None
    description: str = ""
    icon: str = "book-open"


@router.get(
    "/categories",
    auth=read,
    response=list[CategoryOut],
    url_name="categories",
    summary="List categories",
)
def categories(request: ApiRequest) -> Any:
    """All of them, in their order."""
    return list(_rows(request).order_by("position", "pk"))


@router.post(
    "/categories",
    auth=write,
    response={201: CategoryOut},
    url_name="new-category",
    summary="Make a category",
)
def new_category(request: ApiRequest, given: CategoryIn) -> Any:
    """For administrators, as all below. Its address is its key: made again it is
    refused.
    """
    require(is_admin(request.user))
    made = actions.create_category(by=request.user, **_clean(given, None))
    return Status(201, _rows(request).get(pk=made.pk))


@router.post(
    "/categories/{slug:slug}",
    auth=write,
    response=CategoryOut,
    url_name="edit-category",
    summary="Change a category",
)
def edit_category(request: ApiRequest, slug: str, given: CategoryIn) -> Any:
    """All of it: what is left out is as in a new one."""
    found = _found(request, slug)
    clean = _clean(given, _found(request, slug))  # the form writes on the other
    actions.change_category(found, by=request.user, **clean)
    return _rows(request).get(pk=found.pk)


@router.post(
    "/categories/{slug:slug}/raise",
    auth=write,
    response=CategoryOut,
    url_name="raise-category",
    summary="Move a category up",
)
def raise_category(request: ApiRequest, slug: str) -> Any:
    """One place among those that stand in the same one."""
    found = _found(request, slug)
    actions.raise_category(found, by=request.user)
    return found


@router.post(
    "/categories/{slug:slug}/lower",
    auth=write,
    response=CategoryOut,
    url_name="lower-category",
    summary="Move a category down",
)
def lower_category(request: ApiRequest, slug: str) -> Any:
    found = _found(request, slug)
    actions.lower_category(found, by=request.user)
    return found


@router.post(
    "/categories/{slug:slug}/delete",
    auth=write,
    response=CategoryOut,
    url_name="delete-category",
    summary="Delete a category",
)
def delete_category(request: ApiRequest, slug: str) -> Any:
    """An empty one; 409 where anything stands in it. The answer is what it was."""
    found = _found(request, slug)
    told = CategoryOut.from_orm(found)
    if not actions.delete_category(found, by=request.user):
        raise HttpError(409, "It holds articles or categories. Move them first.")
    return told


def _rows(request: ApiRequest) -> Any:
    rows = Category.objects.visible_to(request.user).with_counts(request.user)
    return rows.select_related("parent")


def _found(request: ApiRequest, slug: str) -> Category:
    require(is_admin(request.user))
    return get_object_or_404(_rows(request), slug=slug)


def _clean(given: CategoryIn, category: Category | None) -> dict[str, Any]:
    sent = given.dict()
    if given.parent is not None:
        parent = category_at(given.parent)
        sent["parent"] = parent.pk if parent else 0
    return cleaned(CategoryForm(sent, instance=category))
