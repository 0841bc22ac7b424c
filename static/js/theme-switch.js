// <theme-switch><button>…</button></theme-switch>: light or dark, remembered here.
customElements.define(
  "theme-switch",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("click", this);
    }

    disconnectedCallback() {
      this.removeEventListener("click", this);
    }

    handleEvent() {
      const root = document.documentElement;
      const system = matchMedia("(prefers-color-scheme: dark)").matches
        ? "dark"
        : "light";
      const next = (root.dataset.theme ?? system) === "dark" ? "light" : "dark";
      root.dataset.theme = next;
      try {
        localStorage.setItem("theme", next);
      } catch {
        // remembered for this page only
      }
    }
  },
);
