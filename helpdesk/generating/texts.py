"""Texts of generated content: a limited set is rendered, and joined in many ways."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from random import Random
from typing import Any, Generic, TypeVar

from core.markdown import VERSION, render
from helpdesk.generating import words

Item = TypeVar("Item")

# paragraphs of each voice
POOL = 120
# sections that articles are made of
SECTIONS = 48


class Zipf(Generic[Item]):
    """Draws the first item most often, the second half as often, and so on."""

    def __init__(self, items: Sequence[Item], *, exponent: float = 1.0) -> None:
        self.items = items
        ranks = range(1, len(items) + 1)
        self.sums = list(accumulate(rank**-exponent for rank in ranks))

    def draw(self, rng: Random) -> Item:
        return self.items[bisect(self.sums, rng.random() * self.sums[-1])]


@dataclass(frozen=True)
class Text:
    body: str
    html: str
    toc: tuple[dict[str, Any], ...] = ()

    def fields(self) -> dict[str, Any]:
        """What a row with a Markdown body holds of it."""
        return {"body": self.body, "body_html": self.html, "body_version": VERSION}


def joined(parts: Sequence[Text]) -> Text:
    """Blocks of Markdown render alike alone and one after the other."""
    return Text(
        "\n\n".join(part.body for part in parts),
        "".join(part.html for part in parts),
        tuple(entry for part in parts for entry in part.toc),
    )


class Writer:
    """Writes all texts of one run; the same for the same `rng`."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.product = Zipf(words.PRODUCTS, exponent=0.8)
        self.failure = Zipf(words.FAILURES, exponent=0.8)
        self.moment = Zipf(words.MOMENTS, exponent=0.8)
        self.place = Zipf(words.PLACES, exponent=0.8)
        self.action = Zipf(words.ACTIONS, exponent=0.8)
        self.feeling = Zipf(words.FEELINGS, exponent=0.5)
        self.reason = Zipf(words.REASONS, exponent=0.8)
        self.questions = self._pool(self._question)
        self.answers = self._pool(self._answer)
        self.notes = self._pool(self._note)
        self.sections = [self._section(number) for number in range(1, SECTIONS + 1)]
        self.lengths = Zipf([1, 2, 3, 4])

    def title(self) -> str:
        rng = self.rng
        product, failure = self.product.draw(rng), self.failure.draw(rng)
        sentence = f"{product[0].upper()}{product[1:]} {failure}"
        return sentence if rng.random() < 0.4 else f"{sentence} {self._when()}"

    def guide_title(self) -> str:
        action, product = self.action.draw(self.rng), self.product.draw(self.rng)
        return f"{action[0].upper()}{action[1:]}: {product} {self._when()}"

    def question(self) -> Text:
        return joined([*self._some(self.questions), *self._fact()])

    def answer(self) -> Text:
        return joined(self._some(self.answers))

    def note(self) -> Text:
        return joined([*self._some(self.notes)[:2], *self._fact()])

    def article(self) -> Text:
        sections = self.rng.sample(self.sections, self.rng.randint(3, 8))
        return joined([*self._some(self.answers)[:1], *self._fact(), *sections])

    def _some(self, pool: Zipf[Text]) -> list[Text]:
        count = self.lengths.draw(self.rng)
        return [pool.draw(self.rng) for _ in range(count)]

    def _fact(self) -> list[Text]:
        """Rare words, as real texts hold: numbers of orders, codes of errors."""
        if self.rng.random() < 0.5:
            return []
        line = f"For your records: KH{self.rng.randrange(10**6):06}."
        return [Text(line, f"<p>{line}</p>")]

    def _pool(self, write: Any) -> Zipf[Text]:
        return Zipf([_rendered(write()) for _ in range(POOL)], exponent=0.5)

    def _question(self) -> str:
        rng = self.rng
        product, failure = self.product.draw(rng), self.failure.draw(rng)
        text = f"Hello, {product} {failure} {self._when()}. {self.feeling.draw(rng)}"
        if rng.random() < 0.3:
            text += f"\n\nI did this:\n\n- {self._step()}\n- {self._step()}"
        return text

    def _answer(self) -> str:
        rng = self.rng
        text = f"Often {self.reason.draw(rng)}. Please {self.action.draw(rng)},"
        text += f" then look at **{self.place.draw(rng)}**."
        if rng.random() < 0.4:
            steps = [f"{n}. {self._step()}" for n in range(1, rng.randint(3, 5))]
            text += "\n\nStep by step:\n\n" + "\n".join(steps)
        return f"{text}\n\n{self.feeling.draw(rng)}"

    def _note(self) -> str:
        rng = self.rng
        return f"Looks as if {self.reason.draw(rng)}. Seen {self._when()} as well."

    def _section(self, number: int) -> Text:
        rng = self.rng
        steps = [f"{n}. {self._step()}" for n in range(1, rng.randint(4, 8))]
        place = self.place.draw(rng)
        return _rendered(
            f"## {number:02} {place[0].upper()}{place[1:]}\n\n{self._answer()}\n\n"
            + "\n".join(steps)
            + f"\n\n> If {self.reason.draw(rng)}, write to us.\n\n"
            + f"{self.product.draw(rng).capitalize()} {self.failure.draw(rng)}"
            + f" {self._when()}: `code {rng.randrange(1000)}`."
        )

    def _step(self) -> str:
        step = self.action.draw(self.rng)
        return f"{step[0].upper()}{step[1:]} in {self.place.draw(self.rng)}"

    def _when(self) -> str:
        return self.moment.draw(self.rng)


def _rendered(body: str) -> Text:
    rendered = render(body)
    return Text(
        body, str(rendered.html), tuple(asdict(entry) for entry in rendered.toc)
    )
