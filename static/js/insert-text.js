// <insert-text><div data-picker>…</div></insert-text>: a button named `insert` in it
// puts its value where the caret stands in its form's `body`, instead of sending it.
customElements.define(
  "insert-text",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("click", this);
    }

    disconnectedCallback() {
      this.removeEventListener("click", this);
    }

    handleEvent(event) {
      const button = event.target.closest("button");
      if (button?.name === "insert") {
        event.preventDefault();
        this.insert(button.form.elements.body, button.value);
      } else if (!button?.hasAttribute("data-dismiss")) return;
      this.querySelector("[data-picker]").replaceChildren();
    }

    insert(area, words) {
      const { selectionStart, selectionEnd, value } = area;
      const space = /\S$/.test(value.slice(0, selectionStart)) ? " " : "";
      area.setRangeText(`${space}${words} `, selectionStart, selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
      area.focus();
    }
  },
);
