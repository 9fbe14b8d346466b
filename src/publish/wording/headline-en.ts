import type { MentionType, Status } from '../../taxonomy.ts';
import { actInEnglish } from './council-act.ts';
import type { Clause, Verb } from './clause.ts';
import { whenInEnglish } from './dates.ts';
import type { Frame } from './frame.ts';

/** A noun phrase and its number. */
interface Noun {
  text: string;
  isPlural: boolean;
}

const KP = 'North Korea';
const PREPOSITIONS = /^(?:at|in|on|off|near|around|along|across|between|from|outside|inside|within)\s/iu;
const BODIES =
  /^(?:UN |US |UK |ROK |EU )?(?:Security Council|Kremlin|Pentagon|White House|Treasury|military|government|Panel of Experts|State Department|.*(?:Ministry|Department of \p{L}+|Intelligence Service|Monitoring Team|Working Group|Committee|Coast Guard))$/iu;
const LIST = new Intl.ListFormat('en', { type: 'conjunction' });
const WATERS = /(?:river|sea|strait|bay|port|harbour|harbor|airport|bridge|border)\b/iu;

/** One English sentence without its full stop: who, what, how many, where, when, on whose word. */
export function englishHeadline(type: MentionType, status: Status, frame: Frame): string {
  const named = withArticle(frame);
  const sentence = said(status, CLAUSES[type](named), named) + origin(status, named);
  return capitalised(sentence + denial(frame.deniedBy));
}

/** The clause in the mood of its status; a denial and an appeal begin with who makes them. */
function said(status: Status, { subject, verb, rest, isPlaced }: Clause, frame: Frame): string {
  const speaker = frame.isMedium ? null : frame.source;
  const tail = join(rest, ...circumstances(frame, isPlaced));
  switch (status) {
    case 'alleged':
      return join(subject, 'allegedly', verb.past, tail);
    case 'planned':
      return join(subject, 'may', verb.infinitive, tail);
    case 'denied':
      return join(speaker ? `${speaker} denies that` : 'it is denied that', subject, verb.past, tail);
    case 'urged':
      return join(
        speaker ? `${speaker} calls` : 'there are calls',
        'for action over',
        subject,
        verb.gerund,
        tail,
      );
    default:
      return join(subject, verb.past, tail);
  }
}

function origin(status: Status, { source, isMedium, otherSources, otherFigure }: Frame): string {
  const differing = otherFigure === null ? '' : ` (others say ${otherFigure})`;
  const isNamedAbove = !isMedium && (status === 'denied' || status === 'urged');
  if (source === null || isNamedAbove) return differing;
  const others = otherSources === 1 ? ' and 1 other source' : ` and ${otherSources} other sources`;
  const sources = otherSources > 0 ? `${source}${others}` : source;
  if (status !== 'confirmed') return `, according to ${sources}${differing}`;
  return isMedium
    ? `, officially confirmed (reported by ${sources})${differing}`
    : `, confirmed by ${sources}${differing}`;
}

/** A report that is denied is told with its denial, whoever is believed. */
function denial(deniers: readonly string[]): string {
  if (deniers.length === 0) return '';
  const names = deniers.map((name) => (BODIES.test(name) ? `the ${name}` : name));
  return `; ${list(names)} ${names.length > 1 ? 'deny' : 'denies'} it`;
}

const SEND: Verb = { past: 'sent', infinitive: 'send', gerund: 'sending' };
const SUPPLY: Verb = { past: 'supplied', infinitive: 'supply', gerund: 'supplying' };
const EXPORT = regular('export');
const RECEIVE: Verb = { past: 'received', infinitive: 'receive', gerund: 'receiving' };
const EMPLOY = regular('employ');
const ADMIT: Verb = { past: 'admitted', infinitive: 'admit', gerund: 'admitting' };
const RETURN = regular('return');
const DETAIN = regular('detain');
const STOP: Verb = { past: 'stopped', infinitive: 'stop', gerund: 'stopping' };
const BLOCK = regular('block');
const END = regular('end');
const REFUSE: Verb = { past: 'refused', infinitive: 'refuse', gerund: 'refusing' };
const OPPOSE: Verb = { past: 'opposed', infinitive: 'oppose', gerund: 'opposing' };

