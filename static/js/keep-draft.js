// <keep-draft url="…"><form>…</form></keep-draft>: what is typed into `body` and the boxes
// of a macro are kept on the server a few seconds later, and when the page is left.
const AFTER = 3000;
const KEPT = ["csrfmiddlewaretoken", "body", "macro", "changes"];

customElements.define(
  "keep-draft",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("input", this);
      this.addEventListener("submit", this);
      window.addEventListener("pagehide", this);
    }

    disconnectedCallback() {
      clearTimeout(this.timer);
      this.removeEventListener("input", this);
      this.removeEventListener("submit", this);
      window.removeEventListener("pagehide", this);
    }

    handleEvent(event) {
      if (event.type === "input") return this.later(event);
      if (event.type === "pagehide") return this.keep({ keepalive: true });
      // what is sent needs no draft, and what is under way must not outlive it
      this.stop();
      this.saving?.abort();
    }

    later(event) {
      if (!["body", "changes"].includes(event.target.name)) return;
      this.stop();
      this.timer = setTimeout(() => this.keep(), AFTER);
    }

    stop() {
      clearTimeout(this.timer);
      this.timer = null;
    }

    async keep(options = {}) {
      if (!this.timer) return;
      this.stop();
      const form = new FormData(this.querySelector("form"));
      const body = new FormData();
      for (const name of KEPT) {
        for (const value of form.getAll(name)) body.append(name, value);
      }
      this.saving = new AbortController();
      const headers = { "HX-Request": "true" };
      const signal = options.keepalive ? undefined : this.saving.signal;
      const sent = { method: "POST", body, headers, signal, redirect: "manual" };
      const answer = await fetch(this.getAttribute("url"), { ...sent, ...options }).catch(
        () => null,
      );
      const note = this.querySelector("[data-saved]");
      if (note && answer?.status === 204) note.hidden = false;
    }
  },
);
