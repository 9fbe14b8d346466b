import { Judge } from '../learn/judge.ts';
import type { Model } from '../learn/model.ts';
import type { Analysis, AnalysisInput, Mention } from '../model.ts';
import { CATEGORY_IDS, LANGUAGES } from '../taxonomy.ts';
import { continueMentions } from './continue.ts';
import { readContext, type Context } from './context.ts';
import { firstHit, readDocument, type Document } from './document.ts';
import { matchFrames, type NearMiss } from './frames.ts';
import { detectLanguage } from './language.ts';
import type { Lexicon } from './lexicon.ts';
import { toMention, type Draft } from './mention.ts';
import { merge, type Found } from './merge.ts';
import { readNegation } from './negation.ts';
import { eventDateOf } from './when.ts';

export interface Analyzer {
  /** Mentions of a text; never throws on a text, whatever it holds. Offsets count into title + "\n" + text. */
  analyze(input: AnalysisInput): Analysis;
  /** As analyze, and why: the frames that almost fitted, and what each lacked. */
  explain(input: AnalysisInput): { analysis: Analysis; misses: NearMiss[]; subjectFound: boolean };
}

/**
 * Builds an analyzer over a lexicon and what was learnt from labelled passages; without a model the frames stand alone. Pure:
 * no clock, no network, no state between texts but caches.
 */
export function createAnalyzer(lexicon: Lexicon, model: Model | null = null): Analyzer {
  const judge = model && new Judge(lexicon, model);
  const run = (input: AnalysisInput, miss?: (nearMiss: NearMiss) => void) => {
    const lang = detectLanguage(`${input.text.slice(0, 2_000)} ${input.title}`, input.lang);
    const subject = lexicon.concepts.get(lexicon.subject) ?? -1;
    const document = readDocument(input, lexicon, subject);
    if (!document) return { analysis: summarize(input.id, lang, [], lexicon), subjectFound: false };
    const context = readContext(document, lexicon);
    const found = matchFrames(document, context, lexicon, miss);
    // The model knows no other languages; frames may still find names and terms in them.
    const asked = LANGUAGES.some((one) => one === lang) ? judge : null;
    const judgement = asked && asked.judge(document, context, found);
    const told = readNegation(merge(document, judgement?.candidates ?? found, lexicon), document, lexicon);
    const candidates = continueMentions(told, document, context, lexicon);
    const built = build(candidates, document, context, lexicon);
    const mentions = judgement
      ? built.map((mention) => ({ ...mention, confidence: judgement.confidence(mention) }))
      : built;
    return { analysis: summarize(input.id, lang, mentions, lexicon), subjectFound: true };
  };
  return {
    analyze: (input) => run(input).analysis,
    explain(input) {
      const misses: NearMiss[] = [];
      return { ...run(input, (nearMiss) => misses.push(nearMiss)), misses };
    },
  };
}

const YEAR = /(?<![\p{L}\d.,-])(?:1[89]|20)\d\d(?![\ds,])/gu;

/** Whether all that a text names or implies ("on Friday") lies before a year; a text that names none may be about any time. */
function endsBefore(year: number, document: Document): boolean {
  const written = [...document.full.matchAll(YEAR)].map((match) => Number(match[0]));
  if (written.length === 0 || written.some((named) => named >= year)) return false;
  const published = document.input.published ?? null;
  return document.lines.every((line) => {
    const implied = eventDateOf(document.full.slice(line.start, line.end), published);
    return implied === null || Number(implied.slice(0, 4)) < year;
  });
}

function build(found: readonly Found[], document: Document, context: Context, lexicon: Lexicon): Mention[] {
  const alone = found.every((candidate) => candidate.frame.type === found[0]?.frame.type);
  const opening = found[0]?.frame.type;
  const drafts = found.map((candidate) => toMention(candidate, opening, alone, document, context, lexicon));
  const mentions = supported(inheritDirection(drafts), found, document, lexicon);
  const old = new Map<number, boolean>();
  const historic = (mention: Mention): boolean => {
    const before = lexicon.kinds.get(mention.type)?.historyBefore;
    if (!before) return false;
    if (mention.eventDate !== null && Number(mention.eventDate.slice(0, 4)) < before) return true;
    const held = old.get(before) ?? endsBefore(before, document);
    old.set(before, held);
    return held;
  };
  // History alone is no mention; beside a later act it is background that readers want to see.
  const current = new Set(mentions.filter((mention) => !historic(mention)).map((mention) => mention.type));
  return carriedOut(mentions, lexicon).filter((mention) => current.has(mention.type));
}

/** Without plans for acts of record (a vote) that the same text later says were carried out by those who planned them. */
function carriedOut(mentions: readonly Mention[], lexicon: Lexicon): Mention[] {
  const onRecord = (type: Mention['type']): boolean => lexicon.kinds.get(type)?.status === 'confirmed';
  return mentions.filter(
    (plan) =>
      plan.status !== 'planned' ||
      !onRecord(plan.type) ||
      !mentions.some(
        (done) =>
          done.type === plan.type &&
          done.status === 'confirmed' &&
          done.start > plan.start &&
          plan.facilitator.every((state) => done.facilitator.includes(state)),
      ),
  );
}

/** What words alone propose is no news of a kind that alerts at once, unless a frame found such news or the text names its goods. */
function supported(
  mentions: readonly Mention[],
  found: readonly Found[],
  document: Document,
  lexicon: Lexicon,
): Mention[] {
  const framed = new Set(
    mentions.filter((mention, i) => mention.news && !found[i]?.whole).map((mention) => mention.type),
  );
  return mentions.map((mention, i) => {
    const kind = lexicon.kinds.get(mention.type);
    const own = found[i];
    if (!kind?.immediate || !own?.whole || framed.has(mention.type)) return mention;
    return firstHit(document, kind.items) ? mention : { ...mention, news: false };
  });
}

/** A sentence that does not say which way goods went goes on with what was said of their kind before, else after. */
function inheritDirection(drafts: readonly Draft[]): Mention[] {
  const said = new Map<Mention['type'], Mention>();
  for (const { mention, explicit } of drafts.toReversed()) if (explicit) said.set(mention.type, mention);
  return drafts.map(({ mention, explicit }) => {
    if (explicit) said.set(mention.type, mention);
    const model = said.get(mention.type);
    return explicit || !model
      ? mention
      : { ...mention, supplier: model.supplier, recipient: model.recipient };
  });
}

function summarize(id: string, lang: string, mentions: Mention[], lexicon: Lexicon): Analysis {
  const categories = CATEGORY_IDS.flatMap((category) => {
    const own = mentions.filter((mention) => mention.category === category);
    if (own.length === 0) return [];
    return [
      { id: category, confidence: own.reduce((best, mention) => Math.max(best, mention.confidence), 0) },
    ];
  });
  const alert = mentions.some(
    (mention) => mention.news && lexicon.kinds.get(mention.type)?.immediate === true,
  );
  return { id, lang, relevant: mentions.length > 0, alert, categories, mentions };
}
