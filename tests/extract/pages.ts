/** Article pages of our own making in five languages, with the furniture that real ones carry. */

export interface SamplePage {
  lang: string;
  title: string;
  byline: string;
  day: string;
  paragraphs: string[];
  /** What must not come out as text: navigation, datelines, related headlines, notices. */
  furniture: string[];
  html: string;
}

interface Words {
  lang: string;
  site: string;
  title: string;
  byline: string;
  dateline: string;
  day: string;
  paragraphs: string[];
  nav: string[];
  related: string[];
  relatedHeading: string;
  rights: string;
}

const PAGES: Words[] = [
  {
    lang: 'en',
    site: 'The Harbour Courier',
    title: 'Freighter left Rajin with containers bound for Vostochny, port records show',
    byline: 'Mira Holt',
    dateline: 'Published: 14 October 2023, 09:12',
    day: '2023-10-14',
    paragraphs: [
      'A freighter that had been silent for eleven days left the North Korean port of Rajin on Thursday with about 300 containers, according to port records seen by the Courier.',
      'Officials in Vladivostok declined to say what was inside. "We do not comment on cargo that is in transit," a spokesman said by telephone late on Friday evening.',
      'It was the fourth such voyage since the end of August, and the third by a ship whose owner is under sanctions.',
    ],
    nav: ['Home', 'World news', 'Shipping', 'About us'],
    related: [
      'Ten harbours to see before winter sets in on the coast',
      'Why the price of coal fell again in the third quarter',
    ],
    relatedHeading: 'Related articles',
    rights: '© 2023 The Harbour Courier. All rights reserved.',
  },
  {
    lang: 'ko',
    site: '항구신문',
    title: '나진항 떠난 화물선, 컨테이너 300개 싣고 보스토치니로 향했다',
    byline: '한서윤',
    dateline: '입력 2023.10.14 09:12 수정 2023.10.14 11:40',
    day: '2023-10-14',
    paragraphs: [
      '열하루 동안 위치 신호를 끈 화물선 한 척이 지난 12일 컨테이너 약 300개를 싣고 북한 나진항을 떠난 것으로 확인됐다고 항만 기록이 전했다.',
      '블라디보스토크 당국은 내용물에 대해 말하지 않았다. 대변인은 금요일 늦게 전화 통화에서 "이동 중인 화물에 대해서는 언급하지 않는다"고 밝혔다.',
      '이번 항해는 8월 말 이후 네 번째이며, 제재 대상 선주가 소유한 배로는 세 번째다.',
    ],
    nav: ['홈', '국제', '해운', '회사 소개'],
    related: [
      '겨울이 오기 전에 꼭 가 봐야 할 항구 열 곳을 소개합니다',
      '3분기 석탄 가격이 다시 내려간 까닭은 무엇인가',
    ],
    relatedHeading: '관련 기사',
    rights: '저작권자 © 항구신문 무단 전재 및 재배포 금지',
  },
  {
    lang: 'ru',
    site: 'Портовый вестник',
    title: 'Сухогруз вышел из Раджина с контейнерами для порта Восточный',
    byline: 'Ольга Ветрова',
    dateline: 'Опубликовано 14 октября 2023, 09:12',
    day: '2023-10-14',
    paragraphs: [
      'Сухогруз, который одиннадцать дней не подавал сигналов, в четверг вышел из северокорейского порта Раджин примерно с 300 контейнерами, следует из портовых записей.',
      'Власти Владивостока не сказали, что внутри. «Мы не комментируем грузы, которые находятся в пути», — заявил представитель порта по телефону поздно вечером в пятницу.',
      'Это уже четвёртый такой рейс с конца августа и третий, который совершило судно подсанкционного владельца.',
    ],
    nav: ['Главная', 'Мир', 'Судоходство', 'О нас'],
    related: [
      'Десять гаваней, которые стоит увидеть до наступления зимы',
      'Почему в третьем квартале снова подешевел уголь',
    ],
    relatedHeading: 'Читайте также',
    rights: '© 2023 Портовый вестник. Все права защищены.',
  },
  {
    lang: 'zh',
    site: '海港日报',
    title: '货轮载三百个集装箱驶离罗津港，前往俄罗斯东方港',
    byline: '林若溪',
    dateline: '发布时间：2023年10月14日 09:12',
    day: '2023-10-14',
    paragraphs: [
      '港口记录显示，一艘关闭定位信号达十一天之久的货轮星期四载着约三百个集装箱驶离朝鲜罗津港，随后向东北方向航行，预计两天后抵达目的地。',
      '符拉迪沃斯托克官员拒绝透露箱内装有何物。一位发言人星期五深夜在电话中说：“我们不对运输途中的货物发表评论。”',
      '这是八月底以来第四次类似航行，也是受制裁船东名下船只的第三次航行，船东没有回复记者的提问。',
    ],
    nav: ['首页', '国际', '航运', '关于我们'],
    related: ['冬天到来之前一定要去看看的十座海港城市', '第三季度煤炭价格为什么又一次下跌'],
    relatedHeading: '相关阅读',
    rights: '版权所有 海港日报，未经授权不得转载。',
  },
  {
    lang: 'ja',
    site: '港湾新報',
    title: '貨物船がコンテナ三百個を積み羅津港を出港、ロシアの港へ',
    byline: '水野 灯',
    dateline: '公開 2023年10月14日 9時12分',
    day: '2023-10-14',
    paragraphs: [
      '港の記録によると、十一日間にわたり位置信号を切っていた貨物船が木曜日、約三百個のコンテナを積んで北朝鮮の羅津港を出港していたことが分かった。',
      'ウラジオストクの当局は中身を明らかにしなかった。報道官は金曜日の夜遅く、電話で「輸送中の貨物についてはコメントしない」と述べた。',
      '同様の航海は八月末から数えて四回目で、制裁対象の船主が所有する船によるものとしては三回目になる。',
    ],
    nav: ['ホーム', '国際', '海運', '会社概要'],
    related: [
      '冬が来る前に一度は訪れておきたい港町を十か所紹介します',
      '第三四半期に石炭の価格が再び下がったのはなぜなのか',
    ],
    relatedHeading: '関連記事',
    rights: '© 港湾新報 無断転載を禁じます。',
  },
];

