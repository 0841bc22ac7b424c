// <relative-time><time datetime>the moment in full</time></relative-time>
const STEPS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", {
  numeric: "auto",
});
const shown = new Set();

function ago(seconds) {
  const [unit, length] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? [
    "second",
    1,
  ];
  if (unit === "second") return words.format(0, "second");
  return words.format(Math.trunc(seconds / length), unit);
}

setInterval(() => shown.forEach((element) => element.refresh()), 60_000);

customElements.define(
  "relative-time",
  class extends HTMLElement {
    connectedCallback() {
      this.time = this.querySelector("time");
      this.moment = Date.parse(this.time?.dateTime);
      if (Number.isNaN(this.moment)) return;
      this.time.title ||= this.time.textContent;
      shown.add(this);
      this.refresh();
    }

    disconnectedCallback() {
      shown.delete(this);
    }

    refresh() {
      this.time.textContent = ago((this.moment - Date.now()) / 1000);
    }
  },
);
