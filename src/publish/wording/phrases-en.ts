import { CATEGORIES, CATEGORY_IDS, type Category, type MentionType } from '../../taxonomy.ts';
import type { CoveragePhrases, Phrases, TimelinePhrases } from './phrases.ts';
import { ENGLISH_WEEK } from './week-phrases.ts';

const NUMBER = new Intl.NumberFormat('en-US');
const LIST = new Intl.ListFormat('en', { type: 'conjunction' });

const TYPES: Readonly<Record<MentionType, string>> = {
  arms_transfer: 'Arms transfer',
  petroleum_transfer: 'Petroleum transfer',
  coal_mineral_export: 'Coal and mineral export',
  vessel_deception: 'Vessel deception',
  prohibited_procurement: 'Prohibited procurement',
  illicit_trade_finance: 'Illicit trade and finance',
  overseas_workers: 'Workers abroad',
  worker_visas: 'Worker visas',
  it_workers: 'IT workers',
  forced_labor_goods: 'Goods of forced labour',
  trafficking: 'Trafficking',
  repatriation: 'Repatriation',
  detention: 'Detention',
  thwarted_defection: 'Thwarted defection',
  sc_blocking: 'Security Council blocking',
  panel_termination: 'End of the Panel of Experts',
  ngo_committee: 'NGO Committee',
  unhcr_access: 'UNHCR access',
  hrc_pressure: 'Pressure in human-rights bodies',
};

/** What stands before "report" in a subject line: "2 arms-transfer reports". */
const REPORTS_ON: Readonly<Record<MentionType, string>> = {
  arms_transfer: 'arms-transfer',
  petroleum_transfer: 'petroleum',
  coal_mineral_export: 'coal and mineral',
  vessel_deception: 'vessel-deception',
  prohibited_procurement: 'procurement',
  illicit_trade_finance: 'illicit-finance',
  overseas_workers: 'overseas-worker',
  worker_visas: 'worker-visa',
  it_workers: 'IT-worker',
  forced_labor_goods: 'forced-labour goods',
  trafficking: 'trafficking',
  repatriation: 'repatriation',
  detention: 'detention',
  thwarted_defection: 'thwarted-defection',
  sc_blocking: 'Security Council',
  panel_termination: 'Panel of Experts',
  ngo_committee: 'NGO Committee',
  unhcr_access: 'UNHCR-access',
  hrc_pressure: 'human-rights body',
};

// Object.fromEntries forgets the literal keys
const CATEGORY_TITLES = Object.fromEntries(CATEGORY_IDS.map((id) => [id, CATEGORIES[id].title])) as Record<
  Category,
  string
>;

const COVERAGE: CoveragePhrases = {
  title: 'What was looked at, and what could not be',
  read: (feeds, items, documents, from, to) =>
    `From ${from} to ${to}: ${count(feeds, 'feed')} polled, ${count(items, 'new item')}, ${count(documents, 'document')} read.`,
  complete: 'Every feed answered and no host refused: where nothing is reported above, nothing was found.',
  warning: (titles) =>
    titles.length > 3
      ? `${count(titles.length, 'feed')} could not be read; see the end of this mail.`
      : `Could not be read: ${LIST.format(titles)}. See the end of this mail.`,
  failing: (n) =>
    `${count(n, 'feed')} could not be read. What ${n === 1 ? 'it' : 'they'} carried is missing here:`,
  failingSince: (title, since, reason) => `${title}: ${reason}, since ${since}`,
  reasons: {
    robots: 'its robots.txt closes them to programs',
    'bot-check': 'a check that keeps programs out',
    consent: 'a consent page stands before them',
    login: 'a log-in stands before them',
    paywall: 'a paywall stands before them',
    'soft-404': 'a page that says it is not there',
    twice: 'listed twice',
    agenda: 'agenda items, which are no documents',
  },
  refused: (n) => `${count(n, 'host')} refused pages, which were judged by headline and summary alone:`,
  refusedHost: (host, pages, reason) => `${host}: ${count(pages, 'page')}, ${reason}`,
  silent: (n) => `${count(n, 'feed')} unusually silent:`,
  lastItem: (title, when) => (when ? `${title}: last item ${when}` : `${title}: no item yet`),
  dropped: (n) => `${count(n, 'item')} set aside:`,
  overdue: (n) => `${count(n, 'document')} overdue:`,
  expected: (title, when) => `${title}, expected ${when}`,
};

const TIMELINE: TimelinePhrases = {
  events: (n, from, to) => {
    const window = from && to ? ` from ${from} to ${to}` : from ? ` since ${from}` : to ? ` until ${to}` : '';
    return `${count(n, 'event')}${window}`;
  },
  asKnownOn: (day) => `As it was known on ${day}.`,
  madeAt: (time) => `Made on ${time} (UTC)`,
  filter: 'Filter',
  all: 'All',
  search: 'Search the text',
  category: 'Category',
  type: 'Type',
  status: 'Status',
  shown: (shown, total) => `${shown} of ${NUMBER.format(total)} shown`,
  none: 'No event matches these filters.',
  undated: 'Date unknown',
  toldBy: (day) => `Told of by ${day}`,
  sources: 'Sources',
};

