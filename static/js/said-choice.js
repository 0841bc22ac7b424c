// <said-choice data-any="Any">: its button says what is chosen in the sheet that it opens.
customElements.define(
  "said-choice",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("change", this);
    }

    handleEvent() {
      const filled = [...this.querySelectorAll("input")].filter(
        (input) => input.value && (input.checked || input.type === "date"),
      );
      const said = filled.map((input) => this.word(input)).join(", ");
      this.querySelector(".chooser > span").textContent = said || this.dataset.any;
    }

    word(input) {
      const label = input.labels[0].textContent.trim();
      return input.type === "date" ? `${label} ${input.value}` : label;
    }
  },
);
