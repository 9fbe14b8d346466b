/** English inflection for keyword forms: analysts write "~hand over" or "shipment" and mean every form of it. */

const IRREGULAR: Record<string, string[]> = {
  be: ['is', 'are', 'was', 'were', 'been', 'being'],
  have: ['has', 'had', 'having'],
  bear: ['bears', 'bore', 'borne', 'bearing'],
  begin: ['begins', 'began', 'begun', 'beginning'],
  break: ['breaks', 'broke', 'broken', 'breaking'],
  bring: ['brings', 'brought', 'bringing'],
  build: ['builds', 'built', 'building'],
  buy: ['buys', 'bought', 'buying'],
  catch: ['catches', 'caught', 'catching'],
  cast: ['casts', 'casting'],
  come: ['comes', 'came', 'coming'],
  cut: ['cuts', 'cutting'],
  deal: ['deals', 'dealt', 'dealing'],
  do: ['does', 'did', 'done', 'doing'],
  draw: ['draws', 'drew', 'drawn', 'drawing'],
  drive: ['drives', 'drove', 'driven', 'driving'],
  fall: ['falls', 'fell', 'fallen', 'falling'],
  feed: ['feeds', 'fed', 'feeding'],
  find: ['finds', 'found', 'finding'],
  flee: ['flees', 'fled', 'fleeing'],
  fly: ['flies', 'flew', 'flown', 'flying'],
  forbid: ['forbids', 'forbade', 'forbidden', 'forbidding'],
  get: ['gets', 'got', 'gotten', 'getting'],
  give: ['gives', 'gave', 'given', 'giving'],
  go: ['goes', 'went', 'gone', 'going'],
  hide: ['hides', 'hid', 'hidden', 'hiding'],
  hit: ['hits', 'hitting'],
  hold: ['holds', 'held', 'holding'],
  keep: ['keeps', 'kept', 'keeping'],
  know: ['knows', 'knew', 'known', 'knowing'],
  lead: ['leads', 'led', 'leading'],
  leave: ['leaves', 'left', 'leaving'],
  lend: ['lends', 'lent', 'lending'],
  let: ['lets', 'letting'],
  lie: ['lies', 'lay', 'lain', 'lying'],
  lose: ['loses', 'lost', 'losing'],
  make: ['makes', 'made', 'making'],
  meet: ['meets', 'met', 'meeting'],
  pay: ['pays', 'paid', 'paying'],
  put: ['puts', 'putting'],
  run: ['runs', 'ran', 'running'],
  say: ['says', 'said', 'saying'],
  see: ['sees', 'saw', 'seen', 'seeing'],
  seek: ['seeks', 'sought', 'seeking'],
  sell: ['sells', 'sold', 'selling'],
  send: ['sends', 'sent', 'sending'],
  set: ['sets', 'setting'],
  shoot: ['shoots', 'shot', 'shooting'],
  shut: ['shuts', 'shutting'],
  sink: ['sinks', 'sank', 'sunk', 'sinking'],
  sit: ['sits', 'sat', 'sitting'],
  slip: ['slips', 'slipped', 'slipping'],
  speak: ['speaks', 'spoke', 'spoken', 'speaking'],
  stand: ['stands', 'stood', 'standing'],
  steal: ['steals', 'stole', 'stolen', 'stealing'],
  strike: ['strikes', 'struck', 'stricken', 'striking'],
  sweep: ['sweeps', 'swept', 'sweeping'],
  swim: ['swims', 'swam', 'swum', 'swimming'],
  take: ['takes', 'took', 'taken', 'taking'],
  teach: ['teaches', 'taught', 'teaching'],
  tell: ['tells', 'told', 'telling'],
  think: ['thinks', 'thought', 'thinking'],
  throw: ['throws', 'threw', 'thrown', 'throwing'],
  undergo: ['undergoes', 'underwent', 'undergone', 'undergoing'],
  vow: ['vows', 'vowed', 'vowing'],
  wear: ['wears', 'wore', 'worn', 'wearing'],
  withdraw: ['withdraws', 'withdrew', 'withdrawn', 'withdrawing'],
  withhold: ['withholds', 'withheld', 'withholding'],
  write: ['writes', 'wrote', 'written', 'writing'],
};
const IRREGULAR_PLURAL: Record<string, string> = {
  man: 'men',
  woman: 'women',
  child: 'children',
  wife: 'wives',
  aircraft: 'aircraft',
  crew: 'crew',
};
/** Final consonants double after one short vowel in these (English spelling depends on stress, which spelling hides). */
const DOUBLING =
  /^(?:ship|stop|ban|bar|beg|cap|chop|clamp|drag|drop|flag|grab|jam|jet|log|net|patrol|permit|pin|plan|plot|prop|refer|repel|rid|rig|rob|ship|shop|sip|skip|slip|snap|stem|step|strip|submit|swap|tap|top|traffic|transfer|transship|tranship|trap|trim|trip|wrap|compel|control|deter|equip|expel|fit|get|dig|let|nab|commit|admit|emit|omit|occur|recur|cancel|transmit|bus|plug|tug)$/u;

