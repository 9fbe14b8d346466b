import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument, type Document } from 'yaml';
import { detectLanguage } from '../analyze/language.ts';
import { loadLexicon, type Lexicon } from '../analyze/lexicon.ts';
import { didYouMean } from '../did-you-mean.ts';
import { UsageError } from '../errors.ts';
import { categoryOf, LANGUAGES, type Language, type MentionType } from '../taxonomy.ts';

/** A phrase that an analyst thinks of adding, in the grammar of keywords/README.md ("~hand over", "=arms", "-missile test"). */
export interface Trial {
  phrase: string;
  type: MentionType;
  /** The term that the phrase joins; without one it stands for the type by itself where the DPRK is known from the context. */
  term?: string;
}

const TRIAL_TERM = 'trial_phrase';
const TRIAL_FRAME = { id: 'trial', when: TRIAL_TERM, subject: 'context', confidence: 0.8 };

/**
 * The lexicon as it would be with the phrase: the files of the folder are copied, changed and read as an analyst's own change
 * would be, and the copy is removed. Throws UsageError for a term that no file defines, and for what loadLexicon refuses.
 */
export function lexiconWith(dir: string, trial: Trial): Lexicon {
  const copy = mkdtempSync(join(tmpdir(), 'tumen-keywords-'));
  try {
    cpSync(dir, copy, { recursive: true });
    const lang = languageOf(trial.phrase);
    if (trial.term === undefined) addFrame(copy, trial, lang);
    else addForm(copy, trial.term, trial.phrase, lang);
    return loadLexicon(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** The language list that a phrase belongs in, by its script. */
export function languageOf(phrase: string): Language {
  const found = detectLanguage(phrase);
  return LANGUAGES.find((lang) => lang === found) ?? 'en';
}

function addFrame(dir: string, { phrase, type }: Trial, lang: Language): void {
  change(join(dir, `${categoryOf(type)}.yaml`), (document) => {
    document.setIn(['terms', TRIAL_TERM], document.createNode({ [lang]: [phrase] }));
    document.addIn(['types', type, 'frames'], document.createNode(TRIAL_FRAME));
    return true;
  });
}

function addForm(dir: string, term: string, phrase: string, lang: Language): void {
  const known: string[] = [];
  for (const name of readdirSync(dir).filter((file) => file.endsWith('.yaml'))) {
    const done = change(join(dir, name), (document) => {
      known.push(...termsOf(document));
      if (!document.hasIn(['terms', term])) return false;
      if (document.hasIn(['terms', term, lang])) document.addIn(['terms', term, lang], phrase);
      else document.setIn(['terms', term, lang], document.createNode([phrase]));
      return true;
    });
    if (done) return;
  }
  const hint = didYouMean(term, known);
  throw new UsageError(`no keyword file has a term "${term}"${hint ? `; did you mean "${hint}"?` : ''}`);
}

/** Writes a file back if `edit` says that it changed it. */
function change(path: string, edit: (document: Document) => boolean): boolean {
  const document: Document = parseDocument(readFileSync(path, 'utf8'));
  const changed = edit(document);
  if (changed) writeFileSync(path, document.toString({ lineWidth: 0 }));
  return changed;
}

function termsOf(document: Document): string[] {
  const value: unknown = document.toJS();
  const terms = typeof value === 'object' && value !== null && 'terms' in value ? value.terms : null;
  return typeof terms === 'object' && terms !== null ? Object.keys(terms) : [];
}
