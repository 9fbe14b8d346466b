/** Sentences of our own about the DPRK in the languages of the sources, and feeds made of them. */

export interface Sample {
  language: string;
  /** Legacy encodings that hold every character of the sample. */
  encodings: readonly string[];
  titles: readonly [string, string, string];
  body: string;
}

export const SAMPLES: readonly Sample[] = [
  {
    language: 'ko',
    encodings: ['euc-kr'],
    titles: [
      '북한 노동자 송환 시한 지났지만 러시아에 남아',
      '유엔 안보리, 대북제재 결의 논의',
      '탈북민 강제송환 중단 촉구',
    ],
    body: '국제인권단체는 중국 정부에 탈북민을 북한으로 돌려보내지 말라고 요구했다. 단체는 지난해 가을 수백 명이 한꺼번에 송환됐다고 밝혔다.',
  },
  {
    language: 'zh-cn',
    encodings: ['gb2312', 'gbk', 'gb18030'],
    titles: ['联合国安理会讨论朝鲜制裁决议', '俄罗斯否决专家小组延期', '中国海关公布对朝贸易数据'],
    body: '安理会星期四就朝鲜问题举行公开会议。多名代表表示,制裁决议应当得到全面执行,人权状况令人担忧。',
  },
  {
    language: 'zh-tw',
    encodings: ['big5'],
    titles: ['聯合國安理會討論朝鮮制裁決議', '俄羅斯否決專家小組延期', '美國財政部公布新的制裁名單'],
    body: '安理會星期四就朝鮮問題舉行公開會議。多名代表表示,制裁決議應當得到全面執行,人權狀況令人擔憂。',
  },
  {
    language: 'ja',
    encodings: ['shift_jis', 'euc-jp'],
    titles: [
      '北朝鮮の労働者、期限後もロシアに残る',
      '国連安保理、制裁決議をめぐり協議',
      '脱北者の強制送還に懸念',
    ],
    body: '国連の報告者は、中国に拘束されている脱北者が本人の意思に反して送り返されるおそれがあると述べた。',
  },
  {
    language: 'ru',
    encodings: ['windows-1251', 'koi8-r', 'iso-8859-5'],
    titles: [
      'Россия наложила вето на продление группы экспертов',
      'Рабочие из КНДР остаются в Приморье',
      'Совет Безопасности обсудил санкции',
    ],
    body: 'Совет Безопасности ООН не смог продлить мандат группы экспертов, которая следила за исполнением санкций против Северной Кореи.',
  },
  {
    language: 'fr',
    encodings: ['windows-1252', 'iso-8859-1'],
    titles: [
      'Corée du Nord : l’ONU dénonce le travail forcé',
      'La Russie met fin au groupe d’experts',
      'Des réfugiés renvoyés de force, selon une ONG',
    ],
    body: 'Le Conseil de sécurité n’a pas prorogé le mandat du groupe d’experts chargé de surveiller les sanctions – une première depuis 2009.',
  },
];

export interface RssOptions {
  /** The encoding that the XML declaration claims; none: no declaration. */
  declared?: string;
  /** Whether `<language>` is given. */
  withLanguage?: boolean;
}

/** An RSS 2.0 feed of three items. */
export function rssOf(sample: Sample, { declared, withLanguage = false }: RssOptions = {}): string {
  const items = sample.titles.map(
    (title, i) =>
      `<item><title>${title}</title><link>https://news.example/${i}</link><guid>id-${i}</guid>` +
      `<pubDate>Mon, 0${i + 1} Jun 2026 08:00:00 +0900</pubDate><description><![CDATA[<p>${sample.body}</p>]]></description></item>`,
  );
  return (
    (declared ? `<?xml version="1.0" encoding="${declared}"?>\n` : '') +
    `<rss version="2.0"><channel><title>${sample.titles[0]}</title><link>https://news.example/</link>` +
    (withLanguage ? `<language>${sample.language}</language>` : '') +
    `${items.join('\n')}</channel></rss>`
  );
}

/** An Atom feed of the same items. */
export function atomOf(sample: Sample): string {
  const entries = sample.titles.map(
    (title, i) =>
      `<entry><title>${title}</title><link href="/${i}"/><id>tag:news.example,2026:${i}</id><updated>2026-06-0${i + 1}T08:00:00+09:00</updated>` +
      `<content type="html">&lt;p&gt;${sample.body} &lt;a href="more/${i}"&gt;…&lt;/a&gt;&lt;/p&gt;</content></entry>`,
  );
  return (
    `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${sample.language}" xml:base="https://news.example/feed/">` +
    `<title>${sample.titles[0]}</title><link href="https://news.example/"/><link rel="prev-archive" href="2026-05.xml"/>` +
    `<author><name>Редакция</name><email>desk@news.example</email></author>${entries.join('')}</feed>`
  );
}

/** A JSON Feed of the same items. */
export function jsonOf(sample: Sample): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: sample.titles[0],
    home_page_url: 'https://news.example/',
    language: sample.language,
    items: sample.titles.map((title, i) => ({
      id: `id-${i}`,
      url: `https://news.example/${i}`,
      title,
      content_html: `<p>${sample.body}</p>`,
      date_published: `2026-06-0${i + 1}T08:00:00+09:00`,
      authors: [{ name: 'Редакция' }],
    })),
  });
}
