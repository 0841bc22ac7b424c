// <auto-grow><textarea></textarea></auto-grow>: the box grows with what is typed.
customElements.define(
  "auto-grow",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("input", this);
      this.handleEvent();
    }

    disconnectedCallback() {
      this.removeEventListener("input", this);
    }

    handleEvent() {
      const area = this.querySelector("textarea");
      if (!area || area.scrollHeight <= area.clientHeight) return;
      const most = window.innerHeight * 0.7;
      const borders = area.offsetHeight - area.clientHeight;
      area.style.blockSize = `${Math.min(area.scrollHeight + borders, most)}px`;
    }
  },
);
