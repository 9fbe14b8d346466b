/**
 * Names of goods and places in the frame languages. Sources write in five languages; a headline in the reader's language
 * names what it can and leaves the rest in the words of the source.
 */
import { FormMatcher } from '../../events/forms.ts';
import { linkingRules } from '../../events/rules.ts';
import type { Locale } from './phrases.ts';

/** `id` is the English name; names follow the grammar of keywords/gazetteer.yaml (a "*" also matches longer words). */
interface Goods {
  id: string;
  ko: string;
  names: readonly string[];
}

const GOODS: readonly Goods[] = [
  { id: 'artillery shells', ko: '포탄', names: ['artillery shell', 'artillery shells', 'artillery rounds', 'shell', 'shells', 'снаряд*', 'артиллерийск* снаряд*', '포탄', '炮弹', '砲彈', '砲弾'] },
  { id: 'ammunition', ko: '탄약', names: ['ammunition', 'munition', 'munitions', 'rounds', 'боеприпас*', '탄약', '弹药', '彈藥', '弾薬'] },
  { id: 'ballistic missiles', ko: '탄도미사일', names: ['ballistic missile', 'ballistic missiles', 'баллистическ* ракет*', '탄도미사일', '弹道导弹', '彈道飛彈', '弾道ミサイル'] },
  { id: 'missiles', ko: '미사일', names: ['missile', 'missiles', 'ракет*', '미사일', '导弹', '飛彈', 'ミサイル'] },
  { id: 'rockets', ko: '로켓', names: ['rocket', 'rockets', '로켓', '로켓탄', '火箭', 'ロケット弾'] },
  { id: 'self-propelled guns', ko: '자주포', names: ['self-propelled gun', 'self-propelled guns', 'self-propelled howitzer', 'self-propelled howitzers', 'самоходн* орудие', 'самоходн* установ*', 'САУ', '자주포', '自行火炮', '自走砲'] },
  { id: 'artillery pieces', ko: '화포', names: ['artillery piece', 'artillery pieces', 'artillery guns', 'guns', 'howitzer', 'howitzers', 'гаубиц*', 'орудия', 'орудий', '화포', '곡사포', '火炮', '榴弹炮', '火砲', '榴弾砲'] },
  { id: 'rocket launchers', ko: '방사포', names: ['rocket launcher', 'rocket launchers', 'РСЗО', '방사포', '火箭炮', '火箭砲', '多連装ロケット砲'] },
  { id: 'arms', ko: '무기', names: ['arms', 'weapon', 'weapons', 'weaponry', 'оружи*', 'вооружени*', '무기', '武器', '兵器'] },
  { id: 'military equipment', ko: '군사 장비', names: ['military equipment', 'военн* имуществ*', 'военн* техник*', '군사 장비', '군수품', '군수물자', '装备', '裝備', '军事装备', '軍事装備', '軍需品'] },
  { id: 'air-defence systems', ko: '방공 체계', names: ['air defence', 'air defense', 'air-defence system', 'air defence systems', 'ПВО', '방공', '방공체계', '防空'] },
  { id: 'fighter jets', ko: '전투기', names: ['fighter jet', 'fighter jets', 'истребител*', '전투기', '战斗机', '戦闘機'] },
  { id: 'drones', ko: '무인기', names: ['drone', 'drones', 'беспилотник*', 'дрон*', '무인기', '드론', '无人机', '無人機', 'ドローン'] },
  { id: 'military technology', ko: '군사 기술', names: ['military technology', 'военн* технолог*', '군사 기술', '군사기술', '军事技术', '軍事技術'] },
  { id: 'satellite technology', ko: '위성 기술', names: ['satellite technology', 'спутников* технолог*', '위성 기술', '위성기술', '卫星技术', '衛星技術'] },
  { id: 'refined petroleum', ko: '정제유', names: ['refined petroleum', 'refined oil', 'oil products', 'petroleum products', 'нефтепродукт*', '정제유', '석유제품', '成品油', '精炼石油', '石油精製品'] },
  { id: 'oil', ko: '석유', names: ['oil', 'нефть', 'нефти', '원유', '석유', '石油', '原油'] },
  { id: 'fuel', ko: '연료', names: ['fuel', 'топлив*', '연료', '유류', '燃料', '燃油'] },
  { id: 'diesel', ko: '경유', names: ['diesel', 'дизел*', 'дизтоплив*', '디젤유', '柴油', '軽油'] },
  { id: 'coal', ko: '석탄', names: ['coal', 'уголь', 'угля', 'углем', '석탄', '煤炭', '煤', '石炭'] },
  { id: 'iron ore', ko: '철광석', names: ['iron ore', 'железн* руд*', '철광석', '铁矿石', '鉄鉱石'] },
  { id: 'virtual currency', ko: '가상화폐', names: ['virtual currency', 'virtual assets', 'cryptocurrency', 'crypto', 'криптовалют*', '가상화폐', '가상자산', '암호화폐', '加密货币', '虚拟货币', '暗号資産', '仮想通貨'] },
  { id: 'luxury goods', ko: '사치품', names: ['luxury goods', 'luxury items', 'предмет* роскоши', '사치품', '奢侈品', '贅沢品'] },
  { id: 'seafood', ko: '수산물', names: ['seafood', 'морепродукт*', '수산물', '海产品', '水産物'] },
  { id: 'textiles', ko: '섬유', names: ['textiles', 'текстил*', '섬유', '의류', '纺织品', '繊維製品'] },
  { id: 'goods', ko: '상품', names: ['products', 'product', 'goods', 'товар*', 'продукци*', '상품', '제품', '产品', '製品'] },
]; // prettier-ignore

