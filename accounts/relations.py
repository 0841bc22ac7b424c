"""The rows that point to a person, whichever app they are of: walked, never listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from accounts.models import User

# Addresses are moved apart. What lets one in stays where it is: the survivor's counts.
# So does what marks her as a row of the demo.
APART = {
    "account.EmailAddress",
    "accounts.PersonMerge",
    "helpdesk.DemoRow",
    "mfa.Authenticator",
}
AT_ONCE = 500


@dataclass(frozen=True)
class Relation:
    model: type[models.Model]
    field: str
    # of what may point to anything: the field that says to what
    type_field: str = ""

    @property
    def key(self) -> str:
        return f"{self.model._meta.label}.{self.field}"

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    def rows(self, person: User) -> models.QuerySet[Any]:
        rows = self.model._base_manager.filter(**{self.field: person.pk})
        if self.type_field:
            people = ContentType.objects.get_for_model(User)
            return rows.filter(**{self.type_field: people})
        return rows

    def clashing(self, loser: User, survivor: User) -> set[Any]:
        """The loser's rows of which the survivor has the like, where one is all; and
        those that would lead from her to herself.
        """
        found = set()
        for others, condition in self._uniques():
            taken = set(self.rows(survivor).filter(condition).values_list(*others))
            hers = self.rows(loser).filter(condition).values_list("pk", *others)
            found |= {
                pk for pk, *rest in hers if tuple(rest) in taken and None not in rest
            }
            for each in relations_of(self.model):
                if each.field in others:
                    both = self.rows(loser) & each.rows(survivor)
                    found |= set(both.values_list("pk", flat=True))
        return found

    def _uniques(self) -> Iterator[tuple[list[str], Q]]:
        """What else than the person must differ, and among which rows."""
        meta = self.model._meta
        together = [(tuple(names), Q()) for names in meta.unique_together]
        for each in meta.constraints:
            if isinstance(each, models.UniqueConstraint):
                together.append((tuple(each.fields), each.condition or Q()))
        if getattr(meta.get_field(self.field), "unique", False):
            together.append(((self.field,), Q()))
        for names, condition in together:
            if self.field in names:
                yield [name for name in names if name != self.field], condition


def relations() -> list[Relation]:
    """All that move when two people become one."""
    named = [
        Relation(each.related_model, each.field.name)
        for each in User._meta.get_fields(include_hidden=True)
        if isinstance(each, models.ManyToOneRel)
    ]
    generic = [
        Relation(model, field.fk_field, field.ct_field)
        for model in apps.get_models()
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    ]
    return [each for each in named + generic if each.model._meta.label not in APART]


def relations_of(model: type[models.Model]) -> list[Relation]:
    return [each for each in relations() if each.model is model]


def moves_of(person: User) -> list[tuple[str, int]]:
    """What would move, as people call it, and how much of it."""
    counts: dict[str, int] = {}
    for relation in relations():
        if count := relation.rows(person).count():
            counts[relation.label] = counts.get(relation.label, 0) + count
    return list(counts.items())


def point(key: str, pks: list[Any], *, of: User, to: User) -> None:
    """Those of these rows that are still hers."""
    relation = next(each for each in relations() if each.key == key)
    for start in range(0, len(pks), AT_ONCE):
        some = relation.rows(of).filter(pk__in=pks[start : start + AT_ONCE])
        some.update(**{relation.field: to.pk})
