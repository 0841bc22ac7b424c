// <paste-picture url="…"><form>…</form></paste-picture>: a picture that is pasted or
// dropped is kept by the server, shown as chosen, and stands in the text where it was.
customElements.define(
  "paste-picture",
  class extends HTMLElement {
    connectedCallback() {
      for (const name of ["paste", "drop", "dragover"]) this.addEventListener(name, this);
    }

    disconnectedCallback() {
      for (const name of ["paste", "drop", "dragover"]) this.removeEventListener(name, this);
    }

    handleEvent(event) {
      const area = event.target.closest("textarea");
      const data = event.clipboardData ?? event.dataTransfer;
      if (!area || !data) return;
      if (event.type === "dragover") {
        if (data.types.includes("Files")) event.preventDefault();
        return;
      }
      const pictures = [...data.files].filter(({ type }) => type.startsWith("image/"));
      if (!pictures.length) return;
      event.preventDefault();
      for (const picture of pictures) this.keep(picture, area);
    }

    async keep(picture, area) {
      const mark = `![${picture.name}…]()`;
      this.put(area, mark);
      const body = new FormData();
      body.set("csrfmiddlewaretoken", area.form.elements.csrfmiddlewaretoken.value);
      body.set("attachments", picture);
      const sent = { method: "POST", body, headers: { "HX-Request": "true" } };
      const answer = await fetch(this.getAttribute("url"), sent).catch(() => null);
      const isPart = answer?.ok || answer?.status === 422;
      const list = area.form.querySelector("[data-kept]");
      if (isPart) list.insertAdjacentHTML("beforeend", await answer.text());
      const written = answer?.ok ? list.lastElementChild.dataset.picture : "";
      this.replace(area, mark, written ?? "");
    }

    put(area, words) {
      area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }

    replace(area, mark, words) {
      const at = area.value.indexOf(mark);
      if (at < 0) return;
      area.setRangeText(words, at, at + mark.length, "preserve");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  },
);
