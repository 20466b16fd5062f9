// The article's text in the browser. Records count Unicode code points, browsers UTF-16 units: conversion happens here
// and nowhere else. Nothing is ever wrapped around letters, since that would break their joining.

export type Span = readonly [number, number];

interface Line {
  start: number; // code points
  length: number; // code points
  node: Text;
  units: Uint32Array; // UTF-16 offset of each code point, and of the end
}

function unitsOf(text: string): Uint32Array {
  const units: number[] = [];
  let at = 0;
  for (const character of text) {
    units.push(at);
    at += character.length;
  }
  units.push(at);
  return Uint32Array.from(units);
}

export class ArticleText {
  private readonly lines: Line[] = [];

  constructor(readonly element: HTMLElement) {
    for (const line of element.querySelectorAll<HTMLElement>("[data-start]")) {
      const node = line.firstChild;
      if (!(node instanceof Text)) continue;
      const units = unitsOf(node.data);
      this.lines.push({ start: Number(line.dataset.start), length: units.length - 1, node, units });
    }
  }

  /** The words of a span; what lies between lines is passed over. */
  range([start, end]: Span): Range | null {
    const first = this.lines.find((line) => start < line.start + line.length);
    const last = this.lines.findLast((line) => end > line.start);
    if (!first || !last || first.start > last.start) return null;
    const range = document.createRange();
    range.setStart(first.node, first.units[Math.max(0, start - first.start)]!);
    range.setEnd(last.node, last.units[Math.min(last.length, end - last.start)]!);
    return range;
  }

  /** The offset, in code points of the article, of a place in the document. */
  offset(node: Node, units: number): number | null {
    const line = this.lines.find((one) => one.node === node);
    if (line) {
      let at = line.units.findIndex((unit) => unit >= units);
      if (at < 0) at = line.length;
      return line.start + at;
    }
    // A selection may begin or end on an element: before its first line, or behind its last.
    if (!this.element.contains(node) && node !== this.element) return null;
    const edge = node.childNodes[units];
    if (edge) {
      const next = this.lines.find((one) => edge.contains(one.node) || (edge.compareDocumentPosition(one.node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
      if (next) return next.start;
    }
    const before = this.lines.findLast((one) => node.contains(one.node) || (node.compareDocumentPosition(one.node) & Node.DOCUMENT_POSITION_PRECEDING) !== 0);
    return before ? before.start + before.length : null;
  }

  /** The offset under the pointer, if there is a letter. */
  at(x: number, y: number): number | null {
    const old = document as Document & { caretRangeFromPoint?: (x: number, y: number) => Range | null };
    if (document.caretPositionFromPoint) {
      const caret = document.caretPositionFromPoint(x, y);
      return caret ? this.offset(caret.offsetNode, caret.offset) : null;
    }
    const range = old.caretRangeFromPoint?.(x, y);
    return range ? this.offset(range.startContainer, range.startOffset) : null;
  }

  /** The characters of a span. */
  words([start, end]: Span): string {
    return this.lines
      .map((line) => [...line.node.data].slice(Math.max(0, start - line.start), Math.max(0, end - line.start)).join(""))
      .filter(Boolean)
      .join("\n");
  }

  get end(): number {
    const last = this.lines.at(-1);
    return last ? last.start + last.length : 0;
  }
}

/** Scroll a box, if it scrolls, so that a range in it can be seen. */
export function reveal(range: Range, box: HTMLElement): void {
  const words = range.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  const scrolls = box.scrollHeight > box.clientHeight + 1;
  const top = scrolls ? Math.max(frame.top, 0) : 0;
  const bottom = scrolls ? Math.min(frame.bottom, innerHeight) : innerHeight;
  if (words.top >= top && words.bottom <= bottom) return;
  const by = words.top - top - (bottom - top) / 3;
  (scrolls ? box : window).scrollBy({ top: by, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth" });
}
