// Marks in the text and records beside it, each lighting the other.
import { ArticleText, reveal, type Span } from "./text";

export interface Mark {
  layer: string;
  id: string;
  span: Span;
  main: boolean;
}

const REMEMBERED = "mahdar-layers";
const MATCHED = "lit";

export class Marking {
  readonly text: ArticleText;
  private shown = new Set<string>();
  private lit: string | null = null;

  constructor(
    element: HTMLElement,
    private marks: Mark[],
    private readonly paper: HTMLElement,
  ) {
    this.text = new ArticleText(element);
    this.readLayers();
    element.addEventListener("mousemove", (event) => this.underPointer(event));
    element.addEventListener("mouseleave", () => this.light(null));
    element.addEventListener("click", (event) => this.open(event));
    this.bindRecords(document);
  }

  /** Let records light their words; called again for records that were loaded later. */
  bindRecords(root: ParentNode): void {
    for (const record of root.querySelectorAll<HTMLElement>(".record[data-id]")) {
      const id = record.dataset.id!;
      record.addEventListener("mouseenter", () => this.light(id));
      record.addEventListener("mouseleave", () => this.light(null));
      record.addEventListener("focusin", () => this.light(id, true));
    }
  }

  /** Take other marks, and records that were loaded anew. */
  renew(marks: Mark[]): void {
    this.marks = marks;
    this.lit = null;
    CSS.highlights.delete(MATCHED);
    this.showLayers([...document.querySelectorAll<HTMLInputElement>(".layers input")]);
    this.bindRecords(document.getElementById("records")!);
  }

  private readLayers(): void {
    const boxes = [...document.querySelectorAll<HTMLInputElement>(".layers input")];
    const kept = localStorage.getItem(REMEMBERED)?.split(" ");
    for (const box of boxes) {
      if (kept) box.checked = kept.includes(box.value);
      box.addEventListener("change", () => this.showLayers(boxes));
    }
    this.showLayers(boxes);
  }

  private showLayers(boxes: HTMLInputElement[]): void {
    this.shown = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    localStorage.setItem(REMEMBERED, [...this.shown].join(" "));
    for (const { value } of boxes) {
      const ranges = this.shown.has(value) ? this.rangesOf((mark) => mark.layer === value) : [];
      CSS.highlights.set(`layer-${value}`, new Highlight(...ranges));
    }
  }

  private rangesOf(wanted: (mark: Mark) => boolean): Range[] {
    return this.marks.filter(wanted).flatMap((mark) => this.text.range(mark.span) ?? []);
  }

  /** Light a record and its words. */
  light(id: string | null, scroll = false): void {
    if (id === this.lit && !scroll) return;
    this.lit = id;
    for (const record of document.querySelectorAll(`.record.${MATCHED}`)) record.classList.remove(MATCHED);
    const ranges = id ? this.rangesOf((mark) => mark.id === id) : [];
    const lit = new Highlight(...ranges);
    lit.priority = 10;
    CSS.highlights.set(MATCHED, lit);
    if (!id) return;
    for (const record of document.querySelectorAll(`.record[data-id="${id}"]`)) record.classList.add(MATCHED);
    const main = this.marks.find((mark) => mark.id === id && mark.main);
    const range = main && this.text.range(main.span);
    if (scroll && range) reveal(range, this.paper);
  }

  /** The narrowest shown mark at an offset. */
  markAt(offset: number): Mark | undefined {
    return this.marks
      .filter((mark) => this.shown.has(mark.layer) && mark.span[0] <= offset && offset < mark.span[1])
      .sort((one, other) => one.span[1] - one.span[0] - (other.span[1] - other.span[0]))[0];
  }

  private underPointer(event: MouseEvent): void {
    const offset = this.text.at(event.clientX, event.clientY);
    this.light((offset !== null && this.markAt(offset)?.id) || null);
  }

  private open(event: MouseEvent): void {
    if (!getSelection()?.isCollapsed) return;
    const offset = this.text.at(event.clientX, event.clientY);
    const mark = offset === null ? undefined : this.markAt(offset);
    const record = mark && document.querySelector<HTMLElement>(`.record[data-id="${mark.id}"]`);
    record?.scrollIntoView({ block: "nearest" });
    record?.focus({ preventScroll: true });
  }
}

export function readMarks(): Mark[] {
  return JSON.parse(document.getElementById("marks")?.textContent ?? "[]") as Mark[];
}

export function startMarking(): Marking | null {
  const element = document.getElementById("text");
  // A browser without the Highlight API shows text and records all the same.
  if (!element || !("highlights" in CSS)) return null;
  const marking = new Marking(element, readMarks(), element.closest<HTMLElement>(".paper") ?? element);
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.dataset.id) target.focus();
  document.documentElement.dataset.marked = "yes";
  return marking;
}
