// <keep-draft url="…" names="body changes macro"><form>…</form></keep-draft>: what is typed
// into these fields, without names into all, is kept on the server a few seconds later and
// when the page is left. What the server has to say stands in [data-answer], if there is one.
const AFTER = 3000;

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
      if (!this.keeps(event.target.name)) return;
      this.stop();
      this.timer = setTimeout(() => this.keep(), AFTER);
    }

    keeps(name) {
      return this.getAttribute("names")?.split(" ").includes(name) ?? true;
    }

    stop() {
      clearTimeout(this.timer);
      this.timer = null;
    }

    async keep(options = {}) {
      if (!this.timer) return;
      this.stop();
      const body = new FormData();
      for (const [name, value] of new FormData(this.querySelector("form"))) {
        const isKept = name === "csrfmiddlewaretoken" || this.keeps(name);
        if (isKept && !(value instanceof File)) body.append(name, value);
      }
      this.saving = new AbortController();
      const headers = { "HX-Request": "true" };
      const signal = options.keepalive ? undefined : this.saving.signal;
      const sent = { method: "POST", body, headers, signal, redirect: "manual" };
      const answer = await fetch(this.getAttribute("url"), { ...sent, ...options }).catch(
        () => null,
      );
      this.show("[data-saved]", Boolean(answer?.ok));
      this.show("[data-unsaved]", !answer?.ok && !signal?.aborted);
      if (answer?.status === 401) {
        this.dispatchEvent(new CustomEvent("login-ran-out", { bubbles: true }));
      }
      const place = this.querySelector("[data-answer]");
      const hasMore = answer?.ok || answer?.status === 409;
      if (place && hasMore) place.innerHTML = await answer.text();
    }

    show(selector, isShown) {
      const note = this.querySelector(selector);
      if (note) note.hidden = !isShown;
    }
  },
);
