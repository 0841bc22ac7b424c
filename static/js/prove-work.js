// <prove-work data-challenge="url" data-name="field" data-src="script">: puts ALTCHA's
// widget into its form, which begins to work when somebody goes into the form. Where the
// browser cannot, or something fails, it goes away: the form works without a proof.
customElements.define(
  "prove-work",
  class extends HTMLElement {
    connectedCallback() {
      // on plain http from elsewhere than this machine there are no hashes
      if (!window.crypto?.subtle) return;
      const { src } = this.dataset;
      import(src).then(() => this.show()).catch(() => this.replaceChildren());
    }

    show() {
      const { challenge, name, label, verifying, verified } = this.dataset;
      const strings = { label, verifying, verified, waitAlert: "" };
      const widget = document.createElement("altcha-widget");
      const set = { challengeurl: challenge, name, auto: "onfocus" };
      Object.assign(set, { hidefooter: "true", hidelogo: "true" });
      for (const [key, value] of Object.entries(set)) widget.setAttribute(key, value);
      widget.setAttribute("strings", JSON.stringify(strings));
      for (const type of ["statechange", "verified"]) {
        widget.addEventListener(type, this);
      }
      // its box must be ticked, which the browser would tell her of
      this.addEventListener("invalid", this, { capture: true });
      this.append(widget);
    }

    handleEvent(event) {
      if (event.type === "invalid") return this.wait(event);
      if (event.type === "statechange") this.state = event.detail.state;
      if (this.state === "error") this.replaceChildren();
      if (event.type === "verified" || this.state === "error") this.go();
    }

    wait(event) {
      event.preventDefault();
      this.isSent = true;
      // filled in by the browser, she never went into the form
      if (this.state !== "verifying") this.firstElementChild.verify();
    }

    go() {
      if (!this.isSent) return;
      this.isSent = false;
      this.closest("form").requestSubmit();
    }
  },
);
