import { join } from 'node:path';
import type { z } from 'zod';
import { UsageError } from '../errors.ts';
import { CATEGORY_IDS, categoryOf, MENTION_TYPES, type MentionType } from '../taxonomy.ts';
import { readYamlFile, type YamlFile } from '../yaml-file.ts';
import { FormTable } from './forms.ts';
import type { Concept, Frame, Lexicon, MentionKind, Pattern, Slot } from './lexicon-model.ts';
import {
  ACTOR_KINDS,
  actorsSchema,
  categorySchema,
  cuesSchema,
  hanSchema,
  sharedSchema,
  type Forms,
  type FrameSource,
} from './schema.ts';

export type * from './lexicon-model.ts';

/** Terms that code asks for by name; a keywords folder without one is incomplete. */
export const REQUIRED_TERMS = [
  'mask',
  'clause_opener',
  'from',
  'to',
  'by',
  'gives',
  'gets',
  'wants',
  'vague_source',
  'between',
  'negation',
  'negation_after',
];

/**
 * Reads a keywords folder. Throws one UsageError that names file, line and what was expected for every mistake of the first
 * file that has one.
 */
export function loadLexicon(dir: string): Lexicon {
  const loader = new Loader(dir);
  return loader.load();
}

interface Sourced<S extends z.ZodType> {
  path: string;
  file: YamlFile<z.output<S>>;
}

class Loader {
  readonly #dir: string;
  readonly #table: FormTable;
  readonly #concepts = new Map<string, Concept>();
  readonly #names: string[] = [];
  readonly #groups = new Map<string, { members: string[]; where: string }>();
  /** One slot for all who ask for the same, so that what fills it is looked up once for all of them. */
  readonly #slotsRead = new Map<string, Slot>();

  constructor(dir: string) {
    this.#dir = dir;
    const han = this.#read('han.yaml', hanSchema).file.value;
    const map = new Map<number, number>();
    for (const [common, variants] of Object.entries(han)) {
      for (const variant of variants) map.set(variant.charCodeAt(0), common.charCodeAt(0));
    }
    this.#table = new FormTable(map);
  }

