// <shown-when data-field="name" data-value="…">…</shown-when>: shown only while that
// field of its form has that value, or any where none is named. One that is hidden
// itself counts as empty. Without scripts all are shown with the condition in words.
customElements.define(
  "shown-when",
  class extends HTMLElement {
    connectedCallback() {
      this.form = this.closest("form");
      this.form.addEventListener("input", this);
      this.querySelector(".field__condition").hidden = true;
      this.handleEvent();
    }

    disconnectedCallback() {
      this.form.removeEventListener("input", this);
    }

    handleEvent() {
      const wanted = this.dataset.value;
      const value = this.value();
      const hide = !value || Boolean(wanted && value !== wanted);
      if (hide === this.hidden) return;
      this.hidden = hide;
      // others may hang on what is inside
      this.form.dispatchEvent(new Event("input"));
    }

    value() {
      const field = this.form.elements.namedItem(this.dataset.field);
      if (!field || field.closest("shown-when")?.hidden) return "";
      if (field.type === "checkbox") return field.checked ? "on" : "";
      return field.value.trim();
    }
  },
);
