import { escapeUTF8 } from 'entities';
import { DateTime } from 'luxon';
import type { DemoFeed } from './data.ts';
import type { Story } from './stories.ts';

/** Stands on every page, in every feed and on every sheet of a document of the sample. */
export const SAMPLE_NOTE = 'Tumen sample text, after real events.';

/** The article page of a story. `others` are stories of the outlet that its boxes link to. */
export function renderArticle(story: Story, others: Story[], origin: string): string {
  const layout = { classic: classicPage, portal: portalPage, press: pressPage }[story.feed.layout];
  return layout(story, others.filter((it) => it.path !== story.path).slice(0, 4), origin);
}

/** A modern outlet: article element, JSON-LD, canonical link. */
function classicPage(story: Story, others: Story[], origin: string): string {
  const { feed } = story;
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: story.title,
    datePublished: story.published.toISOString(),
    dateModified: story.updated.toISOString(),
    ...(story.item.byline ? { author: { '@type': 'Person', name: story.item.byline } } : {}),
    publisher: { '@type': 'Organization', name: feed.outlet },
    mainEntityOfPage: story.url,
  };
  const json = JSON.stringify(data).replaceAll('<', '\\u003c'); // a headline must not end the script element
  const head = `<link rel="canonical" href="${story.url}">
  <meta property="og:title" content="${escapeUTF8(story.title)}">
  <script type="application/ld+json">${json}</script>`;
  const body = `<header class="site"><a href="${origin}/${feed.id}/">${escapeUTF8(feed.outlet)}</a>
  <nav><ul><li><a href="/${feed.id}/">Home</a></li><li><a href="/${feed.id}/world">World</a></li><li><a href="/${feed.id}/sport">Sport</a></li></ul></nav></header>
<main>
  <article>
    <h1>${escapeUTF8(story.title)}</h1>
    <p class="byline">${escapeUTF8(story.item.byline ?? feed.outlet)} · <time datetime="${story.published.toISOString()}">${localTime(story)}</time></p>
    <div class="article-body">
${paragraphs(story)}
    </div>
  </article>
  <aside class="related"><h2>More</h2><ul>${links(others)}</ul></aside>
</main>`;
  return document(story, head, body);
}

/** An older portal: tables of div elements, date in a meta element, a tracking parameter in its own links. */
function portalPage(story: Story, others: Story[], origin: string): string {
  const { feed } = story;
  const head = `<link rel="canonical" href="${story.url}">
  <meta property="og:type" content="article">
  <meta property="og:title" content="${escapeUTF8(story.title)}">
  <meta property="article:published_time" content="${DateTime.fromJSDate(story.published, { zone: feed.zone }).toISO({ suppressMilliseconds: true })}">`;
  const body = `<div id="top"><div class="logo">${escapeUTF8(feed.outlet)}</div><div class="menu"><a href="${origin}/${feed.id}/?ref=menu">1</a> <a href="${origin}/${feed.id}/?ref=menu2">2</a></div></div>
<div id="wrap">
  <div class="view_tit"><h2>${escapeUTF8(story.title)}</h2><span class="date">${localTime(story)}</span></div>
  <div class="view_txt">
${paragraphs(story)}
  </div>
  <div class="side"><div class="rank"><ol>${links(others)}</ol></div></div>
</div>`;
  return document(story, head, body);
}

/** A press release of the United Nations: furniture first, then code, headline and body. */
function pressPage(story: Story, others: Story[]): string {
  const code = /(sc|ga|ecosoc|hrc|sgsm|db)(\d+)/u.exec(story.path);
  const head = `<link rel="canonical" href="${story.url}">
  <meta property="article:published_time" content="${story.published.toISOString()}">`;
  const body = `<div class="region-header"><a href="/en">Welcome</a><ul class="menu"><li>In progress at UNHQ</li><li>Meetings Coverage</li><li>Press Releases</li></ul></div>
<main>
  <div class="field--name-field-symbol">${code ? `${(code[1] ?? '').toUpperCase()}/${code[2]}` : ''}</div>
  <div class="field--name-field-date">${localTime(story)}</div>
  <h1 class="page-header">${escapeUTF8(story.title)}</h1>
  <div class="block-field-block-node-press-body">
${paragraphs(story)}
  </div>
  <div class="view-related"><ul>${links(others)}</ul></div>
</main>`;
  return document(story, head, body);
}

function document({ feed, title, item }: Story, head: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="${feed.lang}">
<head>
  <meta charset="${feed.encoding}">
  <title>${escapeUTF8(title)} - ${escapeUTF8(feed.outlet)}</title>
  <meta name="generator" content="${SAMPLE_NOTE}">
  ${head}
</head>
<body>
${body}
<footer class="footer"><small>${SAMPLE_NOTE} ${escapeUTF8(`Modelled on: ${item.after}.`)}</small></footer>
</body>
</html>
`;
}

function paragraphs(story: Story): string {
  return story.paragraphs.map((paragraph) => `      <p>${escapeUTF8(paragraph)}</p>`).join('\n');
}

function links(stories: Story[]): string {
  return stories
    .map((it) => `<li><a href="${it.path}?ref=related">${escapeUTF8(it.title)}</a></li>`)
    .join('');
}

function localTime({ published, feed }: Story): string {
  const form = {
    en: 'd LLLL yyyy, HH:mm',
    ko: 'yyyy.MM.dd HH:mm',
    ru: 'dd.MM.yyyy HH:mm',
    zh: 'yyyy-MM-dd HH:mm',
    ja: 'yyyy年M月d日 HH時mm分',
  };
  return DateTime.fromJSDate(published, { zone: feed.zone }).setLocale('en').toFormat(form[feed.lang]);
}

/** A page with status 200 that asks for a browser; no article is on it. */
export function botWallPage(feed: DemoFeed): string {
  return bare(
    'Just a moment...',
    `<div id="challenge"><h1>${escapeUTF8(feed.outlet)}</h1><p>Checking your browser before you go on. Enable JavaScript and cookies to continue.</p></div><noscript>Verify you are human.</noscript>`,
  );
}

/** A page with status 200 that asks for consent to cookies; no article is on it. */
export function consentPage(feed: DemoFeed): string {
  return bare(
    'Before you continue',
    `<form id="consent" action="/consent" method="post"><h1>Before you continue to ${escapeUTF8(feed.outlet)}</h1><p>We and our partners use cookies and similar technologies. Choose whether you accept all cookies or manage your privacy settings.</p><button>Accept all</button><button>Reject all</button></form>`,
  );
}

/** Pages that carry a status and a sentence: not found, forbidden, the viewer of a document. */
export function plainPage(title: string, sentence: string): string {
  return bare(title, `<h1>${escapeUTF8(title)}</h1><p>${escapeUTF8(sentence)}</p>`);
}

function bare(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeUTF8(title)}</title><meta name="generator" content="${SAMPLE_NOTE}"></head>
<body>${body}<footer><small>${SAMPLE_NOTE}</small></footer></body></html>
`;
}
