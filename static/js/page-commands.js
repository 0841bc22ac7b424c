// <page-commands>: knows all that can be done on a page, and what it is called.
const FIELDS = "select, textarea, input:not([type=hidden], [name=tickets])";
const COMMANDS = `a[href], button, summary, ${FIELDS}, [data-command]`;
const NOT = `[popovertarget], [data-opens], [data-dismiss], .skip-link, .message__when,
  .queue__meta *, dialog *`;

function textOf(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("[aria-hidden=true]").forEach((each) => each.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function nameOf(element) {
  const given = element.dataset.command ?? element.getAttribute("aria-label");
  return given ?? textOf(element.labels?.[0] ?? element);
}

customElements.define(
  "page-commands",
  class extends HTMLElement {
    /** Pairs of a name and its element, each name once. */
    list() {
      const found = [...document.querySelectorAll(COMMANDS)];
      const able = found.filter((each) => !each.disabled && !each.matches(NOT));
      const named = new Map();
      for (const element of able) {
        const name = nameOf(element);
        const taken = named.has(name) ? this.apart(name, element) : name;
        if (taken && !named.has(taken)) named.set(taken, element);
      }
      return [...named.entries()];
    }

    /** Two of one name are told apart by what the second stands in. */
    apart(name, element) {
      const around = element.parentElement.closest("[data-command]")?.dataset.command;
      return around ? `${around}: ${name}` : name;
    }
  },
);
