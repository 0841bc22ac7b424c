// <copy-anchor label="Copy link">…<h2 id>…</copy-anchor>: a link at each heading.
customElements.define(
  "copy-anchor",
  class extends HTMLElement {
    connectedCallback() {
      for (const heading of this.querySelectorAll(":is(h2, h3, h4)[id]")) {
        if (!heading.querySelector(".headerlink")) heading.append(this.link(heading));
      }
      this.addEventListener("click", this);
    }

    disconnectedCallback() {
      this.removeEventListener("click", this);
    }

    link(heading) {
      const link = document.createElement("a");
      link.className = "headerlink";
      link.href = `#${heading.id}`;
      link.textContent = "#";
      const label = this.getAttribute("label") ?? "Copy link";
      link.setAttribute("aria-label", `${label}: ${heading.textContent}`);
      return link;
    }

    handleEvent(event) {
      const link = event.target.closest(".headerlink");
      if (link) navigator.clipboard?.writeText(link.href).catch(() => {});
    }
  },
);
