// <key-sheet><dialog>: all keys of the page, and the switch that turns them off.
customElements.define(
  "key-sheet",
  class extends HTMLElement {
    connectedCallback() {
      this.querySelector("[data-switch]").addEventListener("change", this);
    }

    open() {
      const off = document.documentElement.dataset.keys === "off";
      this.querySelector("[data-switch]").checked = !off;
      const keyed = [...document.querySelectorAll("[data-key]")];
      const rows = keyed.filter((each) => this.nameOf(each)).map((each) => this.row(each));
      this.querySelector("[data-here]").replaceChildren(...rows);
      this.querySelector("dialog").showModal();
    }

    row(element) {
      const row = document.createElement("div");
      const key = document.createElement("kbd");
      key.textContent = element.dataset.key.replace("ctrl ", "Ctrl+");
      row.append(document.createElement("dt"), document.createElement("dd"));
      row.firstChild.append(key);
      row.lastChild.textContent = this.nameOf(element);
      return row;
    }

    nameOf({ dataset, textContent }) {
      return (dataset.command ?? textContent).replace(/\s+/g, " ").trim();
    }

    handleEvent(event) {
      const keys = event.target.checked ? "on" : "off";
      document.documentElement.dataset.keys = keys;
      try {
        localStorage.setItem("keys", keys);
      } catch {
        // remembered for this page only
      }
    }
  },
);
