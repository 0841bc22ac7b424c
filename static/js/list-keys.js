// <list-keys>a list</list-keys>: j and k walk its links, x ticks, / goes to search.
const LINKS = ".queue__link, .row__title";

customElements.define(
  "list-keys",
  class extends HTMLElement {
    connectedCallback() {
      document.addEventListener("keydown", this);
    }

    disconnectedCallback() {
      document.removeEventListener("keydown", this);
    }

    handleEvent(event) {
      const typing = event.target.closest("input, select, textarea, dialog, [popover]");
      const ticking = typing?.type === "checkbox";
      if (document.documentElement.dataset.keys === "off") return;
      if (document.querySelector("dialog[open]")) return;
      if ((typing && !ticking) || event.ctrlKey || event.metaKey || event.altKey) return;
      const acts = {
        j: () => this.walk(1),
        k: () => this.walk(-1),
        x: () => this.tick(),
        "/": () => this.search(),
      };
      if (!acts[event.key]) return;
      event.preventDefault();
      acts[event.key]();
    }

    get links() {
      return [...this.querySelectorAll(LINKS)];
    }

    get here() {
      const row = document.activeElement?.closest("tr, .row");
      return this.links.findIndex((link) => row?.contains(link));
    }

    walk(step) {
      const next = this.links[this.here < 0 ? 0 : this.here + step];
      next?.focus();
      next?.scrollIntoView({ block: "nearest" });
    }

    search() {
      const boxes = [...document.querySelectorAll("input[name=q]")];
      boxes.find((box) => box.checkVisibility())?.focus();
    }

    tick() {
      const row = this.links[this.here]?.closest("tr, .row");
      row?.querySelector("input[type=checkbox]")?.click();
    }
  },
);
