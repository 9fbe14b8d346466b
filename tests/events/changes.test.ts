import { describe, expect, test } from 'vitest';
import { changeBy, type Told } from '../../src/events/changes.ts';
import { figure } from './make.ts';

let texts = 0;
const told = (voice: string, parts: Partial<Told> = {}): Told => ({
  status: 'reported',
  quantity: null,
  voice,
  origin: (texts += 1),
  ...parts,
});
const counted = (voice: string, text: string): Told => told(voice, { quantity: figure(text) });

describe('what a statement changes', () => {
  test('nothing at first', () => {
    expect(changeBy([], counted('NIS', '6,700 containers'))).toBeNull();
  });

  test('the status, before all else', () => {
    const alleged = told('NIS', { status: 'alleged' });
    expect(changeBy([alleged], told('White House', { status: 'confirmed' }))).toBe('status');
    expect(changeBy([told('NIS')], told('Kremlin', { status: 'denied' }))).toBe('status');
  });

  test('a figure that nobody gave, in any language', () => {
    const known = [counted('NIS', '6,700 containers'), told('Reuters')];
    expect(changeBy(known, counted('ROK military', '컨테이너 1만3000여 개'))).toBe('figure');
    expect(changeBy(known, counted('Tass', 'около 13 тысяч контейнеров'))).toBe('figure');
    expect(changeBy(known, counted('NIS', '3 million shells'))).toBe('figure');
  });

  test('not a figure that is rounded, or lies in a known range', () => {
    expect(
      changeBy([counted('NIS', '6,700 containers')], counted('NIS', 'some 7,000 containers')),
    ).toBeNull();
    expect(changeBy([counted('NIS', '50 to 60 people')], counted('NIS', '55 people'))).toBeNull();
  });

  test('the first independent voice, not a copy, the same body or a third one', () => {
    const first = told('NIS');
    expect(changeBy([first], told('White House'))).toBe('confirmation');
    expect(changeBy([first], told('NIS'))).toBeNull();
    expect(changeBy([first], told('Yonhap', { origin: first.origin }))).toBeNull();
    expect(changeBy([first, told('White House')], told('Ukraine'))).toBeNull();
    expect(changeBy([first], told('expert', { status: 'alleged' }))).toBeNull();
  });
});
