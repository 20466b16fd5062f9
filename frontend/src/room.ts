// What every page has: partial loading, the theme, and a few keys.
import "htmx.org";
import "./styles/room.css";

const THEMES = ["auto", "light", "dark"] as const;
const YEAR = 31_536_000; // seconds

document.getElementById("theme")?.addEventListener("click", () => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const at = THEMES.indexOf(root.dataset.theme as (typeof THEMES)[number]);
  // From what the system prefers, the first press goes to the other one.
  const next = at <= 0 ? (dark ? "light" : "dark") : at === 1 ? "dark" : "light";
  root.dataset.theme = next;
  document.cookie = `theme=${next}; path=/; max-age=${YEAR}; samesite=lax`;
});

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy-address]")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    const before = button.textContent;
    button.textContent = button.dataset.done ?? before;
    setTimeout(() => (button.textContent = before), 1500);
  });
}

// Fields that were left empty do not belong into the address.
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.method !== "get") return;
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")) {
    if (!field.value) field.disabled = true;
  }
  setTimeout(() => {
    for (const field of form.querySelectorAll<HTMLInputElement>("[disabled]")) field.disabled = false;
  });
});

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "/") {
    event.preventDefault();
    (document.querySelector<HTMLInputElement>("form.search #q") ?? document.querySelector<HTMLInputElement>("#quick"))?.focus();
  }
});
