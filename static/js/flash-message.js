// <flash-message>…<button hidden data-dismiss></flash-message>: can be put away.
customElements.define(
  "flash-message",
  class extends HTMLElement {
    connectedCallback() {
      const button = this.querySelector("[data-dismiss]");
      if (!button) return;
      button.hidden = false;
      button.addEventListener("click", () => this.remove());
    }
  },
);
