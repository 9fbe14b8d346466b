/**
 * How fast `findSymbols` reads text: `npx tsx bench/symbol.ts [FILE]`. Without a file it reads text of its own, ordinary and
 * hostile. The figure to keep is 10 MB/s of UTF-8.
 */
import { readFileSync } from 'node:fs';
import { findSymbols } from '../src/un/symbol.ts';

const MEGABYTE = 1_000_000;

const ORDINARY = [
  'The Council met on Thursday to hear what the monitors had seen along the river and in two ports of the north. ',
  'Members recalled resolution 2397 (2017) and document S/2022/431, and/or the report A/HRC/55/63 of 24/7 watch. ',
  'Совет обсудил резолюцию 2397 (2017) и доклад о судах, замеченных в порту в минувшую среду. ',
  '安理会星期四讨论了第2397(2017)号决议以及专家小组关于船舶的报告。',
  '안보리는 결의 2397호와 선박 보고서를 논의했다. 북한은 이를 부인했다. ',
].join('\n');

const SAMPLES: [name: string, unit: string][] = [
  ['ordinary', ORDINARY],
  ['symbols only', 'S/2022/431 '],
  ['citations only', 'resolution 78/218, '],
  ['hostile: slashes', 'S/'],
  ['hostile: digits', '1718 '],
  ['hostile: numbers before the word', '1718号、'],
  ['hostile: the word', '决议'],
  ['hostile: segments', 'A/C.3'],
];

function measure(name: string, text: string): void {
  findSymbols(text.slice(0, 100_000));
  const started = performance.now();
  const found = findSymbols(text).length;
  const seconds = (performance.now() - started) / 1000;
  const rate = Buffer.byteLength(text) / MEGABYTE / seconds;
  process.stdout.write(`${name.padEnd(34)} ${rate.toFixed(1).padStart(7)} MB/s ${found} symbols\n`);
}

const file = process.argv[2];
if (file !== undefined) measure(file, readFileSync(file, 'utf8'));
for (const [name, unit] of SAMPLES)
  measure(name, unit.repeat(Math.ceil((2 * MEGABYTE) / Buffer.byteLength(unit))));
