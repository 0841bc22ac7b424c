// <sort-rows><ol><li>…<form>…</form></li>…</ol></sort-rows>: a row that is dragged
// elsewhere sends its own form with the `place` where it was dropped, counted from 0.
customElements.define(
  "sort-rows",
  class extends HTMLElement {
    connectedCallback() {
      for (const row of this.rows) row.draggable = Boolean(row.querySelector("form"));
      for (const name of ["dragstart", "dragover", "drop", "dragend"]) {
        this.addEventListener(name, this);
      }
    }

    disconnectedCallback() {
      for (const name of ["dragstart", "dragover", "drop", "dragend"]) {
        this.removeEventListener(name, this);
      }
    }

    get rows() {
      return [...this.querySelectorAll("li")];
    }

    handleEvent(event) {
      const row = event.target.closest?.("li");
      if (event.type === "dragstart") this.begin(row, event);
      if (!this.dragged) return;
      event.type === "dragstart" || event.preventDefault();
      if (event.type === "dragover" && row) this.show(row, event.clientY);
      if (event.type === "drop") this.send();
      if (event.type === "dragend") this.end();
    }

    begin(row, { dataTransfer }) {
      this.dragged = row;
      this.next = row.nextElementSibling;
      dataTransfer.effectAllowed = "move";
      // Firefox drags nothing without any
      dataTransfer.setData("text/plain", row.id);
    }

    show(row, y) {
      const { top, height } = row.getBoundingClientRect();
      if (row !== this.dragged) row[y < top + height / 2 ? "before" : "after"](this.dragged);
    }

    send() {
      const form = this.dragged.querySelector("form");
      const place = document.createElement("input");
      const value = this.rows.indexOf(this.dragged);
      form.append(Object.assign(place, { type: "hidden", name: "place", value }));
      this.dragged = null;
      form.submit();
    }

    end() {
      // dropped elsewhere: back to where it was
      this.next ? this.next.before(this.dragged) : this.querySelector("ol").append(this.dragged);
      this.dragged = null;
    }
  },
);
