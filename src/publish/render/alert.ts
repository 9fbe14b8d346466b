import type { AlertActions, AlertView } from '../views.ts';
import { clockTime } from '../wording/dates.ts';
import { phrasesOf } from '../wording/index.ts';
import type { Phrases } from '../wording/phrases.ts';
import { cardOf } from './card.ts';
import { readAsset, renderHtml, renderMailHtml, renderText } from './engine.ts';
import { mailtoUrl, safeUrl } from './links.ts';
import type { RenderedMail } from './mail.ts';

/** An alert is one event: this much evidence stays far below the size at which mail programs cut. */
const ALERT_ORIGINS = 8;
/** Longer "words" are passages; the quote is printed anyway. */
const MAX_WORDS = 60;
const MAX_SUBJECT = 200;
const css = readAsset('mail.css');

/** An alert as a mail: the event, what changed, the evidence, and why this reader gets it. */
export function renderAlert(view: AlertView): RenderedMail {
  const { subscriber, event, publicUrl } = view;
  const { zone, role } = subscriber;
  const phrases = phrasesOf(subscriber.language);
  const context = {
    locale: phrases.lang,
    zone,
    role,
    publicUrl,
    since: 'alert',
    maxOrigins: ALERT_ORIGINS,
  } as const;
  const card = cardOf(event, context);
  const words = card.isWithheld ? [] : view.why.words.filter((word) => word.length <= MAX_WORDS);
  const reason = phrases.reason[view.reason];
  const page = {
    phrases,
    css,
    card,
    pageTitle: `Tumen: ${phrases.alert(reason)}`,
    reason: phrases.alert(reason),
    subject: shortened(phrases.alertSubject(reason, card.headline)),
    preheader: card.dateline,
    generated: clockTime(view.generatedAt, zone, phrases.lang),
    why: phrases.why(view.why.rule, words),
    actions: actionLinks(view.actions, phrases),
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

function actionLinks(actions: AlertActions | null, phrases: Phrases): { label: string; href: string }[] {
  if (!actions) return [];
  const { acknowledge, notRelevant, wrong } = phrases.actions;
  return [
    { label: acknowledge, href: actions.acknowledge },
    { label: notRelevant, href: actions.notRelevant },
    { label: wrong, href: actions.wrong },
  ];
}

/** By characters, not code units: a cut never leaves half of one. */
function shortened(subject: string): string {
  const characters = Array.from(subject);
  return characters.length <= MAX_SUBJECT ? subject : `${characters.slice(0, MAX_SUBJECT - 1).join('')}…`;
}
