"""Some posts at a time, from what a file says to rows."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction

from activity.actions import history, record
from forums import events
from forums.actions.rows import count_topics
from forums.importing.bodies import body_of
from forums.importing.people import bring_people
from forums.importing.posts import post_said, report_held
from forums.importing.report import Report
from forums.importing.settling import settle
from forums.importing.sources import Written
from forums.importing.topics import (
    have_it_too,
    new_topic,
    tag,
    tags_of,
    title_of,
    topic_said,
)
from forums.importing.touched import touched
from forums.models import Forum, Post, Topic
from search.actions import reindex
from search.documents import registry


class Batches:
    """What one run has to remember from one batch to the next."""

    def __init__(self, forum: Forum, report: Report) -> None:
        self.forum, self.report = forum, report
        # by the keys of topics: what solved them, and whose askers owe an answer
        self.accepted: dict[str, str] = {}
        self.waiting: set[str] = set()
        self.seen: set[str] = set()
        self.solved: set[str] = set()

    def bring(self, posts: list[Written]) -> None:
        rows = [written for written in posts if self._is_new(written)]
        with transaction.atomic():
            changed = Batch(self, rows).write()
        topics = Topic.objects.filter(pk__in=changed)
        reindex(registry[Topic].for_index(topics))

    def topic_key(self, written: Written) -> str:
        return f"{self.forum.pk}:ask:{written.parent or written.key}"

    def post_key(self, written: Written) -> str:
        """A question and a reply may bear the same number."""
        if not written.parent:
            return self.topic_key(written)
        return self.reply_key(written.key)

    def reply_key(self, number: str) -> str:
        return f"{self.forum.pk}:reply:{number}"

    def _is_new(self, written: Written) -> bool:
        key = self.post_key(written)
        if key in self.seen:
            where = f"post {written.key}"
            self.report.lose("Twice in the file, the first was taken", where, "")
            return False
        self.seen.add(key)
        if not written.parent:
            self._remember(key, written)
        return True

    def _remember(self, key: str, written: Written) -> None:
        if written.accepted:
            self.accepted[key] = self.reply_key(written.accepted)
        if written.needs_info:
            self.waiting.add(key)


class Batch:
    def __init__(self, run: Batches, rows: list[Written]) -> None:
        self._run, self._report, self._rows = run, run.report, rows
        topics = Topic.objects.select_for_update(no_key=True).order_by("pk")
        found = topics.filter(source_key__in={run.topic_key(row) for row in rows})
        self._topics = {topic.source_key: topic for topic in found}
        self._shown = sum(topic.is_published for topic in found)
        posts = Post.objects.filter(source_key__in=[run.post_key(row) for row in rows])
        self._posts = {post.source_key: post for post in posts}
        self._touched = touched(self._topics.values(), self._posts.values())
        # keys of what is new, and of what was not as the file says
        self._new: set[str] = set()
        self._changed: set[str] = set()

    def write(self) -> set[int]:
        """The keys of the topics whose words are not what they were."""
        self._people, made = bring_people(self._rows, self._run.forum)
        self._report.people += made
        said = {self._run.post_key(row): self._post_said(row) for row in self._rows}
        asked = [row for row in self._rows if not row.parent]
        self._write_topics(asked, said)
        written = self._write_posts(said)
        self._tag(asked)
        self._settle()
        self._count()
        topics = self._topics
        changed = {topics[key].pk for key in topics.keys() & self._changed}
        return changed | {post.topic_id for post in written}

    def _post_said(self, row: Written) -> dict[str, Any]:
        post = self._posts.get(self._run.post_key(row))
        return post_said(row, body_of(row, self._report), post)

    def _write_topics(
        self, asked: list[Written], said: dict[str, dict[str, Any]]
    ) -> None:
        new = []
        for row in asked:
            key, by = self._run.topic_key(row), self._people[row.author.key]
            topic = self._topics.get(key)
            title = title_of(row, said[key]["body_html"], self._report)
            fields = topic_said(row, title, topic)
            if topic is None:
                topic = new_topic(self._run.forum, by, key, fields)
                self._topics[key] = topic
                new.append(topic)
            else:
                self._change(topic, fields, topic.pk in self._touched.topics)
        Topic.objects.bulk_create(new)
        have_it_too(new)

    def _write_posts(self, said: dict[str, dict[str, Any]]) -> list[Post]:
        new, changed, added = [], [], Counter[int]()
        for row in self._rows:
            key, by = self._run.post_key(row), self._people[row.author.key]
            topic, post = self._topics.get(self._run.topic_key(row)), None
            if topic is None:
                kind = "Replies to questions that are not there, left out"
                self._report.lose(kind, f"post {row.key}", f"to {row.parent}")
            elif post := self._posts.get(key):
                if self._change(post, said[key], post.pk in self._touched.posts):
                    changed.append(post)
            elif topic.merged_into_id:
                kind = "Replies to what was merged here since, left out"
                self._report.lose(kind, f"post {row.key}", topic.get_absolute_url())
            else:
                added[topic.pk] += 1
                number = topic.last_number + added[topic.pk]
                new.append(
                    Post(
                        topic=topic,
                        number=number,
                        author=by,
                        source_key=key,
                        **said[key],
                    )
                )
        Post.objects.bulk_create(new)
        report_held([*new, *changed])
        self._new = {post.source_key for post in new}
        for post in new:
            _record(post)
        return [*new, *changed]

    def _change(
        self, row: Topic | Post, fields: dict[str, Any], is_touched: bool
    ) -> bool:
        changed = [name for name in fields if getattr(row, name) != fields[name]]
        if changed and is_touched:
            kind = "Changed here since, left as it is"
            self._report.lose(kind, row.get_absolute_url(), ", ".join(changed))
        elif changed:
            for name in changed:
                setattr(row, name, fields[name])
            row.save(update_fields=changed)
            self._changed.add(row.source_key)
            return True
        return False

    def _tag(self, asked: list[Written]) -> None:
        topics = {self._topics[self._run.topic_key(row)].pk: row for row in asked}
        left = self._touched.topics
        taken = {pk: topics[pk] for pk in topics if pk not in left}
        changed = tag({pk: tags_of(row, self._report) for pk, row in taken.items()})
        self._changed |= {self._run.topic_key(topics[pk]) for pk in changed}

    def _settle(self) -> None:
        run, topics = self._run, self._topics
        accepted = {
            topic.pk: run.accepted[key]
            for key, topic in topics.items()
            if key in run.accepted
        }
        settle(
            topics.values(),
            accepted=accepted,
            waiting={topics[key].pk for key in topics.keys() & run.waiting},
            left=self._touched.topics
            | {topics[key].pk for key in topics.keys() - run.seen},
        )
        solved = (key for key in topics if topics[key].accepted_post_id)
        run.solved.update(run.accepted.keys() & solved)
        shown = sum(topic.is_published for topic in topics.values())
        if shown != self._shown:
            count_topics(run.forum.pk, shown - self._shown)

    def _count(self) -> None:
        report = self._report
        for row in self._rows:
            key = self._run.post_key(row)
            if key in self._new:
                report.created[row.what] += 1
                report.held += row.is_spam
            elif key in self._changed:
                report.changed[row.what] += 1
            elif key in self._posts:
                report.unchanged[row.what] += 1
        report.accepted = len(self._run.solved)


def _record(post: Post) -> None:
    """As if it had been written here then."""
    topic, by = post.topic, post.author
    with history(post.created_at):
        if not post.is_published:
            data = {"post": post.pk, "signals": ["imported"]}
            record(events.PostHeld, topic, by=None, related=post, data=data)
        elif post.is_opening:
            record(events.TopicOpened, topic.forum, by=by, related=topic)
        else:
            data = {"post": post.pk}
            record(events.PostAdded, topic, by=by, related=post, data=data)