/** Every form of a verb phrase; its first word is the verb ("hand over": hands over, handed over, handing over). */
export function verbForms(phrase: string): string[] {
  const [verb = '', ...rest] = phrase.split(' ');
  return [verb, ...inflectVerb(verb)].map((form) => [form, ...rest].join(' '));
}

function inflectVerb(verb: string): string[] {
  const prefix = /^(re|over|under|out|mis)(?=[a-z]{3})/u.exec(verb)?.[1] ?? '';
  const irregular =
    IRREGULAR[verb] ?? (prefix ? IRREGULAR[verb.slice(prefix.length)]?.map((f) => prefix + f) : undefined);
  if (irregular) return irregular;
  if (/[^aeiou]y$/u.test(verb)) {
    const stem = verb.slice(0, -1);
    return [`${stem}ies`, `${stem}ied`, `${verb}ing`];
  }
  if (verb.endsWith('ie')) return [`${verb}s`, `${verb}d`, `${verb.slice(0, -2)}ying`];
  if (verb.endsWith('ee')) return [`${verb}s`, `${verb}d`, `${verb}ing`];
  if (verb.endsWith('e')) return [`${verb}s`, `${verb}d`, `${verb.slice(0, -1)}ing`];
  const es = /(?:s|x|z|ch|sh|o)$/u.test(verb) ? 'es' : 's';
  if (!DOUBLING.test(verb)) return [`${verb}${es}`, `${verb}ed`, `${verb}ing`];
  const doubled = verb.endsWith('c') ? `${verb}k` : verb + verb.slice(-1);
  const both = /(?:bus|cancel)$/u.test(verb) ? [`${verb}ed`, `${verb}ing`] : [];
  return [`${verb}${es}`, `${doubled}ed`, `${doubled}ing`, ...both];
}

/** A noun phrase and its plural; the last word is the noun. */
export function nounForms(phrase: string): string[] {
  const at = phrase.lastIndexOf(' ') + 1;
  const noun = phrase.slice(at);
  if (!/[a-z]$/u.test(noun) || /(?:[^s]s|ss|ed|ing|ese)$/u.test(noun)) return [phrase];
  return [phrase, phrase.slice(0, at) + pluralOf(noun)];
}

function pluralOf(noun: string): string {
  const irregular = Object.entries(IRREGULAR_PLURAL).find(
    ([one]) => noun === one || noun.endsWith(`-${one}`),
  );
  if (irregular) return noun.slice(0, noun.length - irregular[0].length) + irregular[1];
  if (noun.endsWith('man')) return `${noun.slice(0, -3)}men`;
  if (/[^aeiou]y$/u.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/u.test(noun) ? `${noun}es` : `${noun}s`;
}
