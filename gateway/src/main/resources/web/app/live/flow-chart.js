import { LitElement, html } from "lit";
import uPlot from "uplot";

const HEIGHT_PX = 190;

/** The line of waiting and talking. Drawn again with each board, and when the colours change with the scheme. */
class FlowChart extends LitElement {
  static properties = { history: { attribute: false }, version: { attribute: false } };

  #plot = null;
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #sizes = new ResizeObserver(() => this.#resize());

  constructor() {
    super();
    this.history = null;
    this.version = 0;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#dark.addEventListener("change", this.#again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#dark.removeEventListener("change", this.#again);
    this.#sizes.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
  }

  render() {
    return html`<div class="plot" role="img" aria-label=${this.#words()}></div>`;
  }

  firstUpdated() {
    this.#sizes.observe(this.#place);
    this.#again();
  }

  updated() {
    if (!this.#plot) return;
    const [min, max] = this.history.span;
    this.#plot.batch(() => {
      this.#plot.setData(this.history.columns, false);
      this.#plot.setScale("x", { min, max });
    });
  }

  get #place() {
    return this.querySelector(".plot");
  }

  #words() {
    const [, waiting, talking] = this.history.columns;
    return `Line chart of the last 30 minutes. Now ${waiting.at(-1) ?? 0} waiting, ${talking.at(-1) ?? 0} talking.`;
  }

  #again = () => {
    this.#plot?.destroy();
    this.#plot = new uPlot(this.#options(), this.history.columns, this.#place);
    this.updated();
  };

  #resize() {
    const width = this.#place.clientWidth;
    if (this.#plot && width > 0 && width !== this.#plot.width) this.#plot.setSize({ width, height: HEIGHT_PX });
  }

  #options() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const font = `12px ${style.getPropertyValue("--font").trim()}`;
    const axis = { stroke: colour("--ink-3"), font, grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false } };
    return {
      width: Math.max(200, this.#place.clientWidth),
      height: HEIGHT_PX,
      legend: { show: false },
      cursor: { show: false },
      padding: [10, 12, 0, 0],
      scales: { x: { time: true, auto: false }, y: { range: (plot, min, max) => [0, Math.max(4, Math.ceil(max * 1.15))] } },
      axes: [
        { ...axis, size: 28, space: 70, incrs: [60, 120, 300, 600, 1800], values: (plot, times) => times.map(clockTime), grid: { show: false } },
        { ...axis, size: 36, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] },
      ],
      series: [
        {},
        { stroke: colour("--warn"), width: 2, dash: [6, 4], points: { show: false } },
        { stroke: colour("--accent"), width: 2, fill: colour("--accent-soft"), points: { show: false } },
      ],
    };
  }
}

const clockTime = (seconds) => new Date(seconds * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

customElements.define("flow-chart", FlowChart);
