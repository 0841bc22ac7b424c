// <toc-follow><nav>links to headings</nav></toc-follow>: marks the one being read.
customElements.define(
  "toc-follow",
  class extends HTMLElement {
    connectedCallback() {
      this.links = new Map();
      this.observer = new IntersectionObserver(
        (entries) => this.mark(entries.find((entry) => entry.isIntersecting)),
        { rootMargin: "-12% 0px -72% 0px" },
      );
      for (const link of this.querySelectorAll("a[href^='#']")) {
        const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
        if (!heading) continue;
        this.links.set(heading, link);
        this.observer.observe(heading);
      }
    }

    disconnectedCallback() {
      this.observer?.disconnect();
    }

    mark(entry) {
      if (!entry) return;
      for (const [heading, link] of this.links) {
        if (heading === entry.target) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }
  },
);