const CLAUSES: Readonly<Record<MentionType, (frame: Frame) => Clause>> = {
  arms_transfer: (f) => delivery(f, f.supplier, 'arms', SEND),
  petroleum_transfer: (f) =>
    delivery({ ...f, recipient: f.recipient ?? KP }, f.supplier, 'petroleum products', SUPPLY),
  coal_mineral_export: (f) => delivery(f, f.supplier ?? KP, 'coal or minerals', EXPORT),
  vessel_deception: (f) => ({
    subject: list(f.names) || 'ships',
    verb: { past: 'concealed', infinitive: 'conceal', gerund: 'concealing' },
    rest: join('identity or movements to serve North Korean trade', through(f), inBrackets(f)),
  }),
  prohibited_procurement: (f) => ({
    subject: f.recipient ?? KP,
    verb: { past: 'obtained', infinitive: 'obtain', gerund: 'obtaining' },
    rest: join(goods(f, 'banned goods'), f.supplier && `from ${f.supplier}`, through(f)),
  }),
  illicit_trade_finance: (f) => ({
    subject: 'North Korean networks',
    verb: { past: 'raised or moved', infinitive: 'raise or move', gerund: 'raising or moving' },
    rest: join(money(f), through(f)),
  }),
  overseas_workers: (f) => byStates(f, EMPLOY, persons(f, 'North Korean workers')),
  worker_visas: (f) => byStates(f, ADMIT, persons(f, 'North Korean workers'), 'on student or other visas'),
  it_workers: (f) => ({
    subject: f.counts === 'persons' ? persons(f, '').text : 'North Korean IT workers',
    verb: { past: 'did IT work', infinitive: 'do IT work', gerund: 'doing IT work' },
    rest: join('for foreign firms', f.counts === 'money' && f.figure && `worth ${f.figure.text}`, through(f)),
  }),
  forced_labor_goods: (f) => ({
    subject: `${list(f.goods) || 'goods'} made with North Korean labour`,
    verb: { past: 'reached', infinitive: 'reach', gerund: 'reaching' },
    rest: join(f.recipient ?? 'buyers abroad', through(f), inBrackets(f)),
  }),
  trafficking: (f) => ({
    subject: 'traffickers',
    verb: { past: 'sold or exploited', infinitive: 'sell or exploit', gerund: 'selling or exploiting' },
    rest: join(persons(f, 'North Koreans').text, f.states.length > 0 && `in ${list(f.states)}`),
  }),
  repatriation: (f) => byStates(f, RETURN, people(f), `to ${KP}`),
  detention: (f) => byStates(f, DETAIN, persons(f, 'North Koreans')),
  thwarted_defection: (f) => byStates(f, STOP, persons(f, 'North Koreans'), 'from defecting'),
  sc_blocking: (f) =>
    actInEnglish(f.act) ?? placed(byStates(f, BLOCK, one(`action on ${KP}`), 'in the Security Council')),
  panel_termination: (f) =>
    placed(byStates(f, END, one("the mandate of the Security Council's Panel of Experts"))),
  ngo_committee: (f) =>
    placed(byStates(f, BLOCK, one('UN consultative status'), `for a group working on ${KP}`)),
  unhcr_access: (f) => byStates(f, REFUSE, one('the UN refugee agency'), 'access to North Koreans'),
  hrc_pressure: (f) => placed(byStates(f, OPPOSE, one(`action on ${KP}`), 'in the UN human-rights bodies')),
};

/** "X sent 10,000 containers of shells to Y"; without X, "Y received ..."; without both, an unnamed supplier. */
function delivery(f: Frame, supplier: string | null, fallback: string, verb: Verb): Clause {
  if (!supplier && f.recipient) {
    return { subject: f.recipient, verb: RECEIVE, rest: join(goods(f, fallback), through(f)) };
  }
  const to = f.recipient && f.recipient !== supplier ? `to ${f.recipient}` : verb !== EXPORT && 'abroad';
  return { subject: supplier ?? 'an unnamed supplier', verb, rest: join(goods(f, fallback), to, through(f)) };
}

