// <solve-or-send><form>…</form></solve-or-send>: of the buttons marked data-when="empty"
// and data-when="typed" the one is shown that fits what stands in the box.
customElements.define(
  "solve-or-send",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("input", this);
      this.handleEvent();
    }

    disconnectedCallback() {
      this.removeEventListener("input", this);
    }

    handleEvent() {
      const text = this.querySelector("textarea")?.value.trim();
      const files = this.querySelector("input[type=file]")?.files.length;
      for (const button of this.querySelectorAll("[data-when]")) {
        button.hidden = (button.dataset.when === "empty") === Boolean(text || files);
      }
    }
  },
);
