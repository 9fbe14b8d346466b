import type { TestView } from '../views.ts';
import { clockTime } from '../wording/dates.ts';
import { phrasesOf } from '../wording/index.ts';
import { readAsset, renderHtml, renderMailHtml } from './engine.ts';
import { mailtoUrl, safeUrl } from './links.ts';
import type { RenderedMail } from './mail.ts';

const css = readAsset('mail.css');

/** A mail that only shows that mail arrives, and says so. */
export function renderTestMessage({ subscriber, generatedAt, unsubscribe }: TestView): RenderedMail {
  const phrases = phrasesOf(subscriber.language);
  const { title, text } = phrases.test;
  const page = {
    phrases,
    css,
    pageTitle: title,
    preheader: text,
    title,
    text,
    generated: clockTime(generatedAt, subscriber.zone, phrases.lang),
    unsubscribeHref: safeUrl(unsubscribe.url) ?? mailtoUrl(unsubscribe.mailto),
  };
  return {
    subject: title,
    html: renderMailHtml('layout', { ...page, body: renderHtml('test-message', page) }),
    text: `${title}\n\n${text}\n\n${page.generated}\n`,
    attachments: [],
  };
}
