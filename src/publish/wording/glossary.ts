/**
 * Names of goods, units and places in the frame languages. Sources write in five languages; a headline in the reader's
 * language names what it can and leaves the rest in the words of the source.
 */
import type { Locale } from './phrases.ts';

type Entry = Readonly<Record<Locale, string>> & { forms: readonly string[] };

const GOODS: readonly Entry[] = [
  { en: 'artillery shells', ko: '포탄', forms: ['포탄', 'снаряд', 'снаряды', 'снарядов', 'артиллерийские снаряды', '炮弹', '砲彈', '砲弾', 'shells'] },
  { en: 'ammunition', ko: '탄약', forms: ['탄약', 'боеприпасы', 'боеприпасов', '弹药', '彈藥', '弾薬', 'munitions'] },
  { en: 'ballistic missiles', ko: '탄도미사일', forms: ['탄도미사일', 'баллистические ракеты', 'баллистических ракет', '弹道导弹', '彈道飛彈', '弾道ミサイル'] },
  { en: 'missiles', ko: '미사일', forms: ['미사일', 'ракеты', 'ракет', '导弹', '飛彈', 'ミサイル'] },
  { en: 'rockets', ko: '로켓', forms: ['로켓', '로켓탄', '火箭', 'ロケット弾'] },
  { en: 'rocket launchers', ko: '방사포', forms: ['방사포', 'рсзо', '火箭炮', '多連装ロケット砲'] },
  { en: 'arms', ko: '무기', forms: ['무기', 'оружие', 'оружия', 'вооружение', 'вооружения', '武器', '兵器', 'weapons'] },
  { en: 'military equipment', ko: '군사 장비', forms: ['군사 장비', '군수품', '군수물자', 'военное имущество', 'военная техника', '装备', '军事装备', '軍事装備', '軍需品'] },
  { en: 'military technology', ko: '군사 기술', forms: ['군사 기술', '군사기술', 'военные технологии', '军事技术', '軍事技術'] },
  { en: 'satellite technology', ko: '위성 기술', forms: ['위성 기술', '위성기술', '卫星技术', '衛星技術'] },
  { en: 'refined petroleum', ko: '정제유', forms: ['정제유', '석유제품', 'нефтепродукты', 'нефтепродуктов', '成品油', '精炼石油', '石油精製品', 'oil products', 'refined oil'] },
  { en: 'oil', ko: '석유', forms: ['석유', '원유', 'нефть', 'нефти', '石油', '原油'] },
  { en: 'fuel', ko: '연료', forms: ['연료', '유류', 'топливо', 'топлива', '燃料', '燃油'] },
  { en: 'diesel', ko: '경유', forms: ['디젤유', 'дизель', 'дизтопливо', '柴油', '軽油'] },
  { en: 'coal', ko: '석탄', forms: ['석탄', 'уголь', 'угля', '煤炭', '煤', '石炭'] },
  { en: 'iron ore', ko: '철광석', forms: ['철광석', 'железная руда', '铁矿石', '鉄鉱石'] },
  { en: 'virtual currency', ko: '가상화폐', forms: ['가상화폐', '가상자산', '암호화폐', 'криптовалюта', 'криптовалюты', '加密货币', '虚拟货币', '暗号資産', '仮想通貨', 'crypto', 'virtual assets'] },
  { en: 'luxury goods', ko: '사치품', forms: ['사치품', 'предметы роскоши', '奢侈品', '贅沢品', 'luxury items'] },
  { en: 'seafood', ko: '수산물', forms: ['수산물', 'морепродукты', '海产品', '水産物'] },
  { en: 'textiles', ko: '섬유', forms: ['섬유', '의류', 'текстиль', '纺织品', '繊維製品'] },
]; // prettier-ignore

/** In Korean the count word stands in the middle: "#" is the number's place. */
const UNITS: readonly Entry[] = [
  { en: 'people', ko: '#명', forms: ['명', '여명', '여 명', 'человек', 'человека', 'лиц', '人', '名', 'persons', 'person'] },
  { en: 'workers', ko: '#명', forms: ['노동자', '근로자', 'рабочих', 'рабочие', 'работников', '工人', '劳工', '労働者'] },
  { en: 'soldiers', ko: '#명', forms: ['병력', '군인', 'солдат', 'военных', '士兵', '兵士'] },
  { en: 'containers', ko: '컨테이너 #개', forms: ['컨테이너', 'контейнеров', 'контейнера', 'контейнер', '集装箱', '货柜', '貨櫃', 'コンテナ', 'container'] },
  { en: 'rounds', ko: '#발', forms: ['발', 'снарядов', 'выстрелов', '发', '發', '発', 'shells', 'round'] },
  { en: 'barrels', ko: '#배럴', forms: ['배럴', 'баррелей', 'барреля', '桶', 'バレル', 'barrel'] },
  { en: 'tonnes', ko: '#톤', forms: ['톤', 'тонн', 'тонны', '吨', '噸', 'トン', 'tons', 'ton', 'tonne', 'metric tons'] },
  { en: 'railcars', ko: '#량', forms: ['량', 'вагонов', 'вагона', '车厢', '両', 'railcar', 'wagons'] },
  { en: 'vessels', ko: '#척', forms: ['척', 'судов', 'судна', '艘', '隻', '隻船', 'ships', 'ship', 'vessel'] },
  { en: 'times', ko: '#회', forms: ['회', '차례', 'раз', '次', '回'] },
  { en: 'US dollars', ko: '#달러', forms: ['달러', 'долларов', '美元', 'ドル', 'usd', '$', 'dollars', 'us$'] },
  { en: 'euros', ko: '#유로', forms: ['유로', 'евро', '欧元', 'ユーロ', 'eur', '€'] },
]; // prettier-ignore

