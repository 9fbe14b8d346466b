/** The words that stand in feed dates: months in a dozen languages, zone abbreviations, halves of the day. */

const MONTH_WORDS: readonly string[] = [
  'jan january janv janvier januar jänner ene enero gen gennaio янв января январь січня ιαν january január januári 1월 1月 一月 일월',
  'feb february févr fevr fév février fevrier februar febrero febbraio фев февр февраля февраль лютого φεβ február 2월 2月 二月 이월',
  'mar march mars mär märz maerz mrz marzo мар марта март березня μαρ március márc 3월 3月 三月 삼월',
  'apr april avr avril abr abril aprile апр апреля апрель квітня απρ április ápr 4월 4月 四月 사월',
  'may mai mayo mag maggio май мая травня μαι μαϊ μάι május máj 5월 5月 五月 오월',
  'jun june juin juni junio giu giugno июн июня июнь червня ιουν ιον ιούν június jún 6월 6月 六月 유월',
  'jul july juil juillet juli julio lug luglio июл июля июль липня ιουλ ιούλ július júl 7월 7月 七月 칠월',
  'aug august août aout ago agosto авг августа август серпня αυγ αύγ augusztus 8월 8月 八月 팔월',
  'sep sept september septembre septiembre set settembre сен сент сентября сентябрь вересня σεπ σεπτ szept szeptember 9월 9月 九月 구월',
  'oct october octobre okt oktober octubre ott ottobre окт октября октябрь жовтня οκτ október 10월 10月 十月 시월',
  'nov november novembre noviembre ноя нояб ноября ноябрь листопада νοε νοέ 11월 11月 十一月 십일월',
  'dec december déc dez dezember décembre decembre dic diciembre dicembre дек декабря декабрь грудня δεκ 12월 12月 十二月 십이월',
];

const MONTHS: ReadonlyMap<string, number> = new Map(
  MONTH_WORDS.flatMap((words, i) => words.split(' ').map((word): [string, number] => [word, i + 1])),
);

/** 1 to 12, or null for a word that names no month. */
export function monthOf(word: string | undefined): number | null {
  return MONTHS.get(word?.toLowerCase() ?? '') ?? null;
}

/** Minutes east of UTC. CST and IST are ambiguous; North America and India are what feeds mean by them. */
const ZONE_MINUTES: ReadonlyMap<string, number> = new Map([
  ...zones(0, 'ut utc gmt z wet'),
  ...zones(60, 'west bst cet met mez'),
  ...zones(120, 'cest mest mesz eet'),
  ...zones(180, 'eest msk мск'),
  ...zones(240, 'msd'),
  ...zones(330, 'ist'),
  ...zones(420, 'ict wib'),
  ...zones(480, 'hkt sgt pht awst'),
  ...zones(540, 'kst jst'),
  ...zones(570, 'acst'),
  ...zones(600, 'aest kdt vlat'),
  ...zones(660, 'aedt'),
  ...zones(720, 'nzst'),
  ...zones(780, 'nzdt'),
  ...zones(-150, 'ndt'),
  ...zones(-180, 'adt brt'),
  ...zones(-210, 'nst'),
  ...zones(-240, 'ast at edt'),
  ...zones(-300, 'est et cdt'),
  ...zones(-360, 'cst ct mdt'),
  ...zones(-420, 'mst mt pdt'),
  ...zones(-480, 'pst pt akdt'),
  ...zones(-540, 'akst'),
  ...zones(-600, 'hst'),
]);

function zones(minutes: number, names: string): [string, number][] {
  return names.split(' ').map((name) => [name, minutes]);
}

/** China's own abbreviation for its time, where the feed is known to be Chinese. */
const CHINA_MINUTES = 480;

/** @param timeZone the IANA zone of the feed, which tells the two meanings of CST apart. */
export function zoneMinutes(abbreviation: string, timeZone: string | null): number | null {
  const name = abbreviation.toLowerCase();
  if (name === 'cst' && timeZone?.startsWith('Asia/')) return CHINA_MINUTES;
  return ZONE_MINUTES.get(name) ?? null;
}

export const AFTERNOON = /(?:^|[\s\d])p\.?\s?m\.?(?![a-z])|오후|下午|午後|晚上|(?:^|\s)(?:вечера|дня)/iu;
export const MORNING = /(?:^|[\s\d])a\.?\s?m\.?(?![a-z])|오전|上午|午前|(?:^|\s)(?:утра|ночи)/iu;
/** All of the above, to be taken out before a zone is looked for. */
export const DAY_HALVES =
  /(?<![a-z])[ap]\.?\s?m\.?(?![a-z])|오전|오후|上午|下午|午前|午後|晚上|утра|ночи|вечера|дня/giu;
