// <command-palette><dialog><input><ul>: every command that the page offers, by name.
customElements.define(
  "command-palette",
  class extends HTMLElement {
    connectedCallback() {
      this.dialog = this.querySelector("dialog");
      this.box = this.querySelector("input");
      this.list = this.querySelector("[role=listbox]");
      this.box.addEventListener("input", () => this.show());
      this.box.addEventListener("keydown", (event) => this.press(event));
      this.list.addEventListener("click", ({ target }) => {
        this.run([...this.list.children].indexOf(target.closest("[role=option]")));
      });
    }

    open() {
      this.commands = document.querySelector("page-commands").list();
      const around = ([, element]) => Number(!element.closest("main"));
      this.commands.sort((one, other) => around(one) - around(other));
      this.box.value = "";
      this.show();
      this.dialog.showModal();
    }

    show() {
      const words = this.box.value.toLowerCase().split(/\s+/);
      const fits = ([name]) => name && words.every((word) => name.toLowerCase().includes(word));
      this.shown = this.commands.filter(fits);
      this.list.replaceChildren(...this.shown.map((each, at) => this.row(each, at)));
      this.querySelector("[data-empty]").hidden = this.shown.length > 0;
      this.mark(0);
    }

    row([name, { dataset }], at) {
      const row = document.createElement("li");
      Object.assign(row, { id: `command-${at}`, className: "palette__row" });
      row.setAttribute("role", "option");
      row.append(name);
      if (dataset.key) {
        row.append(document.createElement("kbd"));
        row.lastChild.textContent = dataset.key;
      }
      return row;
    }

    mark(at) {
      const rows = [...this.list.children];
      this.at = rows.length ? (at + rows.length) % rows.length : 0;
      rows.forEach((row, one) => row.setAttribute("aria-selected", one === this.at));
      rows[this.at]?.scrollIntoView({ block: "nearest" });
      this.box.setAttribute("aria-activedescendant", rows[this.at]?.id ?? "");
    }

    press(event) {
      const step = { ArrowDown: 1, ArrowUp: -1, Enter: 0 }[event.key];
      if (step === undefined || event.isComposing) return;
      event.preventDefault();
      if (step) this.mark(this.at + step);
      else this.run(this.at);
    }

    run(at) {
      const [, element] = this.shown[at] ?? [];
      this.dialog.close();
      if (element) document.querySelector("desk-keys").activate(element);
    }
  },
);
