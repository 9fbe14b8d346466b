import { describe, expect, test } from 'vitest';
import { extractPage } from '../../src/extract/index.ts';
import { SAMPLE_PAGES, page } from './pages.ts';

const flagsOf = (title: string, body: string, head = ''): string[] =>
  extractPage(Buffer.from(`<html><head><title>${title}</title>${head}</head><body>${body}</body></html>`))
    .flags;

describe('instead of an article', () => {
  test.each([
    ['bot-check', 'Just a moment...', '<p>Checking your browser before you continue to the site.</p>'],
    [
      'bot-check',
      'Access denied',
      '<h1>Access denied</h1><p>You do not have permission to view this page.</p>',
    ],
    ['bot-check', '보안 확인', '<p>잠시만 기다려 주십시오. 접속이 안전한지 확인하고 있습니다.</p>'],
    ['soft-404', 'Page not found | Courier', '<h1>Sorry</h1><p>We looked everywhere.</p>'],
    ['soft-404', '항구신문', '<p>페이지를 찾을 수 없습니다. 주소를 다시 확인해 주세요.</p>'],
    ['soft-404', 'Страница не найдена', '<p>Такой страницы нет на сайте.</p>'],
    ['soft-404', '海港日报', '<p>您访问的页面不存在或已被删除。</p>'],
    [
      'soft-404',
      '港湾新報',
      '<p>お探しのページは見つかりませんでした。記事は掲載期間を過ぎた可能性があります。</p>',
    ],
    [
      'consent',
      'Before you continue',
      '<p>We use cookies. Accept all cookies or manage options. Our partners store cookies with your consent.</p>',
    ],
    [
      'consent',
      'Courier',
      '<p>We use cookies and need your consent. Accept all or manage options: your privacy settings can be changed.</p>',
    ],
    [
      'js-required',
      'Courier',
      '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>',
    ],
    ['thin', 'Courier', '<p>Hello there.</p>'],
  ])('%s: %s', (flag, title, body) => {
    expect(flagsOf(title, body)).toContain(flag);
  });

  test('meta-refresh: a page that only sends on', () => {
    expect(flagsOf('Moved', '<p>Moved.</p>', '<meta http-equiv="refresh" content="0; url=/new">')).toContain(
      'meta-refresh',
    );
  });
});

describe('an article', () => {
  test.each(SAMPLE_PAGES.map(({ lang, html }) => [lang, html] as const))(
    'in %s is none of these',
    (_, html) => {
      expect(extractPage(Buffer.from(html)).flags).toEqual([]);
    },
  );

  test('about cookies and captchas is an article', () => {
    const prose =
      'The regulator said that cookies need consent, and that a captcha is no such thing, in a ruling of many pages. '.repeat(
        24,
      );
    expect(
      flagsOf('Regulator rules on consent', `<h1>Regulator rules on consent</h1><p>${prose}</p>`),
    ).toEqual([]);
  });

  test('behind a paywall is marked, and keeps its text', () => {
    const marked = extractPage(
      page({
        head: '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","isAccessibleForFree":"False"}</script>',
      }),
    );
    expect(marked.flags).toEqual(['paywall']);
    expect(marked.text).toContain('A freighter');
    const notice = extractPage(page({ after: '<p>Subscribe now to continue reading this story today.</p>' }));
    expect(notice.flags).toEqual(['paywall']);
  });

  test('in AMP is marked', () => {
    expect(extractPage(page({ html: '⚡ lang="en"' })).flags).toEqual(['amp']);
  });
});
