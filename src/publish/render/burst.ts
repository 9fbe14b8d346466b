import type { BurstView } from '../views.ts';
import { clockTime } from '../wording/dates.ts';
import { phrasesOf } from '../wording/index.ts';
import { alertPart, shortSubject, type ActionLink } from './alert.ts';
import { readAsset, renderHtml, renderMailHtml, renderText, sizeInMail } from './engine.ts';
import { mailtoUrl, safeUrl } from './links.ts';
import { MAX_HTML_BYTES, type RenderedMail } from './mail.ts';
import { countsByType } from './sections.ts';

/** Evidence of each event: enough to judge, little enough that a burst can be read through. */
const ORIGINS = 2;
const css = readAsset('mail.css');

/** Several alerts as one mail. Every event is there; the last of very many come without their evidence, which their pages have. */
export function renderBurst(view: BurstView): RenderedMail {
  const { subscriber, generatedAt, archiveUrl, unsubscribe } = view;
  const phrases = phrasesOf(subscriber.language);
  const reports = burstReports(view);
  const page = {
    phrases,
    css,
    parts: partsThatFit(view),
    pageTitle: `Tumen: ${phrases.burst.name(view.alerts.length)}`,
    name: phrases.burst.name(view.alerts.length),
    title: phrases.burst.title(reports),
    subject: shortSubject(phrases.burst.subject(reports)),
    preheader: phrases.burst.why,
    generated: clockTime(generatedAt, subscriber.zone, phrases.lang),
    acknowledgeAll: acknowledgeAllLink(view),
    archiveHref: safeUrl(archiveUrl),
    unsubscribeHref: safeUrl(unsubscribe.url) ?? mailtoUrl(unsubscribe.mailto),
  };
  return {
    subject: page.subject,
    html: renderMailHtml('layout', { ...page, body: renderHtml('burst', page) }),
    text: renderText('burst.txt', page),
    attachments: [],
  };
}

/** "2 arms-transfer reports", "1 repatriation report": the types, most frequent first. */
export function burstReports({ alerts, subscriber }: BurstView): string[] {
  const { reports } = phrasesOf(subscriber.language);
  return countsByType(alerts.map(({ event }) => event)).map(([type, count]) => reports(type, count));
}

/** The one link for all, or null where no pages are served to readers. */
export function acknowledgeAllLink({ acknowledgeAll, subscriber }: BurstView): ActionLink | null {
  if (acknowledgeAll === null) return null;
  return { label: phrasesOf(subscriber.language).burst.acknowledgeAll, href: acknowledgeAll };
}

function partsThatFit(view: BurstView) {
  const phrases = phrasesOf(view.subscriber.language);
  let room = MAX_HTML_BYTES * 0.9; // heading and foot take less than a tenth
  const bare = view.alerts.map((alert) => alertPart(alert, 0));
  const sizeOf = (part: (typeof bare)[number]) => sizeInMail('burst-event', { part, phrases }, css);
  const sizes = bare.map(sizeOf);
  room -= sizes.reduce((sum, size) => sum + size, 0);
  return view.alerts.map((alert, index) => {
    const [least, size] = [bare[index] ?? alertPart(alert, 0), sizes[index] ?? 0];
    const full = alertPart(alert, ORIGINS);
    const more = sizeOf(full) - size;
    if (more > room) return least;
    room -= more;
    return full;
  });
}
