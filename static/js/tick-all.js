// <tick-all><a>…</a></tick-all> in the head of a table: a box in place of the link ticks
// every row, or none where all of them are.
customElements.define(
  "tick-all",
  class extends HTMLElement {
    connectedCallback() {
      this.table = this.closest("table");
      this.box = document.createElement("input");
      this.box.type = "checkbox";
      const link = this.querySelector("a");
      if (link) this.replaceChildren(this.labelled(link.textContent.trim()));
      this.table.addEventListener("change", this);
      this.say();
    }

    labelled(name) {
      const label = document.createElement("label");
      const text = document.createElement("span");
      Object.assign(label, { className: "queue__all", title: name });
      Object.assign(this.box.dataset, { key: "X", command: name });
      text.textContent = name;
      label.append(this.box, " ", text);
      return label;
    }

    disconnectedCallback() {
      this.table.removeEventListener("change", this);
    }

    get rows() {
      return [...this.table.querySelectorAll("tbody input[type=checkbox]")];
    }

    handleEvent({ target }) {
      if (target === this.box) {
        for (const row of this.rows) row.checked = this.box.checked;
      }
      this.say();
    }

    say() {
      const ticked = this.rows.filter((row) => row.checked).length;
      this.box.checked = ticked > 0 && ticked === this.rows.length;
      this.box.indeterminate = ticked > 0 && !this.box.checked;
    }
  },
);
