/**
 * Linking against many stored events: time and memory, the stories of the labelled passages, and copies made by program.
 * usage: tsx bench/link.ts [--events 100000] [FILE.jsonl ...]     (default: tests/corpus/dev.jsonl and stories.jsonl)
 */
import { parseArgs } from 'node:util';
import { loadAnalyzer } from '../src/analyze/load.ts';
import {
  EventIndex,
  fingerprint,
  linkDocuments,
  profileOf,
  sameOrigin,
  type EventProfile,
} from '../src/events/index.ts';
import { copiesOf } from '../tests/events/copies.ts';
import { analyzed, readGold, scoreStories, seeded, type GoldLine } from '../tests/events/gold.ts';

const { values, positionals } = parseArgs({
  options: { events: { type: 'string', default: '100000' } },
  allowPositionals: true,
});
const files = positionals.length > 0 ? positionals : ['tests/corpus/dev.jsonl', 'tests/corpus/stories.jsonl'];
const corpora = files.map((path) => ({ path, gold: readGold(path) }));

printStories();
printCopies();
printSpeed(Number(values.events));

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function printStories(): void {
  const analyzer = loadAnalyzer('keywords');
  print('stories: B-cubed precision, recall, F1; recall on stories told by more than one document');
  for (const { path, gold } of corpora) {
    const found = gold.map((line) => ({ document: line, mentions: analyzer.analyze(line).mentions }));
    print(`  ${path}, labelled mentions  ${scoreLine(gold, linkDocuments(gold.map(analyzed)))}`);
    print(`  ${path}, tumen analyze      ${scoreLine(gold, linkDocuments(found))}`);
  }
}

function scoreLine(gold: readonly GoldLine[], links: ReturnType<typeof linkDocuments>): string {
  const { precision, recall, f1, recallOfShared } = scoreStories(gold, links);
  return [precision, recall, f1, recallOfShared].map((value) => value.toFixed(3)).join('  ');
}

function printCopies(): void {
  const texts = corpora.flatMap(({ gold }) => gold.map((line) => line.text));
  const prints = texts.map(fingerprint);
  const copies = texts.flatMap((text, i) =>
    copiesOf(text, i + 1).map((copy) => sameOrigin(prints[i] ?? '', fingerprint(copy.text))),
  );
  const found = copies.filter(Boolean).length;
  let pairs = 0;
  let wrong = 0;
  for (const [i, a] of prints.entries()) {
    for (const b of prints.slice(i + 1)) {
      pairs += 1;
      if (sameOrigin(a, b)) wrong += 1;
    }
  }
  print(
    `copies: ${found} of ${copies.length} edited copies recognised (recall ${(found / copies.length).toFixed(3)})`,
  );
  print(
    `        ${wrong} of ${pairs} pairs of other texts taken for copies (precision ${(found / (found + wrong)).toFixed(4)})`,
  );
}

function printSpeed(events: number): void {
  const make = generator(corpora.flatMap(({ gold }) => gold));
  const index = new EventIndex();
  const before = heapMegabytes();
  const started = performance.now();
  for (let i = 0; i < events; i += 1) index.found(make(i));
  const loaded = performance.now();
  const memory = heapMegabytes() - before;
  const times = Array.from({ length: 1_000 }, (_, i) => {
    const { mention, document } = newMention(i);
    const start = performance.now();
    index.find(profileOf(mention, document));
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const at = (share: number): string =>
    `${(times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(2)} ms`;
  print(
    `speed against ${index.size} events (stored in ${((loaded - started) / 1000).toFixed(0)} s, ${memory.toFixed(0)} MB):`,
  );
  print(
    `        a mention, profile, lookup and decision: median ${at(0.5)}, 95 % ${at(0.95)}, slowest ${at(1)}`,
  );
}

function heapMegabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

/** A mention of the passages as new, so that its text is read anew. */
function newMention(i: number) {
  const all = corpora.flatMap(({ gold }) => gold).filter((line) => analyzed(line).mentions.length > 0);
  const line = all[i % all.length];
  const fresh = line && analyzed({ ...line, id: `new-${i}` });
  const mention = fresh?.mentions[0];
  if (!fresh || !mention) throw new Error('the passages hold no mention');
  return { mention, document: fresh.document };
}

/** Ten years of events: real profiles with other days, figures and names, so that keys are as common as in an archive. */
function generator(lines: readonly GoldLine[]): (i: number) => EventProfile {
  const random = seeded(11);
  const seeds = lines.flatMap((line) => {
    const { document, mentions } = analyzed(line);
    return mentions.map((mention) => profileOf(mention, document));
  });
  const days = 3_650;
  return (i) => {
    const seed = seeds[i % seeds.length];
    if (!seed) throw new Error('the passages hold no mention');
    const shift = Math.floor(random() * days) - days / 2;
    const scale = 0.3 + random() * 3;
    return changed(seed, i, shift, scale, random);
  };
}

function changed(
  seed: EventProfile,
  i: number,
  shift: number,
  scale: number,
  random: () => number,
): EventProfile {
  const move = ({ from, to }: { from: number; to: number }) => ({ from: from + shift, to: to + shift });
  const features = (of: EventProfile['own']): EventProfile['own'] => ({
    places: of.places,
    concepts: of.concepts,
    figures: of.figures.map(({ unit, min, max }) => ({
      unit,
      min: Math.ceil(min * scale),
      max: Math.ceil(max * scale),
    })),
    // Half of the names come back in other events, half are new.
    names: of.names.map((name) => (random() < 0.5 ? name : `${name}${i % 50_000}`)),
    days: of.days.map((day) => day + shift),
  });
  return {
    ...seed,
    published: seed.published && move(seed.published),
    dates: seed.dates.map(move),
    own: features(seed.own),
    context: features(seed.context),
    documents: [`g${i}`],
    origins: [fingerprint(`generated text number ${i} ${random()}`)],
  };
}
