import { open } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { z } from 'zod';
import { fetchableUrl } from '../../sources/canonical-url.ts';
import { candidateAt } from '../candidate.ts';
import { filesAt } from '../files.ts';
import { localAddress } from '../local-address.ts';
import { text } from '../settings.ts';
import { defineWay, type Candidate } from '../types.ts';

const STEP = 50;
/** A page says early what its own address is. */
const HEAD_BYTES = 64 * 1024;
const CANONICAL = [
  /<link\b[^<>]{0,500}?\brel\s*=\s*["']?canonical["']?[^<>]{0,500}>/iu,
  /<meta\b[^<>]{0,500}?\bproperty\s*=\s*["']?og:url["']?[^<>]{0,500}>/iu,
];
const ADDRESS = /\b(?:href|content)\s*=\s*["']([^"'<>]{1,2000})["']/iu;

/** A folder of pages and PDFs that somebody saved. A page's own address is the one that it names as canonical. */
export const folder = defineWay({
  kind: 'folder',
  needs: 'outlet',
  settings: { path: text },
  cursor: z.strictObject({ file: z.string() }),
  async *walk(settings, cursor, context) {
    const base = resolve(context.folder, settings.path);
    const files = filesAt(context.folder, settings.path, /\.(?:html?|xhtml|pdf|txt)$/iu);
    let candidates: Candidate[] = [];
    for (const [index, { path }] of files.entries()) {
      if (cursor !== null && path <= cursor.file) continue;
      candidates.push(await candidateIn(path, base));
      if (candidates.length < STEP && index < files.length - 1) continue;
      yield { candidates, cursor: { file: path }, done: (index + 1) / files.length };
      candidates = [];
    }
  },
});

async function candidateIn(path: string, base: string): Promise<Candidate> {
  const fetchUrl = localAddress({ kind: 'file', path });
  const guid = relative(base, path) || path;
  const url = /\.(?:html?|xhtml)$/iu.test(path) ? canonicalIn(await headOf(path)) : null;
  return candidateAt(url ?? fetchUrl, { guid, url, fetchUrl });
}

async function headOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function canonicalIn(html: string): string | null {
  for (const tag of CANONICAL) {
    const address = ADDRESS.exec(tag.exec(html)?.[0] ?? '')?.[1];
    const url = fetchableUrl(address?.replaceAll('&amp;', '&') ?? null);
    if (url) return url;
  }
  return null;
}
