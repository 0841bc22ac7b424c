// <recent-articles address="/kb/articles/7-sync/" name="Sync"> shows which articles this
// browser opened before, and remembers the one that it names. No server learns of it.
const KEY = "recent-articles";
const AT_MOST = 6;

function before() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return kept.filter(([address]) => address.startsWith("/") && !address.startsWith("//"));
  } catch {
    return [];
  }
}

// the same article keeps its number when its title, and so its address, changes
const number = (address) => address.match(/\/articles\/(\d+)-/)?.[1];

customElements.define(
  "recent-articles",
  class extends HTMLElement {
    connectedCallback() {
      const address = this.getAttribute("address");
      const others = before().filter(([each]) => number(each) !== number(address ?? ""));
      this.show(others.slice(0, AT_MOST - 1));
      if (address) this.remember([[address, this.getAttribute("name")], ...others]);
    }

    show(articles) {
      const items = articles.map(([address, name]) => {
        const link = document.createElement("a");
        link.href = address;
        link.append(document.createElement("span"));
        link.firstChild.textContent = name;
        const item = document.createElement("li");
        item.append(link);
        return item;
      });
      this.querySelector("ul").replaceChildren(...items);
      this.hidden = !items.length;
    }

    remember(articles) {
      try {
        localStorage.setItem(KEY, JSON.stringify(articles.slice(0, AT_MOST)));
      } catch {
        // a browser that remembers nothing shows nothing
      }
    }
  },
);