const PLACES: readonly Entry[] = [
  { en: 'Rajin', ko: '나진', forms: ['나진', '라진', 'Najin', 'Раджин', '罗津', '羅津', '羅津港'] },
  { en: 'Rason', ko: '나선', forms: ['나선', '라선', 'Расон', '罗先', '羅先'] },
  { en: 'Vladivostok', ko: '블라디보스토크', forms: ['블라디보스토크', '블라디보스톡', 'Владивосток', '符拉迪沃斯托克', '海参崴', 'ウラジオストク'] },
  { en: 'Vostochny', ko: '보스토치니', forms: ['보스토치니', '보스토치니항', 'Восточный', '东方港', 'ボストーチヌイ'] },
  { en: 'Dandong', ko: '단둥', forms: ['단둥', 'Даньдун', '丹东', '丹東'] },
  { en: 'Shenyang', ko: '선양', forms: ['선양', '심양', 'Шэньян', '沈阳', '瀋陽'] },
  { en: 'Kunming', ko: '쿤밍', forms: ['쿤밍', 'Куньмин', '昆明'] },
  { en: 'Yanji', ko: '옌지', forms: ['옌지', '연길', 'Яньцзи', '延吉'] },
  { en: 'Nampo', ko: '남포', forms: ['남포', 'Нампхо', '南浦'] },
  { en: 'Pyongyang', ko: '평양', forms: ['평양', 'Пхеньян', '平壤', '平壌'] },
  { en: 'Sinuiju', ko: '신의주', forms: ['신의주', 'Синыйджу', '新义州', '新義州'] },
  { en: 'the Tumen River', ko: '두만강', forms: ['두만강', 'Туманная', '图们江', '豆満江'] },
  { en: 'Moscow', ko: '모스크바', forms: ['모스크바', 'Москва', '莫斯科', 'モスクワ'] },
  { en: 'Beijing', ko: '베이징', forms: ['베이징', 'Пекин', '北京'] },
  { en: 'Seoul', ko: '서울', forms: ['서울', 'Сеул', '首尔', 'ソウル'] },
  { en: 'New York', ko: '뉴욕', forms: ['뉴욕', 'Нью-Йорк', '纽约', 'ニューヨーク'] },
  { en: 'Geneva', ko: '제네바', forms: ['제네바', 'Женева', '日内瓦', 'ジュネーブ'] },
  { en: 'Russia', ko: '러시아', forms: ['러시아', 'Россия', '俄罗斯', 'ロシア'] },
  { en: 'China', ko: '중국', forms: ['중국', 'Китай', '中国', '中國'] },
  { en: 'the border of North Korea and China', ko: '북중 접경', forms: ['북중 접경', '북·중 접경', '中朝边境', '中朝国境'] },
]; // prettier-ignore

const INDEXES = { goods: indexOf(GOODS), units: indexOf(UNITS), places: indexOf(PLACES) };

/** The name of goods in the reader's language, or as the source has it. */
export function goodsName(text: string, locale: Locale): string {
  return translate(INDEXES.goods, text, locale);
}

/** A unit of count in the reader's language (Korean: with "#" for the number), or as the source has it. */
export function unitName(text: string, locale: Locale): string {
  return translate(INDEXES.units, text, locale);
}

/** A place in the reader's language, or as the source has it. */
export function placeName(text: string, locale: Locale): string {
  return translate(INDEXES.places, text, locale);
}

function translate(index: ReadonlyMap<string, Entry>, text: string, locale: Locale): string {
  return index.get(text.trim().toLowerCase())?.[locale] ?? text.trim();
}

function indexOf(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  // Reversed: of two entries that share a form, the earlier one has it.
  const reversed = entries.toReversed().flatMap((entry) => {
    return [entry.en, entry.ko, ...entry.forms].map((form): [string, Entry] => [form.toLowerCase(), entry]);
  });
  return new Map(reversed);
}
