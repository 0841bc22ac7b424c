// <confirm-dialog question confirm cancel><form>…</form></confirm-dialog> asks first.
customElements.define(
  "confirm-dialog",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("submit", this, { capture: true });
    }

    disconnectedCallback() {
      this.removeEventListener("submit", this, { capture: true });
    }

    handleEvent(event) {
      if (this.agreed) {
        this.agreed = false;
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      this.ask(event.target, event.submitter);
    }

    ask(form, submitter) {
      const dialog = document.createElement("dialog");
      dialog.className = "dialog";
      dialog.append(this.title(), this.buttons(submitter));
      dialog.setAttribute("aria-labelledby", "confirm-question");
      dialog.addEventListener("close", () => {
        dialog.remove();
        if (dialog.returnValue !== "yes") return;
        this.agreed = true;
        form.requestSubmit(submitter);
      });
      document.body.append(dialog);
      dialog.showModal();
    }

    title() {
      const title = document.createElement("h2");
      title.className = "dialog__title";
      title.id = "confirm-question";
      title.textContent = this.getAttribute("question");
      return title;
    }

    buttons(submitter) {
      const form = document.createElement("form");
      form.method = "dialog";
      form.className = "button-row";
      const kind = submitter?.classList.contains("button--danger");
      form.append(
        this.button("no", this.getAttribute("cancel"), "button"),
        this.button(
          "yes",
          this.getAttribute("confirm") ?? submitter?.textContent,
          `button button--primary${kind ? " button--danger" : ""}`,
        ),
      );
      return form;
    }

    button(value, text, css) {
      const button = document.createElement("button");
      Object.assign(button, { value, className: css, textContent: text ?? value });
      return button;
    }
  },
);
