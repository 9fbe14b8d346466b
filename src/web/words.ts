const LANGUAGE_NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** "Korean" for "ko"; the code itself where it names none. */
export function languageName(code: string): string {
  try {
    return LANGUAGE_NAMES.of(code) ?? code;
  } catch {
    return code; // what an address says need not be a code
  }
}

/** "2026-11-24 05:21", UTC; a day stays a day. */
export function minute(instant: string | null | undefined): string {
  return instant ? instant.slice(0, 16).replace('T', ' ') : '';
}

/** A time span as people say it: "3 days", "5 hours". */
export function spanInWords(ms: number): string {
  const hours = Math.round(ms / 3_600_000);
  if (hours < 1) return `${Math.max(1, Math.round(ms / 60_000))} minutes`;
  if (hours < 48) return hours === 1 ? '1 hour' : `${hours} hours`;
  return `${Math.round(hours / 24)} days`;
}
