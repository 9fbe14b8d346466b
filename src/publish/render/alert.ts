import type { AlertActions, AlertView } from '../views.ts';
import { clockTime } from '../wording/dates.ts';
import { phrasesOf } from '../wording/index.ts';
import type { Phrases } from '../wording/phrases.ts';
import { cardOf, type EventCard } from './card.ts';
import { readAsset, renderHtml, renderMailHtml, renderText } from './engine.ts';
import { mailtoUrl, safeUrl } from './links.ts';
import type { RenderedMail } from './mail.ts';

/** An alert is one event: what an analyst reads at once. The rest is on its page; ... */
const ALERT_ORIGINS = 8;
/** ... without a page to link to it is printed, as far as mail programs do not cut. */
const ALERT_ORIGINS_UNLINKED = 60;
/** Longer "words" are passages; the quote is printed anyway. */
const MAX_WORDS = 60;
const MAX_SUBJECT = 200;
const css = readAsset('mail.css');

/** An alert as a mail: the event, what changed, the evidence, and why this reader gets it. */
export function renderAlert(view: AlertView): RenderedMail {
  const { zone } = view.subscriber;
  const phrases = phrasesOf(view.subscriber.language);
  const part = alertPart(view, view.publicUrl === null ? ALERT_ORIGINS_UNLINKED : ALERT_ORIGINS);
  const page = {
    ...part,
    phrases,
    css,
    pageTitle: `Tumen: ${phrases.alert(part.reason)}`,
    reason: phrases.alert(part.reason),
    subject: shortSubject(phrases.alertSubject(part.reason, part.card.headline)),
    preheader: part.escalated ?? part.card.dateline,
    generated: clockTime(view.generatedAt, zone, phrases.lang),
    archiveHref: safeUrl(view.archiveUrl),
    unsubscribeHref: safeUrl(view.unsubscribe.url) ?? mailtoUrl(view.unsubscribe.mailto),
  };
  return {
    subject: page.subject,
    html: renderMailHtml('layout', { ...page, body: renderHtml('alert', page) }),
    text: renderText('alert.txt', page),
    attachments: [],
  };
}

/** What a message says of one alert, whether it is the only one in it or not. */
export interface AlertPart {
  card: EventCard;
  reason: string;
  why: string;
  escalated: string | null;
  actions: ActionLink[];
}

export interface ActionLink {
  label: string;
  href: string;
}

/** An alert in words, with the evidence of `maxOrigins` independent origins. */
export function alertPart(view: AlertView, maxOrigins: number): AlertPart {
  const { subscriber, event, publicUrl, escalation } = view;
  const { zone, role, language } = subscriber;
  const phrases = phrasesOf(language);
  const card = cardOf(event, { locale: language, zone, role, publicUrl, since: 'alert', maxOrigins });
  const words = card.isWithheld ? [] : view.why.words.filter((word) => word.length <= MAX_WORDS);
  return {
    card,
    reason: phrases.reason[view.reason],
    why: phrases.why(view.why.rule, words),
    escalated: escalation && phrases.escalated(escalation.from, escalation.minutes),
    actions: actionLinks(view.actions, phrases),
  };
}

function actionLinks(actions: AlertActions | null, phrases: Phrases): ActionLink[] {
  if (!actions) return [];
  const { acknowledge, notRelevant, wrong } = phrases.actions;
  return [
    { label: acknowledge, href: actions.acknowledge },
    { label: notRelevant, href: actions.notRelevant },
    { label: wrong, href: actions.wrong },
  ];
}

/** By characters, not code units: a cut never leaves half of one. */
export function shortSubject(subject: string): string {
  const characters = Array.from(subject);
  return characters.length <= MAX_SUBJECT ? subject : `${characters.slice(0, MAX_SUBJECT - 1).join('')}…`;
}
