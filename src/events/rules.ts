import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { LANGUAGES, MENTION_TYPES, type MentionType } from '../taxonomy.ts';
import { readYamlFile } from '../yaml-file.ts';
import { FormMatcher } from './forms.ts';

const COMMON_STATES = ['KP', 'KR', 'CN', 'RU', 'US', 'JP', 'UA'];
/** A place that the gazetteer lacks is seldom named, so two reports that name it probably mean one event. */
const UNLISTED_PLACE_WEIGHT = 1.5;

const weight = z.number().min(-20).max(20);
const mentionType = z.enum(MENTION_TYPES);
const typeRule = z.strictObject({
  same: weight,
  days: z.number().int().positive(),
  dateApart: weight,
  figureApart: weight,
});
/** How reports of one type are told apart; see keywords/linking.yaml. */
export type TypeRule = z.output<typeof typeRule>;

const linkingSchema = z.strictObject({
  prior: weight,
  threshold: weight,
  related: z.array(z.array(mentionType).min(2)),
  types: z.record(mentionType, typeRule),
  relatedType: weight,
  publication: z.array(z.strictObject({ within: z.number().positive(), weight })).min(1),
  date: z.strictObject({
    sameDay: weight,
    nearDay: weight,
    sameMonth: weight,
    sameYear: weight,
    textDay: weight,
    textDays: weight,
  }),
  place: z.strictObject({ own: weight, context: weight, most: weight, apart: weight }),
  figure: z.strictObject({
    exact: z.array(weight).length(4),
    near: weight,
    contextShare: z.number().min(0).max(1),
    most: weight,
    apartOnSameDay: weight,
  }),
  actors: z.strictObject({
    direction: weight,
    other: weight,
    facilitatorShared: weight,
    facilitatorOther: weight,
    common: z.array(z.string().length(2)),
    rare: weight,
    toKorea: weight,
  }),
  name: z.strictObject({ own: weight, context: weight, most: weight, apart: weight }),
  concept: z.strictObject({ own: weight, context: weight, most: weight }),
  source: z.strictObject({ same: weight, other: weight }),
  symbol: z.strictObject({ same: weight }),
  copy: weight,
  sameDocument: z.strictObject({
    base: weight,
    undatedBesidePast: weight,
    pastDays: z.number().int().positive(),
  }),
  commonNames: z.array(z.string()),
  surnames: z.array(z.string()),
});

const entrySchema = z.strictObject({ id: z.string(), names: z.array(z.string().min(1)).min(1) });
const weighedSchema = entrySchema.extend({ weight: z.number().min(0).max(5).default(1) });
const gazetteerSchema = z.strictObject({
  places: z.array(weighedSchema.extend({ in: z.string().length(2) })),
  concepts: z.array(weighedSchema),
  units: z.array(entrySchema),
});

type Linking = z.output<typeof linkingSchema>;

/** keywords/linking.yaml and keywords/gazetteer.yaml, read and ready to use. */
export interface LinkingRules extends Omit<Linking, 'types' | 'related' | 'commonNames' | 'surnames'> {
  typeRule(type: MentionType): TypeRule;
  /** Numbers of the groups (in `related`) that hold the type. */
  groupsOf(type: MentionType): readonly number[];
  commonNames: ReadonlySet<string>;
  surnames: ReadonlySet<string>;
  places: FormMatcher;
  placeWeight(id: string): number;
  /** What the place is called, as the gazetteer lists it. */
  placeNames: (id: string) => readonly string[];
  /** ISO code of the state that the place lies in; null where the gazetteer has none. */
  placeState: (id: string) => string | null;
  /** Whether the words are no more than the name of a state, in any of the five languages. */
  isCountry(place: string): boolean;
  concepts: FormMatcher;
  conceptWeight(id: string): number;
  units: FormMatcher;
}

let loaded: LinkingRules | null = null;

/** The rules of linking, read once. Throws a UsageError that names file and line of every mistake in them. */
export function linkingRules(): LinkingRules {
  loaded ??= build();
  return loaded;
}

function build(): LinkingRules {
  const linking = readYamlFile(keywordFile('linking.yaml'), linkingSchema).value;
  const gazetteer = readYamlFile(keywordFile('gazetteer.yaml'), gazetteerSchema).value;
  const placeById = new Map(gazetteer.places.map((place) => [place.id, place]));
  const conceptById = new Map(gazetteer.concepts.map((concept) => [concept.id, concept]));
  const groups = new Map<MentionType, number[]>(
    MENTION_TYPES.map((type) => [
      type,
      linking.related.flatMap((group, i) => (group.includes(type) ? [i] : [])),
    ]),
  );
  const countries = countryNames();
  return {
    ...linking,
    typeRule: (type) => linking.types[type],
    groupsOf: (type) => groups.get(type) ?? [],
    commonNames: new Set(linking.commonNames),
    surnames: new Set(linking.surnames),
    places: new FormMatcher(gazetteer.places),
    placeWeight: (id) => placeById.get(id)?.weight ?? UNLISTED_PLACE_WEIGHT,
    placeNames: (id) => placeById.get(id)?.names ?? [],
    placeState: (id) => placeById.get(id)?.in ?? null,
    isCountry: (place) => countries.has(place.toLowerCase()),
    concepts: new FormMatcher(gazetteer.concepts),
    conceptWeight: (id) => conceptById.get(id)?.weight ?? 0,
    units: new FormMatcher(gazetteer.units),
  };
}

/** Names of the states that host, buy or accuse in most reports: as a place they say nothing. */
function countryNames(): Set<string> {
  const names = LANGUAGES.map((language) => new Intl.DisplayNames([language], { type: 'region' }));
  return new Set(COMMON_STATES.flatMap((code) => names.map((of) => of.of(code)?.toLowerCase() ?? code)));
}

function keywordFile(name: string): string {
  return fileURLToPath(new URL(`../../keywords/${name}`, import.meta.url));
}
