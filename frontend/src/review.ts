// Reviewing by mouse and by keys: select words, snapped to words and to the small ones written onto them; go from event
// to event; accept, reject, correct, undo, add.
import { type Marking, readMarks, startMarking } from "./marking";
import type { Span } from "./text";

interface Word {
  start: number;
  end: number;
  inner: number[];
}

const words = JSON.parse(document.getElementById("words")?.textContent ?? "[]") as Word[];
const element = document.getElementById("text")!;
const records = document.getElementById("records")!;
const shown = document.getElementById("selection")!;
const marking: Marking | null = startMarking();
let selected: Span | null = null;

// ── selecting ────────────────────────────────────────────────────────────────

/** Widen or narrow a raw selection to whole words; it may begin behind a clitic, where the selection does. */
export function snapped(raw: Span): Span | null {
  const inside = words.filter((word) => word.end > raw[0] && word.start < raw[1]);
  const first = inside[0];
  const last = inside.at(-1);
  if (!first || !last) return null;
  const start = [first.start, ...first.inner].filter((at) => at <= Math.max(raw[0], first.start)).at(-1)!;
  return [start, last.end];
}

function choose(span: Span | null): void {
  selected = span;
  const range = span && marking?.text.range(span);
  const highlight = new Highlight(...(range ? [range] : []));
  highlight.priority = 20;
  CSS.highlights.set("chosen", highlight);
  shown.hidden = !span;
  const quote = span ? (marking?.text.words(span) ?? "") : "";
  shown.querySelector("q")!.textContent = quote;
  fill(document, quote);
}

/** Put the selection into every form that needs it. */
function fill(root: ParentNode, quote = selected ? (marking?.text.words(selected) ?? "") : ""): void {
  for (const field of root.querySelectorAll<HTMLInputElement>('input[name="start"]')) field.value = selected ? String(selected[0]) : "";
  for (const field of root.querySelectorAll<HTMLInputElement>('input[name="end"]')) field.value = selected ? String(selected[1]) : "";
  for (const field of root.querySelectorAll(".chosen-words")) field.textContent = quote;
}

element.addEventListener("mouseup", () => {
  const selection = getSelection();
  if (!marking || !selection || selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const start = marking.text.offset(range.startContainer, range.startOffset);
  const end = marking.text.offset(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return;
  choose(snapped([start, end]));
  selection.removeAllRanges();
});

let anchor = 0; // word at which a selection by keys began
let cursor = -1;
element.addEventListener("keydown", (event) => {
  // In Arabic the next word is on the left.
  const step: Record<string, number> = { ArrowLeft: 1, ArrowRight: -1, ArrowDown: 8, ArrowUp: -8, Home: -words.length, End: words.length };
  if (event.key === "Escape") choose(null);
  const by = step[event.key];
  if (by === undefined || !words.length) return;
  event.preventDefault();
  cursor = Math.min(Math.max(cursor + by, 0), words.length - 1);
  if (!event.shiftKey) anchor = cursor;
  const [low, high] = [Math.min(anchor, cursor), Math.max(anchor, cursor)];
  choose([words[low]!.start, words[high]!.end]);
});

// ── going and deciding by keys ───────────────────────────────────────────────

function events(): HTMLElement[] {
  return [...records.querySelectorAll<HTMLElement>(".record.event")];
}

function current(): HTMLElement | null {
  return (document.activeElement?.closest<HTMLElement>(".record.event") ?? null) || null;
}

function go(by: number): void {
  const all = events();
  const here = current();
  const at = here ? all.indexOf(here) + by : by > 0 ? 0 : all.length - 1;
  const next = all[Math.min(Math.max(at, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const KEYS: Record<string, () => void> = {
  j: () => go(1),
  k: () => go(-1),
  a: () => current()?.querySelector<HTMLButtonElement>('[data-do="accept"]')?.click(),
  x: () => current()?.querySelector<HTMLButtonElement>('[data-do="reject"]')?.click(),
  u: () => (current() ?? records).querySelector<HTMLButtonElement>(".undo")?.click(),
  c: () => {
    const box = current()?.querySelector("details");
    if (!box) return;
    box.open = true;
    box.querySelector<HTMLElement>("select, input:not([type=hidden])")?.focus();
  },
  n: () => {
    const box = document.getElementById("adding") as HTMLDetailsElement;
    box.open = true;
    box.querySelector<HTMLElement>("select")?.focus();
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if ((event.target as HTMLElement).closest("input, textarea, select")) return;
  // A keyboard with Arabic letters has these keys in the same places.
  const key = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key;
  const act = KEYS[key];
  if (!act) return;
  event.preventDefault();
  act();
});

// ── after a decision ─────────────────────────────────────────────────────────

let last: string | null = null;
records.addEventListener("submit", (event) => {
  const by = (event.target as HTMLFormElement).closest<HTMLElement>(".record")?.querySelector<HTMLInputElement>('.verdicts input[name="by"]');
  const hidden = (event.target as HTMLFormElement).querySelector<HTMLInputElement>('.correction > input[name="by"]');
  if (by && hidden) hidden.value = by.value;
}, true);
records.addEventListener("focusin", (event) => {
  last = (event.target as HTMLElement).closest<HTMLElement>(".record.event")?.dataset.id ?? last;
});
new MutationObserver(() => {
  marking?.renew(readMarks());
  fill(records);
  // What had the focus was replaced: go on where the person was, or at the next if that is gone.
  if (last && !records.contains(document.activeElement)) (document.getElementById(last) ?? events()[0])?.focus({ preventScroll: true });
}).observe(records, { childList: true });