/** "China returned 500 people to North Korea"; without a state, "500 people were returned to North Korea". */
function byStates(f: Frame, verb: Verb, object: Noun, ...rest: string[]): Clause {
  const states = list(f.states);
  if (states) return { subject: states, verb, rest: join(object.text, ...rest) };
  const passive = {
    past: `${object.isPlural ? 'were' : 'was'} ${verb.past}`,
    infinitive: `be ${verb.past}`,
    gerund: `being ${verb.past}`,
  };
  return { subject: object.text, verb: passive, rest: join(...rest) };
}

function placed(clause: Clause): Clause {
  return { ...clause, isPlaced: true };
}

function goods(f: Frame, fallback: string): string {
  const named = list(f.goods) || fallback;
  if (f.counts === 'load' && f.figure) return `${f.figure.text} of ${named}`;
  if (f.counts === 'piece' && f.figure && f.goods[0]?.endsWith('s')) return `${f.figure.count} ${named}`;
  if (f.counts === 'money' && f.figure) return `${named} worth ${f.figure.text}`;
  return join(named, inBrackets(f));
}

function money(f: Frame): string {
  if (f.counts !== 'money' || !f.figure) return join(list(f.goods) || 'money', inBrackets(f));
  return f.goods.length > 0 ? `${f.figure.text} in ${list(f.goods)}` : f.figure.text;
}

/** "about 60 people", or "people" where nobody counted. */
function people(f: Frame): Noun {
  if (f.counts !== 'persons' || !f.figure) return { text: 'people', isPlural: true };
  return { text: f.figure.text, isPlural: f.figure.figures.some(({ min, max }) => (max ?? min) !== 1) };
}

/** As people(), with where they come from: "about 60 people from North Korea". */
function persons(f: Frame, fallback: string): Noun {
  if (f.counts !== 'persons') return { text: fallback, isPlural: true };
  const { text, isPlural } = people(f);
  return { text: /north korea/iu.test(text) ? text : `${text} from ${KP}`, isPlural };
}

function inBrackets(f: Frame): string {
  return f.figure && f.counts !== 'persons' ? `(${f.figure.text})` : '';
}

function through(f: Frame): string {
  return f.facilitators.length > 0 ? `through ${list(f.facilitators)}` : '';
}

/** Where and when; arms that turned up elsewhere were not sent there, nor on that day. */
function circumstances(frame: Frame, isPlaced = false): string[] {
  if (frame.foundIn === null) return [isPlaced ? '' : where(frame), when(frame)];
  return [`(found ${join(where({ ...frame, place: frame.foundIn, isOrigin: false }), when(frame))})`];
}

function where({ place, isOrigin }: Frame): string {
  if (place === null) return '';
  if (isOrigin) return `from ${place}`;
  if (PREPOSITIONS.test(place)) return place;
  return `${WATERS.test(place) ? 'at' : 'in'} ${place}`;
}

function when({ dates }: Frame): string {
  return dates ? whenInEnglish(dates.from, dates.to) : '';
}

function one(text: string): Noun {
  return { text, isPlural: false };
}

function regular(stem: string): Verb {
  return { past: `${stem}ed`, infinitive: stem, gerund: `${stem}ing` };
}

function join(...parts: (string | false | null)[]): string {
  return parts.filter(Boolean).join(' ');
}

function list(names: readonly string[]): string {
  return LIST.format(names);
}

/** "the Kremlin", "the US Treasury": bodies named by a common noun, which speak for themselves; media and persons have none. */
function withArticle(frame: Frame): Frame {
  const { source } = frame;
  if (source === null || !BODIES.test(source) || /^(?:the|an?) |['’]s |[:,]/iu.test(source)) return frame;
  return { ...frame, source: `the ${source}`, isMedium: false };
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