export const ENGLISH: Phrases = {
  lang: 'en',
  category: CATEGORY_TITLES,
  type: TYPES,
  status: {
    confirmed: 'Confirmed',
    reported: 'Reported',
    alleged: 'Alleged',
    denied: 'Denied',
    planned: 'Planned or feared',
    urged: 'Urged',
  },
  reports: (type, n) => count(n, `${REPORTS_ON[type]} report`),
  more: (n) => `${NUMBER.format(n)} more`,
  edition: { daily: 'Daily digest', weekly: 'Weekly digest' },
  subject: (edition, day, parts, warnings) =>
    `Tumen ${edition === 'weekly' ? 'week to ' : ''}${day}: ${[parts.join(', '), ...warnings].join('; ')}`,
  alert: (reason) => `Alert, ${reason}`,
  actions: { acknowledge: 'I have seen it', notRelevant: 'Not relevant', wrong: 'This is wrong' },
  alertSubject: (reason, headline) => `Tumen alert, ${reason}: ${headline}`,
  burst: {
    name: (n) => `${count(n, 'alert')} at once`,
    subject: (reports) => `Tumen alert: ${reports.join(', ')}`,
    title: (reports) => LIST.format(reports),
    why: 'These alerts fell due within minutes of each other, so they come as one message.',
    acknowledgeAll: 'I have seen them all',
  },
  test: {
    title: 'Tumen: a test message',
    text: 'This is a test. It shows that Tumen reaches you here; it tells of no event, and nothing needs to be done.',
  },
  escalated: (from, minutes) =>
    `${from} has not acknowledged this alert within ${count(minutes, 'minute')}; it comes to you as the next person.`,
  nothingNew: 'nothing new',
  unreachable: (n) => `${count(n, 'feed')} unreachable`,
  corrected: (n) => count(n, 'correction'),
  allRead: (n) => (n === 0 ? 'no feed polled' : `all ${count(n, 'feed')} read`),
  reason: {
    new: 'new report',
    status: 'status changed',
    figure: 'new figure',
    confirmation: 'independent report',
  },
  quiet: (since, documents, feeds, unreachable) => [
    since
      ? `Nothing new since your last digest of ${since}.`
      : 'Nothing to report yet: this is your first digest.',
    `${count(feeds, 'feed')} answered and ${count(documents, 'document')} ${documents === 1 ? 'was' : 'were'} read; none told of anything new in your categories.`,
    unreachable === 0
      ? feeds === 0
        ? 'No feed was due to be polled in that time.'
        : 'Every feed could be read.'
      : `${count(unreachable, 'feed')} could not be read, so this silence is not complete.`,
  ],
  emptyCategories: (names) => `Nothing new: ${names.join('; ')}.`,
  leading: (reports) => `First: ${LIST.format(reports)}`,
  changedSince: { digest: 'Since your last digest', alert: 'Since the last alert' },
  changes: {
    status: (from, to, by) => `${from} → ${to.toLowerCase()}${by ? `, by ${by}` : ''}`,
    figure: (now, source, previous) =>
      previous.length > 0
        ? `New figure: ${now} (${source}), beside ${previous.join(', ')}`
        : `First figure: ${now} (${source})`,
    raised: (now, source, from) => `Figure raised to ${now} (${source}), from ${from}`,
    lowered: (now, source, from) => `Figure lowered to ${now} (${source}), from ${from}`,
    origin: (source) => `Independent report by ${source}`,
  },
  isNew: 'New',
  baseline: 'Background, entered by hand',
  facts: {
    figures: 'How many',
    published: 'First published',
    firstSeen: 'first seen',
    unknownDate: 'date not known',
    history: 'Status so far',
    symbols: 'UN documents',
    duties: 'Duty at stake',
    names: 'Names',
    unnamed: 'not named',
  },
  statements: (n, origins) => `${count(n, 'statement')}, ${count(origins, 'independent origin')}`,
  moreStatements: (n) => count(n, 'more statement'),
  limitedText: 'headline and summary only',
  withheld: 'Quote withheld to protect the people concerned',
  snapshot: 'copy as read',
  eventPage: 'All evidence',
  related: 'Related, outside the categories',
  recalled: 'Older events, told again',
  corrections: 'Corrections of earlier digests',
  withdrawn: (outlets) => `the article of ${outlets.join(', ')} no longer says so, as we read it now.`,
  correction: (toldOn, was, now) => `On ${toldOn} we wrote: “${was}”. Now: ${now}`,
  activity: 'Statements in the last 30 days',
  activityCount: (n, lastWeek) =>
    n === 0 ? 'none' : `${NUMBER.format(n)}, of these ${NUMBER.format(lastWeek)} in the last 7 days`,
  coverage: COVERAGE,
  moreEvents: (n) => `${count(n, 'more event')} did not fit into this mail:`,
  inAttachment: 'the attached page holds all of them',
  inArchive: 'read the whole digest',
  briefly: 'In brief',
  archive: 'Read in the browser',
  why: (rule, words) =>
    words.length > 0
      ? `You get this alert by the rule “${rule}”, on the words ${words.map((word) => `“${word}”`).join(', ')}.`
      : `You get this alert by the rule “${rule}”.`,
  footer: (name, zone, slot) => `For ${name}, ${slot} (${zone}).`,
  unsubscribe: 'Unsubscribe',
  week: ENGLISH_WEEK,
  timeline: TIMELINE,
};

/** "1 feed", "1,200 feeds", "2 more events". */
function count(n: number, noun: string): string {
  return `${NUMBER.format(n)} ${noun}${n === 1 || /(?:goods|minerals)$/u.test(noun) ? '' : 's'}`;
}
