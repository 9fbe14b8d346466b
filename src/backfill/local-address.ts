import { fileURLToPath, pathToFileURL } from 'node:url';

/** Where bytes lie on this machine: a file, or the record of a WARC file that begins at an offset. */
export type LocalPlace = { kind: 'file'; path: string } | { kind: 'warc'; path: string; offset: number };

/** A place as an address that an item can keep. */
export function localAddress(place: LocalPlace): string {
  const { href } = pathToFileURL(place.path);
  return place.kind === 'file' ? href : `warc:${href}#${place.offset}`;
}

/** The place that an address names; null for an address of the web. */
export function localPlace(address: string): LocalPlace | null {
  if (address.startsWith('file:')) return { kind: 'file', path: fileURLToPath(address) };
  const record = /^warc:(file:[^#]+)#(\d{1,15})$/u.exec(address);
  return record ? { kind: 'warc', path: fileURLToPath(record[1] ?? ''), offset: Number(record[2]) } : null;
}
