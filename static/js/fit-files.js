// <fit-files count="…" bytes="…" many="…" large="…"><input type="file"></fit-files>: says
// of too many or too large files what the server would, before they are sent to it.
customElements.define(
  "fit-files",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("change", this);
    }

    disconnectedCallback() {
      this.removeEventListener("change", this);
    }

    handleEvent() {
      const input = this.querySelector("input[type=file]");
      input.setCustomValidity(this.refusal([...input.files]));
      input.reportValidity();
    }

    refusal(files) {
      const kept = this.querySelectorAll("[data-kept] input:checked").length;
      if (files.length + kept > this.getAttribute("count")) return this.getAttribute("many");
      const large = files.find(({ size }) => size > this.getAttribute("bytes"));
      return large ? this.getAttribute("large").replace("%(name)s", () => large.name) : "";
    }
  },
);
