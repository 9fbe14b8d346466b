import { describe, expect, it } from 'vitest';
import { mendMojibake } from '../../src/text/mojibake.ts';

describe('mendMojibake', () => {
  it.each([
    ['Koreaâ€™s exports', 'Korea’s exports'],
    ['CorÃ©e du Nord', 'Corée du Nord'],
    ['Korea\u0092s \u0093exports\u0094', 'Korea’s “exports”'],
  ])('%j is %j', (broken, whole) => {
    expect(mendMojibake(broken)).toBe(whole);
  });

  it.each(['Corée', 'Ã', '북한의 Ã©', 'plain', 'naïve café', ''])('%j stays as it is', (text) => {
    expect(mendMojibake(text)).toBe(text);
  });

  it('is one pass over a text of such characters', () => {
    const started = performance.now();
    expect(mendMojibake('\u0085'.repeat(2_000_000))).toBe('…'.repeat(2_000_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
