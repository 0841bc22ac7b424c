// <confirm-dialog question><form>…</form></confirm-dialog> asks before it sends; a
// button may bring its own question: data-confirm.
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
      const own = event.submitter?.dataset.confirm;
      const question = own ?? this.getAttribute("question");
      if (!question) return;
      event.preventDefault();
      event.stopPropagation();
      this.ask(question, event.target, event.submitter);
    }

    ask(question, form, submitter) {
      const dialog = document.createElement("dialog");
      dialog.className = "dialog";
      dialog.append(this.title(question), this.buttons(submitter));
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

    title(question) {
      const title = document.createElement("h2");
      title.className = "dialog__title";
      title.id = "confirm-question";
      title.textContent = question;
      return title;
    }

    buttons(submitter) {
      const form = document.createElement("form");
      form.method = "dialog";
      form.className = "button-row";
      const kind = submitter?.className.includes("--danger");
      form.append(
        this.button("no", document.body.dataset.cancel, "button"),
        this.button(
          "yes",
          submitter?.textContent.trim(),
          `button button--primary${kind ? " button--danger" : ""}`,
        ),
      );
      return form;
    }

    button(value, text, css) {
      const button = document.createElement("button");
      Object.assign(button, { value, className: css, textContent: text || value });
      return button;
    }
  },
);
