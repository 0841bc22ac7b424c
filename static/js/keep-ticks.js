// <keep-ticks>a list that htmx swaps</keep-ticks>: what was ticked and focused stays so.
customElements.define(
  "keep-ticks",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("focusin", this);
      this.addEventListener("htmx:beforeSwap", this);
      this.addEventListener("htmx:afterSwap", this);
    }

    handleEvent({ type, target }) {
      if (type === "focusin" && target.closest("tr")) this.row = target.id;
      if (type === "htmx:beforeSwap") this.ticked = this.boxes.filter((box) => box.checked);
      if (type === "htmx:afterSwap") this.restore();
    }

    get boxes() {
      return [...this.querySelectorAll("tbody input[type=checkbox]")];
    }

    restore() {
      const ticked = new Set(this.ticked?.map((box) => box.value));
      for (const box of this.boxes) box.checked = ticked.has(box.value);
      this.querySelector("tick-all")?.say();
      const row = this.row && document.getElementById(this.row);
      const wasHere = this.contains(document.activeElement);
      if (row && (wasHere || document.activeElement === document.body)) row.focus();
    }
  },
);
