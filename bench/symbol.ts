/**
 * How fast `findSymbols` reads text: `npx tsx bench/symbol.ts [FILE]`. Without a file it reads text of its own, ordinary and
 * hostile. The figure to keep is 10 MB/s of UTF-8.
 */
import { readFileSync } from 'node:fs';
import { findSymbols } from '../src/un/symbol.ts';

const MEGABYTE = 1_000_000;

const PROSE = [
  'The Council met on Thursday to hear what the monitors had seen along the river and/or in two ports of the north. ',
  'Члены Совета заслушали сообщение о судах, замеченных в порту в минувшую среду, и договорились продолжить. ',
  '安理会星期四听取了关于船舶和港口情况的通报，各方同意继续讨论。',
  '안보리는 목요일 선박과 항구에 관한 보고를 들었다. 북한은 이를 부인했다. ',
].join('\n');
const CITING = [
  'Members recalled resolution 2397 (2017) and document S/2022/431 and the report A/HRC/55/63. ',
  'Совет обсудил резолюцию 2397 (2017). ',
  '安理会讨论了第2397(2017)号决议。',
  '안보리는 결의 2397호를 논의했다. ',
].join('\n');
/** A symbol in some 500 bytes, as news of the Council has. */
const ORDINARY = `${PROSE.repeat(5)}${CITING}`;

const SAMPLES: [name: string, unit: string][] = [
  ['ordinary', ORDINARY],
  ['dense: nothing but citing sentences', CITING],
  ['dense: symbols only', 'S/2022/431 '],
  ['dense: citations only', 'resolution 78/218, '],
  ['hostile: slashes', 'S/'],
  ['hostile: digits', '1718 '],
  ['hostile: lists before the word', '1718号、1874号决议'],
  ['hostile: the word', '决议'],
  ['hostile: segments', 'A/C.3'],
];

function measure(name: string, text: string): void {
  for (let round = 0; round < 3; round += 1) findSymbols(text.slice(0, MEGABYTE)); // lets the engine compile first
  const started = process.cpuUsage();
  const found = findSymbols(text).length;
  const { user, system } = process.cpuUsage(started); // CPU time: what else runs on the machine does not count
  const seconds = (user + system) / 1_000_000;
  const rate = Buffer.byteLength(text) / MEGABYTE / seconds;
  process.stdout.write(`${name.padEnd(34)} ${rate.toFixed(1).padStart(7)} MB/s ${found} symbols\n`);
}

const file = process.argv[2];
if (file !== undefined) measure(file, readFileSync(file, 'utf8'));
for (const [name, unit] of SAMPLES)
  measure(name, unit.repeat(Math.ceil((2 * MEGABYTE) / Buffer.byteLength(unit))));
