import { expect, test } from 'vitest';
import { createPrefilter } from '../../src/sources/prefilter.ts';
import { loadCatalog } from '../../src/sources/index.ts';

const { prefilter } = loadCatalog('feeds.yaml');
const names = (title: string, summaryHtml: string | null = null, tags: string[] = []) =>
  prefilter({ title, summaryHtml, contentHtml: null, tags });

test.each([
  'North Korea sends workers',
  'NORTH KOREAN freighter in port',
  'N. Korea, Russia hold talks',
  'N.K. leader visits plant',
  'The DPRK’s delegation arrives',
  'Pyongyang-based firm listed',
  'Workers’ Party of Korea meets',
  '북한, 러시아에 노동자 추가 파견',
  '북한의 석탄이',
  '남북 연락사무소',
  '"북 선박, 제재 위반"',
  '北, 미사일 발사',
  '러-北 열차 운행 재개',
  '北김정은 참관',
  '탈북민 강제북송 우려',
  'В КНДР отправили рабочих',
  'Северная Корея и Россия',
  'поставки из Северной Кореи',
  'северокорейские рабочие',
  'переговоры в Пхеньяне',
  '朝鲜代表团抵达北京',
  '中朝边境贸易恢复',
  '北韓船隻轉運煤炭',
  '北朝鮮の労働者、ロシアへ',
  '露朝首脳会談の日程',
  'ピョンヤンで式典',
])('%s names the DPRK', (title) => {
  expect(names(title)).toBe(true);
});

test.each([
  'South Korea exports rise',
  'Northern Korea Street reopens',
  'Northkoreana is a beetle',
  'UNDPRKX index falls',
  '대전북부서 화재',
  '전북 지역 폭우',
  '북한산 등산로 통제',
  '북한강 수위 상승',
  '북중미 월드컵 일정',
  '북극 항로 개척',
  '北京冬奥会开幕',
  '湖北省官员访问河北',
  '美国正朝着新目标前进',
  '飞机朝中东方向飞去',
  '25日朝、関東で雨',
  '朝日新聞の社説',
  '東北地方で地震',
  'Южная Корея увеличила экспорт',
  'Северный флот провёл учения',
  '',
])('%s does not', (title) => {
  expect(names(title)).toBe(false);
});

test('the summary and the tags count, markup does not', () => {
  expect(names('Ship seized', '<p>It flew the flag of <b>North&nbsp;Korea</b>.</p>')).toBe(true);
  expect(names('Ship seized', '<a href="https://a.example/north korea">It</a> flew no flag.')).toBe(false);
  expect(names('Ship seized', null, ['North Korea'])).toBe(true);
});

test('where a feed has no summary its body stands in', () => {
  const item = { title: 'Ship seized', summaryHtml: null, contentHtml: '<p>From North Korea.</p>', tags: [] };
  expect(prefilter(item)).toBe(true);
});

test('composed and decomposed, wide and narrow letters are the same', () => {
  expect(names('북한 소식'.normalize('NFD'))).toBe(true);
  expect(names('ＤＰＲＫ delegation')).toBe(true);
});

test('characters of regular expressions are letters like any other', () => {
  const words = {
    en: ['d.p.r.k. (north)', 'a+b|c'],
    ko: ['북한'],
    ru: ['кндр'],
    zh: ['朝鲜'],
    ja: ['北朝鮮'],
  };
  const filter = createPrefilter(words);
  const says = (title: string) => filter({ title, summaryHtml: null, contentHtml: null, tags: [] });
  expect(says('The D.P.R.K. (North) said')).toBe(true);
  expect(says('dxpxrxkx (north)')).toBe(false);
  expect(says('c')).toBe(false);
});

test('a hostile summary takes no time', () => {
  const started = performance.now();
  for (const text of [
    'северн '.repeat(200_000),
    'north '.repeat(200_000),
    '<'.repeat(1_000_000),
    '북'.repeat(500_000),
  ]) {
    names(text.slice(0, 2000), text);
  }
  expect(performance.now() - started).toBeLessThan(5000);
});