export const SAMPLE_PAGES: SamplePage[] = PAGES.map((words) => ({
  ...words,
  furniture: [...words.nav.slice(1), ...words.related, words.relatedHeading, words.dateline, words.rights],
  html: render(words),
}));

function render(words: Words): string {
  const links = (texts: string[]): string =>
    texts.map((text) => `<li><a href="/x">${text}</a></li>`).join('');
  return `<!DOCTYPE html>
<html lang="${words.lang}"><head><meta charset="utf-8"><title>${words.title} - ${words.site}</title>
<meta property="og:site_name" content="${words.site}"><link rel="canonical" href="/news/2291">
<script>var tracking = "${'x'.repeat(200)}";</script></head>
<body><header><a href="/">${words.site}</a><div class="menu"><ul>${links(words.nav)}</ul></div></header>
<div id="wrap"><div class="story"><h1>${words.title}</h1>
<p class="byline">${words.byline}</p><p class="dateline">${words.dateline}</p>
${words.paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}
<div class="more"><h3>${words.relatedHeading}</h3><ul>${links(words.related)}</ul></div></div></div>
<footer><p>${words.rights}</p></footer></body></html>`;
}

/** A page with one article and whatever else is put into its head and body. */
export function page(parts: { head?: string; before?: string; after?: string; html?: string }): Uint8Array {
  const prose = SAMPLE_PAGES[0]!.paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('');
  return Buffer.from(
    `<html ${parts.html ?? 'lang="en"'}><head>${parts.head ?? ''}</head><body>${parts.before ?? ''}<div>${prose}</div>${parts.after ?? ''}</body></html>`,
  );
}
