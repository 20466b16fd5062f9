// A timeline in lanes: drag, wheel, keys and buttons move and zoom it; what is planned is hollow, what is denied struck.
import { dateOf, dayNumber, inWords, isoOf } from "./days";

interface Lane {
  name: string;
}
interface Given {
  lane: number;
  first: string;
  last: string;
  text: string;
  status: string;
  href: string;
}
interface Entry extends Omit<Given, "first" | "last"> {
  first: number;
  last: number;
}

const SVG = "http://www.w3.org/2000/svg";
const GUTTER = 150; // for the names of lanes
const ROW = 13;
const HIGH = 10;
const MOST_ROWS = 12; // in a lane
const AXIS = 34;
const LEAST = 5; // pixels of a mark
const NARROWEST = 5; // days in view

function make<K extends keyof SVGElementTagNameMap>(name: K, attributes: Record<string, string | number>, parent?: Element): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  parent?.append(element);
  return element;
}

class Timeline {
  private readonly all: [number, number];
  private view: [number, number];
  private width = 0;

  constructor(
    private readonly box: HTMLElement,
    private readonly lanes: Lane[],
    private readonly entries: Entry[],
    private readonly language: string,
  ) {
    const first = Math.min(...entries.map((one) => one.first));
    const last = Math.max(...entries.map((one) => one.last));
    const room = Math.max(2, Math.round((last - first) * 0.02));
    this.all = [first - room, last + 1 + room];
    this.view = this.fromAddress() ?? this.all;
    this.listen();
    new ResizeObserver(() => this.draw()).observe(box);
    this.draw();
  }

  private fromAddress(): [number, number] | null {
    const match = /^#days=(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)$/.exec(location.hash);
    return match ? [dayNumber(match[1]!), dayNumber(match[2]!) + 1] : null;
  }

