/**
 * Speed of analysis: documents of 3,000 characters made of the labelled passages, one core; what share each step has; then
 * hostile texts of 1 MB.
 * Times are CPU time of this process, so that a busy machine gives the same figures.
 * usage: tsx bench/analyze.ts
 */
import { readFileSync } from 'node:fs';
import { createAnalyzer } from '../src/analyze/analyze.ts';
import { readDocument } from '../src/analyze/document.ts';
import { loadLexicon } from '../src/analyze/lexicon.ts';
import { loadAnalyzer } from '../src/analyze/load.ts';
import { splitSentences } from '../src/analyze/sentences.ts';

const LENGTH = 3_000;
const MEGABYTE = 1_000_000;

const started = cpuMs();
const analyzer = loadAnalyzer('keywords');
report('load keywords', `${(cpuMs() - started).toFixed(0)} ms`);

const passages = readFileSync('tests/corpus/dev.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as { title: string; text: string; published: string }); // our own file
const documents = passages.map((passage, i) => {
  let text = passage.text;
  for (let next = i + 1; text.length < LENGTH; next += 1)
    text += `\n\n${passages[next % passages.length]?.text ?? ''}`;
  return { id: String(i), title: passage.title, text: text.slice(0, LENGTH), published: passage.published };
});
for (const document of documents) analyzer.analyze(document);
const rounds = 5;
const from = cpuMs();
for (let round = 0; round < rounds; round += 1) for (const document of documents) analyzer.analyze(document);
const seconds = (cpuMs() - from) / 1000;
report('documents of 3,000 characters a second', ((documents.length * rounds) / seconds).toFixed(0));
report('resident memory', `${(process.memoryUsage().rss / MEGABYTE).toFixed(0)} MB`);

const lexicon = loadLexicon('keywords');
const rulesOnly = createAnalyzer(lexicon);
const subject = lexicon.concepts.get(lexicon.subject) ?? -1;
const sentences = timed(({ title, text }) => splitSentences(title, text));
const matched = timed((document) => readDocument(document, lexicon, subject));
const framed = timed((document) => rulesOnly.analyze(document));
const whole = timed((document) => analyzer.analyze(document));
const share = (ms: number): string => `${((100 * ms) / whole).toFixed(0)} %`;
report('share of sentences', share(sentences));
report('share of matching', share(matched - sentences));
report('share of frames, roles, status', share(framed - matched));
report('share of the model', share(whole - framed));

const hostile: Record<string, string> = {
  'one sentence': 'North Korea shipped shells to Russia and ',
  'one word': 'a',
  brackets: '(<[{',
  'mixed scripts': '북한 포탄 КНДР снаряды 朝鲜炮弹 North Korea shells ',
  'no sentence ends': 'north korea weapons russia ships sent and ',
};
for (const [name, unit] of Object.entries(hostile)) {
  for (const size of [MEGABYTE / 4, MEGABYTE]) {
    const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
    const begun = cpuMs();
    analyzer.analyze({ id: name, title: 'North Korea', text, published: '2025-01-01' });
    report(`${name}, ${size / 1000} KB`, `${(cpuMs() - begun).toFixed(0)} ms`);
  }
}

/** CPU time of one job over all documents. */
function timed(job: (document: (typeof documents)[number]) => unknown): number {
  const begun = cpuMs();
  for (let round = 0; round < rounds; round += 1) for (const document of documents) job(document);
  return cpuMs() - begun;
}

function report(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(44)}${value}\n`);
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
