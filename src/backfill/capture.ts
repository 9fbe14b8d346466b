const CAPTURE = /\/(\d{14})id_\//u;

/** The address of a capture's raw bytes, as they were received: no banner, no rewritten links. */
export function captureAddress(pages: string, timestamp: string, original: string): string {
  return `${pages.replace(/\/$/u, '')}/${timestamp}id_/${original}`;
}

/** "20190102030405" as an instant; null for what is none. */
export function captureInstant(timestamp: string): string | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/u.exec(timestamp);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** When the capture behind an address was taken: an archive leads on to its nearest one. Null for any other address. */
export function capturedAt(url: string): string | null {
  return captureInstant(CAPTURE.exec(url)?.[1] ?? '');
}