  private listen(): void {
    this.box.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
        if (sideways) this.move((event.deltaX / (this.width - GUTTER)) * (this.view[1] - this.view[0]));
        else this.zoom(Math.exp(event.deltaY / 400), this.dayAt(event.clientX));
      },
      { passive: false },
    );
    let held: { x: number; view: [number, number]; moved: boolean } | null = null;
    this.box.addEventListener("pointerdown", (event) => {
      held = { x: event.clientX, view: this.view, moved: false };
    });
    this.box.addEventListener("pointermove", (event) => {
      if (!held) return;
      const by = event.clientX - held.x;
      if (Math.abs(by) < 4 && !held.moved) return;
      if (!held.moved) this.box.setPointerCapture(event.pointerId);
      held.moved = true;
      const days = (by / (this.width - GUTTER)) * (held.view[1] - held.view[0]);
      this.show([held.view[0] - days, held.view[1] - days]);
    });
    this.box.addEventListener("pointerup", () => (held = null));
    this.box.addEventListener("pointercancel", () => (held = null));
    this.box.addEventListener("keydown", (event) => {
      const span = this.view[1] - this.view[0];
      const act: Record<string, () => void> = {
        ArrowLeft: () => this.move(-span / 8),
        ArrowRight: () => this.move(span / 8),
        "+": () => this.zoom(0.7),
        "=": () => this.zoom(0.7),
        "-": () => this.zoom(1.4),
        "0": () => this.show(this.all),
      };
      if (!act[event.key] || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      act[event.key]!();
    });
    for (const button of document.querySelectorAll<HTMLElement>("[data-zoom]")) {
      button.addEventListener("click", () => {
        if (button.dataset.zoom === "all") this.show(this.all);
        else this.zoom(button.dataset.zoom === "in" ? 0.6 : 1.6);
      });
    }
  }

  private dayAt(x: number): number {
    const left = this.box.getBoundingClientRect().left + GUTTER;
    return this.view[0] + ((x - left) / (this.width - GUTTER)) * (this.view[1] - this.view[0]);
  }

  private move(days: number): void {
    this.show([this.view[0] + days, this.view[1] + days]);
  }

  private zoom(by: number, around = (this.view[0] + this.view[1]) / 2): void {
    const span = Math.min(Math.max((this.view[1] - this.view[0]) * by, NARROWEST), (this.all[1] - this.all[0]) * 1.2);
    const share = (around - this.view[0]) / (this.view[1] - this.view[0]);
    this.show([around - span * share, around + span * (1 - share)]);
  }

  private show(view: [number, number]): void {
    this.view = view;
    const days = view === this.all ? "" : `#days=${isoOf(Math.round(view[0]))}/${isoOf(Math.round(view[1]))}`;
    history.replaceState(null, "", location.pathname + location.search + days);
    this.draw();
  }

  private x(day: number): number {
    return GUTTER + ((day - this.view[0]) / (this.view[1] - this.view[0])) * (this.width - GUTTER);
  }

  private ticks(): { at: number; text: string }[] {
    const days = this.view[1] - this.view[0];
    const wanted = Math.max(2, (this.width - GUTTER) / 110);
    const step = days / wanted;
    const ticks: { at: number; text: string }[] = [];
    const begin = dateOf(this.view[0]);
    if (step < 20) {
      const every = Math.max(1, Math.ceil(step));
      for (let day = Math.ceil(this.view[0] / every) * every; day < this.view[1]; day += every) {
        ticks.push({ at: day, text: inWords(day, this.language) });
      }
      return ticks;
    }
    const months = Math.max(1, Math.ceil(step / 30.4));
    const every = [1, 2, 3, 6, 12, 24, 60, 120].find((one) => one >= months) ?? 240;
    let at = new Date(Date.UTC(begin.getUTCFullYear(), 0, 1));
    while (at.getTime() / 86_400_000 < this.view[1]) {
      const day = Math.round(at.getTime() / 86_400_000);
      if (day >= this.view[0]) ticks.push({ at: day, text: inWords(day, this.language, every >= 12 ? { year: "numeric" } : { month: "short", year: "numeric" }) });
      at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + every, 1));
    }
    return ticks;
  }

  private draw(): void {
    this.width = this.box.clientWidth;
    if (!this.width) return;
    const svg = make("svg", { width: this.width, role: "presentation" });
    let top = AXIS;
    const grid = make("g", {}, svg);
    this.lanes.forEach((lane, number) => {
      const rows = this.drawLane(svg, number, top);
      const height = Math.max(rows, 1) * ROW + 12;
      const name = make("text", { class: "lane", x: GUTTER - 12, y: top + 17, "text-anchor": "end", direction: "ltr" }, svg);
      name.textContent = lane.name.length > 22 ? `${lane.name.slice(0, 21)}…` : lane.name;
      make("title", {}, name).textContent = lane.name;
      top += height;
      make("line", { class: "between", x1: 0, x2: this.width, y1: top, y2: top }, grid);
    });
    for (const { at, text } of this.ticks()) {
      const x = this.x(at);
      if (x < GUTTER || x > this.width - 64) continue;
      make("line", { class: "tick", x1: x, x2: x, y1: AXIS - 8, y2: top }, grid);
      make("text", { class: "when", x: x + 4, y: AXIS - 14, "text-anchor": "start", direction: "ltr" }, grid).textContent = text;
    }
    svg.setAttribute("height", String(top));
    this.box.replaceChildren(svg);
    this.box.dataset.ready = "yes";
  }

  /** Draw the entries of a lane in rows in which none hides another; gives the number of rows. */
  private drawLane(svg: SVGSVGElement, number: number, top: number): number {
    const ends: number[] = [];
    let hidden = 0;
    for (const entry of this.entries) {
      if (entry.lane !== number || entry.last + 1 < this.view[0] || entry.first > this.view[1]) continue;
      const left = Math.max(this.x(entry.first), GUTTER);
      const right = Math.max(Math.min(this.x(entry.last + 1), this.width), left + LEAST);
      let row = ends.findIndex((end) => end <= left);
      if (row < 0) row = ends.length;
      if (row >= MOST_ROWS) {
        hidden++;
        continue;
      }
      ends[row] = right + 2;
      const link = make("a", { href: entry.href, tabindex: -1 }, svg);
      const y = top + 6 + row * ROW;
      make("rect", { class: `entry ${entry.status}`, x: left, y, width: right - left, height: HIGH, rx: 2 }, link);
      if (entry.status === "denied") make("line", { class: "struck", x1: left - 1, x2: right + 1, y1: y + HIGH / 2, y2: y + HIGH / 2 }, link);
      const days = entry.first === entry.last ? inWords(entry.first, this.language) : `${inWords(entry.first, this.language)} – ${inWords(entry.last, this.language)}`;
      make("title", {}, link).textContent = `${entry.text}\n${days}`;
    }
    if (hidden) make("text", { class: "when", x: this.width - 4, y: top + 16, "text-anchor": "end", direction: "ltr" }, svg).textContent = `+${hidden}`;
    return Math.min(ends.length, MOST_ROWS);
  }
}

const box = document.getElementById("timeline");
if (box) {
  const data = JSON.parse(document.getElementById("entries")!.textContent!) as { lanes: Lane[]; entries: Given[]; language: string };
  const entries = data.entries
    .map((one) => ({ ...one, first: dayNumber(one.first), last: dayNumber(one.last) }))
    .sort((one, other) => one.first - other.first || one.last - other.last);
  new Timeline(box, data.lanes, entries, data.language);
}
