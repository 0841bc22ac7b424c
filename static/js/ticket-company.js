// <ticket-company><form hx-post="…"></form></ticket-company>: what the form tells while
// the page is open: that one writes, reads, or has done nothing for five minutes.
const WRITES_FOR = 30_000;
const IDLE_AFTER = 300_000;
const SIGNS = ["pointermove", "pointerdown", "keydown", "wheel"];

customElements.define(
  "ticket-company",
  class extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector("form");
      this.sign = Date.now();
      this.stop = new AbortController();
      const options = { signal: this.stop.signal, passive: true };
      for (const type of SIGNS) {
        document.addEventListener(type, () => (this.sign = Date.now()), options);
      }
      document.addEventListener("input", (event) => this.write(event), options);
      window.addEventListener("pagehide", () => this.leave(), options);
      this.addEventListener("htmx:configRequest", (event) => this.tell(event), options);
      this.addEventListener("htmx:beforeSwap", (event) => this.compare(event), options);
    }

    disconnectedCallback() {
      this.stop.abort();
    }

    get state() {
      const now = Date.now();
      if (now - this.wrote < WRITES_FOR) return "writing";
      return now - this.sign < IDLE_AFTER ? "viewing" : "idle";
    }

    write({ target }) {
      if (target.name !== "body") return;
      this.wrote = target.value.trim() ? Date.now() : 0;
      // the others should know at once, and once is enough
      if (this.state !== this.told) this.form.dispatchEvent(new Event("told"));
    }

    tell({ target, detail }) {
      if (target === this.form) this.told = detail.parameters.state = this.state;
    }

    compare({ detail }) {
      // what says the same is not read out again
      if (detail.requestConfig.elt !== this.form) return;
      detail.shouldSwap &&= detail.serverResponse !== this.heard;
      this.heard = detail.serverResponse;
    }

    leave() {
      const body = new FormData(this.form);
      body.set("state", "left");
      const headers = { "HX-Request": "true" };
      fetch(this.form.action, { method: "POST", body, headers, keepalive: true });
    }
  },
);
