import type { Analysis } from '../src/model.ts';
import type { Gold } from './gold.ts';

/** Of the mentions whose confidence lies in a band, how many have a type that their passage is labelled with. */
export interface Band {
  name: string;
  right: number;
  all: number;
  /** Sum of what the mentions claimed: divided by `all` it should be near right / all. */
  claimed: number;
}

const EDGES = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 1];

/** The bands from the least sure to the surest; mentions of types on which readers differ are left out. */
export function calibration(gold: readonly Gold[], found: ReadonlyMap<string, Analysis>): Band[] {
  const bands = EDGES.slice(1).map((top, i): Band => {
    const name = `${(EDGES[i] ?? 0).toFixed(1)} to ${top.toFixed(1)}`;
    return { name, right: 0, all: 0, claimed: 0 };
  });
  for (const passage of gold) {
    const wanted = new Set(passage.mentions.map((m) => m.type));
    for (const { type, confidence } of found.get(passage.id)?.mentions ?? []) {
      const at = EDGES.findLastIndex((edge) => confidence >= edge);
      const band = bands[Math.min(at, bands.length - 1)];
      if (!band || passage.optional_types?.includes(type)) continue;
      band.all += 1;
      band.claimed += confidence;
      band.right += Number(wanted.has(type));
    }
  }
  return bands;
}