const MATCHER = new FormMatcher(GOODS);
const KOREAN = new Map(GOODS.map(({ id, ko }) => [id, ko]));
const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const HANGUL = /\p{Script=Hangul}/u;
const READABLE: Readonly<Record<Locale, RegExp>> = {
  en: /^[\p{Script=Latin}\p{N}\p{P}\p{S}\s]*$/u,
  ko: HANGUL,
};

/** Nothing but a calibre, in any of the five languages: "152㎜", "152ミリ", "152-мм". */
const CALIBRE =
  /^(\d{2,3})[\s-]?(?:mm|㎜|millimet(?:er|re)s?|мм|миллиметр\p{L}*|毫米|ミリ(?:メートル)?|밀리(?:미터)?)$/iu;
/** The unit of a number that stands elsewhere: "mm guns". */
const STRAY_UNIT = /^(?:mm|мм|㎜|毫米|ミリ)\s*(?=\p{L})/iu;

/** Calibres that items name, each once however it is written: "152 and 170 mm"; none where the goods say them themselves. */
export function calibresIn(texts: readonly string[], locale: Locale): string[] {
  const sizes = texts.flatMap((text) => CALIBRE.exec(text.trim())?.[1] ?? []);
  const told = goodsNames(texts, locale).join(' ');
  const alone = [...new Set(sizes)].filter((size) => !new RegExp(`(?<!\\d)${size}(?!\\d)`, 'u').test(told));
  if (alone.length === 0) return [];
  return locale === 'ko' ? [`구경 ${alone.join('·')}㎜`] : [`${LIST.format(alone)} mm`];
}

/**
 * Goods in the reader's language, each once, the specific before the general ("arms" beside "missiles" says nothing more).
 * What the glossary lacks stays in the words of the source.
 */
export function goodsNames(texts: readonly string[], locale: Locale): string[] {
  const named = texts.map((text) => text.trim()).filter((text) => !CALIBRE.test(text));
  const names = [...new Set(named.map((text) => goodsName(text.replace(STRAY_UNIT, ''), locale)))];
  const arms = locale === 'ko' ? '무기' : 'arms';
  return names.filter(
    (name) =>
      !names.some(
        (other) => other !== name && (name === arms || other.toLowerCase().endsWith(name.toLowerCase())),
      ),
  );
}

function goodsName(text: string, locale: Locale): string {
  const id = MATCHER.idOf(text) ?? (READABLE[locale].test(text) ? undefined : MATCHER.idsIn(text, 1)[0]);
  if (id === undefined) return text;
  return locale === 'ko' ? (KOREAN.get(id) ?? text) : id;
}

/** ISO code of the state that a place lies in, as far as keywords/gazetteer.yaml knows. */
export function placeState(text: string): string | null {
  const { places, placeState: stateOf } = linkingRules();
  const [id] = places.idsIn(text, 1);
  return id === undefined ? null : stateOf(id);
}

/** A place in the reader's language, as far as keywords/gazetteer.yaml has it, or as the source wrote it. */
export function placeName(text: string, locale: Locale): string {
  if (READABLE[locale].test(text)) return text.trim();
  const { places, placeNames } = linkingRules();
  const [id] = places.idsIn(text, 1);
  const names = id === undefined ? [] : placeNames(id);
  const name = names.find((each) => READABLE[locale].test(each));
  return name?.replaceAll('*', '') ?? text.trim();
}
