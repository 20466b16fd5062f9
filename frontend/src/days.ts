// Days as whole numbers, and in words.
const DAY = 86_400_000;

export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
}

export function inWords(day: number, language: string, options: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" }): string {
  // Western digits in both languages, as everywhere in the room.
  const locale = language === "ar" ? "ar-u-nu-latn" : "en-GB";
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(day * DAY);
}

export function dateOf(day: number): Date {
  return new Date(day * DAY);
}

export function isoOf(day: number): string {
  return dateOf(day).toISOString().slice(0, 10);
}
