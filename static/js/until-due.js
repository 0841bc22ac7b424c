// <until-due due="2026-01-31T12:00:00Z">…</until-due>: goes when its moment has come.
customElements.define(
  "until-due",
  class extends HTMLElement {
    connectedCallback() {
      const left = new Date(this.getAttribute("due")) - Date.now();
      // a clock that is wrong must not take the button away at once
      if (left > 0) this.timer = setTimeout(() => this.remove(), left);
    }

    disconnectedCallback() {
      clearTimeout(this.timer);
    }
  },
);
