// <flash-message>…<button hidden data-dismiss></flash-message>: can be put away.
// <flash-message hidden data-on="event">…</flash-message>: stands there once that happened.
customElements.define(
  "flash-message",
  class extends HTMLElement {
    connectedCallback() {
      const { on } = this.dataset;
      if (on) document.addEventListener(on, () => (this.hidden = false));
      const button = this.querySelector("[data-dismiss]");
      if (!button) return;
      button.hidden = false;
      button.addEventListener("click", () => this.remove());
    }
  },
);
