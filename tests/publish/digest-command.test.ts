import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('tumen digest sends no other day than today', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tumen-digest-'));
  const subscribers = join(folder, 'subscribers.yaml');
  writeFileSync(subscribers, 'subscribers:\n  - { id: r, name: R, email: r@example.org, zone: UTC }\n');
  const env = { ...process.env, TUMEN_DATA: folder, TUMEN_SUBSCRIBERS: subscribers };
  const { code, said } = await new Promise<{ code: unknown; said: string }>((resolve) => {
    execFile('node', ['bin/tumen', 'digest', '--date', '2026-01-20'], { env }, (error, _, stderr) =>
      resolve({ code: error?.code, said: stderr }),
    );
  });
  rmSync(folder, { recursive: true });
  expect(code).toBe(2);
  expect(said).toContain('--date 2026-01-20: only today');
  expect(said).toContain('--preview');
});