  load(): Lexicon {
    const actors = this.#read('actors.yaml', actorsSchema);
    const cues = this.#read('cues.yaml', cuesSchema);
    const shared = this.#read('terms.yaml', sharedSchema);
    const categories = CATEGORY_IDS.map((id) => this.#read(`${id}.yaml`, categorySchema));
    const bodies = this.#addActors(actors);
    const actorConcepts = new Set(this.#concepts.values()); // nothing else is defined yet
    for (const source of [cues, shared, ...categories]) this.#addTerms(source);
    this.#addForms('clause_opener', cues.file.value.clause_openers);
    for (const name of REQUIRED_TERMS) this.#slot(name, cues.path);
    const kinds = new Map<MentionType, MentionKind>();
    const frames = categories.flatMap((source) => this.#addTypes(source, kinds));
    const missing = MENTION_TYPES.filter((type) => !kinds.has(type));
    if (missing.length > 0) throw new UsageError(`${this.#dir}: no file describes ${missing.join(', ')}`);
    const slotsOf = <K extends string>(
      rule: { [key in K]?: string | undefined },
      keys: readonly K[],
      at: string,
    ) => Object.fromEntries(keys.map((key) => [key, this.#slot(rule[key], at)])) as Record<K, Slot>; // fromEntries forgets the keys
    const statusRules = cues.file.value.status_rules.map((rule, i) => {
      const at = `${cues.path}:${cues.file.lineOf(['status_rules', i])}`;
      return { ...rule, ...slotsOf(rule, ['cue', 'unless', 'with', 'near', 'barred'], at) };
    });
    const newsRules = cues.file.value.news_rules.map((rule, i) => {
      const at = `${cues.path}:${cues.file.lineOf(['news_rules', i])}`;
      return { ...rule, ...slotsOf(rule, ['cue', 'unless'], at) };
    });
    const continuations = cues.file.value.continuations.map((frame, i) =>
      this.#pattern(frame.id, frame, `${cues.path}:${cues.file.lineOf(['continuations', i])}`),
    );
    const { matcher, entries } = this.#table.build();
    return {
      subject: actors.file.value.subject,
      bystanders: new Set(actors.file.value.bystanders),
      particles: cues.file.value.particles,
      han: this.#table.han,
      matcher,
      entries,
      concepts: this.#concepts,
      names: this.#names,
      bodies,
      frames,
      continuations,
      kinds,
      statusRules,
      cues: new Set(Object.keys(cues.file.value.terms).flatMap((name) => this.#slot(name, cues.path))),
      actors: actorConcepts,
      negatable: this.#slot('negatable', cues.path),
      newsRules,
    };
  }

  #read<S extends z.ZodType>(name: string, schema: S): Sourced<S> {
    const path = join(this.#dir, name);
    return { path, file: readYamlFile(path, schema) };
  }

  #concept(name: string): Concept {
    const known = this.#concepts.get(name);
    if (known !== undefined) return known;
    this.#names.push(name);
    this.#concepts.set(name, this.#names.length - 1);
    return this.#names.length - 1;
  }

  #addActors(source: Sourced<typeof actorsSchema>): Lexicon['bodies'] {
    const { subject, states, bodies } = source.file.value;
    const foreign = this.#concept('foreign');
    const anyBody = this.#concept('body');
    for (const [state, kinds] of Object.entries(states)) {
      for (const kind of ACTOR_KINDS) {
        const concepts = [this.#concept(state), this.#concept(`${state}.${kind}`)];
        if (state !== subject) concepts.push(foreign);
        this.#table.add(kinds[kind] ?? {}, { concepts, state, kind });
      }
    }
    for (const [id, body] of Object.entries(bodies)) {
      this.#table.add(body.forms, { concepts: [this.#concept(id), anyBody], body: id });
    }
    return new Map(
      Object.entries(bodies).map(([id, body]) => [
        id,
        { name: body.name, state: body.state ?? null, anyState: body.any_state },
      ]),
    );
  }

  #addTerms({ path, file }: Sourced<typeof sharedSchema | typeof cuesSchema | typeof categorySchema>): void {
    for (const [name, forms] of Object.entries(file.value.terms ?? {})) {
      if (this.#concepts.has(name) || this.#groups.has(name)) {
        throw new UsageError(`${path}:${file.lineOf(['terms', name])}: the term "${name}" is defined twice`);
      }
      this.#addForms(name, forms);
    }
    for (const [name, members] of Object.entries(file.value.groups ?? {})) {
      if (this.#concepts.has(name) || this.#groups.has(name)) {
        throw new UsageError(`${path}:${file.lineOf(['groups', name])}: the term "${name}" is defined twice`);
      }
      this.#groups.set(name, { members, where: `${path}:${file.lineOf(['groups', name])}` });
    }
  }

  #addForms(name: string, forms: Forms): void {
    this.#table.add(forms, { concepts: [this.#concept(name)] });
  }

  #addTypes({ path, file }: Sourced<typeof categorySchema>, kinds: Map<MentionType, MentionKind>): Frame[] {
    const frames: Frame[] = [];
    for (const type of MENTION_TYPES) {
      const source = file.value.types[type];
      if (!source) continue;
      const at = ['types', type];
      if (categoryOf(type) !== file.value.category) {
        throw new UsageError(`${path}:${file.lineOf(at)}: ${type} belongs to category ${categoryOf(type)}`);
      }
      const where = (...rest: (string | number)[]) => `${path}:${file.lineOf([...at, ...rest])}`;
      kinds.set(type, {
        type,
        category: file.value.category,
        immediate: source.alert === 'immediate',
        status: source.status,
        historyBefore: source.history_before ?? null,
        yieldsTo: source.yields_to,
        proposedWith: this.#slots(source.proposed_with, where('proposed_with')),
        roles: source.roles,
        items: this.#slots(source.roles.items, where('roles')).flat(),
      });
      source.frames.forEach((frame, i) =>
        frames.push({ ...this.#pattern(`${type}.${frame.id}`, frame, where('frames', i)), type }),
      );
    }
    return frames;
  }

  #pattern(id: string, source: FrameSource, where: string): Pattern {
    return {
      id,
      slots: source.when.split('+').map((part) => this.#slot(part.trim(), where)),
      sentence: this.#slots(source.sentence, where),
      near: this.#slots(source.near, where),
      text: this.#slots(source.text, where),
      not: this.#slots(source.not, where).flat(),
      notText: this.#slots(source.not_text, where).flat(),
      source,
    };
  }

  #slots(expressions: readonly string[], where: string): Slot[] {
    return expressions.map((expression) => this.#slot(expression, where));
  }

  /** Alternatives "a|b", groups opened; throws on a name that nothing defines. */
  #slot(expression: string | undefined, where: string): Slot {
    if (!expression) return [];
    const slot = this.#slotsRead.get(expression) ?? this.#open(expression, where, 0);
    this.#slotsRead.set(expression, slot);
    return slot;
  }

  #open(expression: string, where: string, depth: number): Slot {
    return expression.split('|').flatMap((raw) => {
      const name = raw.trim();
      const group = this.#groups.get(name);
      if (group && depth < 8) return group.members.flatMap((m) => this.#open(m, group.where, depth + 1));
      const concept = this.#concepts.get(name);
      if (concept === undefined)
        throw new UsageError(`${where}: no term, group or actor is called "${name}"`);
      return [concept];
    });
  }
}
