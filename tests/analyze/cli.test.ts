import { execFile } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** Runs the command with this standard input. */
function tumen(options: string[], input: string): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile('node', ['bin/tumen', 'analyze', ...options], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}

describe('tumen analyze', () => {
  it('answers every line of a batch, also those that are no documents', async () => {
    const lines = [
      '{"id":"a","title":"","text":"North Korea shipped shells to Russia."}',
      'no json',
      '{"id":7,"title":5}',
      '{"title":"no id"}',
      '',
      '{"id":"b","text":null}',
      '[1]',
    ];
    const { stdout, code } = await tumen(['--jsonl'], `${lines.join('\n')}\n`);
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>); // our own output
    expect(code).toBe(0);
    expect(answers).toHaveLength(6);
    expect(answers[0]).toMatchObject({ id: 'a', lang: 'en', relevant: true, alert: true });
    expect(answers[1]).toHaveProperty('error');
    expect(answers[2]).toMatchObject({ id: '7', error: expect.any(String) });
    expect(answers[3]).not.toHaveProperty('id');
    expect(answers[4]).toMatchObject({ id: 'b', relevant: false });
    expect(answers[5]).toHaveProperty('error');
  });

  it('reads a plain text, whose first line is the title, and explains itself', async () => {
    const { stdout } = await tumen(
      ['--explain'],
      'Seoul: more shells\nNorth Korea shipped shells to Russia.\n',
    );
    expect(stdout).toContain('rule arms_transfer.');
  });

  it('names the file of a keywords folder that cannot be read', async () => {
    const { code, stderr } = await tumen(['--keywords', 'no-such-folder'], 'x');
    expect(code).toBe(2);
    expect(stderr).toContain('no-such-folder/han.yaml');
  });
});
