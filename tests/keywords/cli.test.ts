import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

function tumen(...options: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile('node', ['bin/tumen', 'keywords', ...options], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

describe('tumen keywords', () => {
  let dir: string;
  let documents: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'documents-'));
    documents = join(dir, 'documents.jsonl');
    const text = 'North Korea handed zorbles to Russia.';
    writeFileSync(documents, `${JSON.stringify({ id: 'a', title: 'Stores', text })}\n\n`);
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it('shows what a phrase gains over a file of documents', async () => {
    const { stdout, code } = await tumen(
      'try',
      'zorble',
      '--type',
      'coal_mineral_export',
      '--jsonl',
      documents,
    );
    expect(code).toBe(0);
    expect(stdout).toContain('1 documents: 1 mentions gained');
    expect(stdout).toContain('trial_phrase "zorbles"');
  });

  it('says what is wrong with its arguments', async () => {
    expect((await tumen('try', 'zorble')).stderr).toContain("required option '--type <type>' not specified");
    expect((await tumen('diff', '--jsonl', documents)).stderr).toContain('--against');
  });

  it('names the line of a file that is no document', async () => {
    const bad = join(dir, 'bad.jsonl');
    writeFileSync(bad, '{"id":"a"}\nno json\n');
    const { stderr, code } = await tumen('diff', '--against', 'keywords', '--jsonl', bad);
    expect(code).toBe(2);
    expect(stderr).toContain('bad.jsonl:2:');
  });
});
