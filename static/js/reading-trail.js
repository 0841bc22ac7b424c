// <reading-trail reads="kb.article:7"></reading-trail> remembers, for this tab alone, that
// the page was opened; <reading-trail><input></reading-trail> says what was in the last hour.
const AN_HOUR = 3_600_000;
const AT_MOST = 10;

function lately() {
  try {
    const since = Date.now() - AN_HOUR;
    return JSON.parse(sessionStorage.getItem("read")).filter(([, at]) => at > since);
  } catch {
    return [];
  }
}

customElements.define(
  "reading-trail",
  class extends HTMLElement {
    connectedCallback() {
      const reads = this.getAttribute("reads");
      if (reads) this.remember(reads);
      else this.tell(lately().map(([thing]) => thing));
    }

    remember(reads) {
      const before = lately().filter(([thing]) => thing !== reads);
      const trail = [...before, [reads, Date.now()]].slice(-AT_MOST);
      try {
        sessionStorage.setItem("read", JSON.stringify(trail));
      } catch {
        // a browser that remembers nothing tells nothing
      }
    }

    tell(things) {
      this.querySelector("input").value = things.join(" ");
      this.querySelector("[data-told]").hidden = !things.length;
    }
  },
);
