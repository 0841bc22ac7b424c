// <desk-keys>: a key does what the element with that data-key does; Ctrl+Enter sends
// the form one types in, Ctrl+K opens the palette. "g m" is two keys, one by one.
const TYPING =
  "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]";
const OPEN = "dialog[open], [popover]:popover-open";
const FIELDS = "textarea, select, input:not([type=hidden]), button, summary, a";
const SECOND_KEY_WITHIN = 1500;

customElements.define(
  "desk-keys",
  class extends HTMLElement {
    connectedCallback() {
      this.stop = new AbortController();
      const { signal } = this.stop;
      document.addEventListener("keydown", (event) => this.press(event), { signal });
      document.addEventListener("click", (event) => this.open(event), { signal });
    }

    disconnectedCallback() {
      this.stop.abort();
    }

    press(event) {
      const withControl = event.ctrlKey || event.metaKey;
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      if (withControl && event.key === "Enter") return this.send(event);
      if (document.querySelector(OPEN)) return;
      const found = withControl ? this.find(`ctrl ${event.key}`) : this.single(event);
      if (!found) return;
      event.preventDefault();
      this.activate(found);
    }

    single(event) {
      const field = event.target.closest(TYPING);
      if (field && event.key === "Escape") field.blur();
      if (field || document.documentElement.dataset.keys === "off") return null;
      const isSecond = event.timeStamp - this.first < SECOND_KEY_WITHIN;
      this.first = !isSecond && event.key === "g" ? event.timeStamp : undefined;
      return this.find(isSecond ? `g ${event.key}` : event.key);
    }

    find(key) {
      return document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    }

    activate(found) {
      if (this.focusHash(found.hash)) return;
      if (found.matches("a, button, summary, [type=checkbox]")) return found.click();
      const closed = found.closest("details");
      if (closed) closed.open = true;
      const fields = [found, ...found.querySelectorAll(FIELDS)];
      fields.find((one) => one.matches(FIELDS) && one.checkVisibility())?.focus();
    }

    focusHash(hash) {
      const field = hash?.startsWith("#id_") && document.getElementById(hash.slice(1));
      if (field) field.focus();
      return field;
    }

    send(event) {
      const form = event.target.form ?? event.target.closest("form");
      if (!form || !event.target.matches("textarea, input")) return;
      event.preventDefault();
      // a button with an address of its own saves a draft, and sends nothing
      const last = "[type=submit]:not([formaction])";
      const buttons = ["[data-send]", ".button--primary[type=submit]", last];
      const found = buttons.map((each) => form.querySelector(each)).find(Boolean);
      form.requestSubmit(found);
    }

    open(event) {
      const button = event.target.closest("[data-opens]");
      button?.closest("[popover]")?.hidePopover();
      if (button) document.querySelector(button.dataset.opens)?.open();
    }
  },
);
