/** What a weekly edition says of its week as a whole. */
export interface WeekPhrases {
  title: string;
  /** What the figures below are, and what they stand beside. */
  beside(from: string, to: string, weeksBefore: number): string;
  /** "4 events; 1.5 a week before". */
  events(events: number, mean: number | null): string;
  judged: { more: string; fewer: string; usual: string };
  /** Names a type within its category: "of these, arms transfer". */
  ofThese(type: string): string;
  statusTitle: string;
  /** Behind the present status and before the headline. */
  changed(from: string, by: string | null, day: string): string;
  noChange: string;
}

export const ENGLISH_WEEK: WeekPhrases = {
  title: 'The week beside the weeks before',
  beside: (from, to, weeks) => {
    const these = `Events that were first reported from ${from} to ${to}`;
    if (weeks === 0)
      return `${these}. Tumen did not watch a whole week before, so there is nothing to compare with yet.`;
    const before =
      weeks === 1 ? 'beside the one week before' : `beside the mean of the ${weeks} weeks before`;
    return `${these}, ${before}${weeks < 3 ? ', too few to say what is usual' : ''}.`;
  },
  events: (n, mean) => {
    const events = n === 0 ? 'none' : `${n} ${n === 1 ? 'event' : 'events'}`;
    if (mean === null) return events;
    if (mean === 0) return n === 0 ? 'none, and none before' : `${events}, none before`;
    return `${events}, ${decimal(mean)} a week before`;
  },
  judged: { more: 'more than usual', fewer: 'fewer than usual', usual: 'as usual' },
  ofThese: (type) => `of these, ${type.charAt(0).toLowerCase()}${type.slice(1)}`,
  statusTitle: 'What changed its status this week',
  changed: (from, by, day) => `${from.toLowerCase()} before${by ? `; ${by}` : ''}, ${day}`,
  noChange: 'No event that was known before changed its status this week.',
};

export const KOREAN_WEEK: WeekPhrases = {
  title: '이번 주와 그 이전',
  beside: (from, to, weeks) => {
    const these = `${from} ~ ${to}에 처음 보도된 사건 수`;
    if (weeks === 0) return `${these}. 비교할 만한 이전 주가 아직 없습니다.`;
    return `${these}와 이전 ${weeks}주 평균${weeks < 3 ? '. 평소 수준을 말하기에는 아직 이릅니다' : ''}.`;
  },
  events: (n, mean) => `${n}건${mean === null ? '' : `, 이전 주당 ${decimal(mean)}건`}`,
  judged: { more: '평소보다 많음', fewer: '평소보다 적음', usual: '평소 수준' },
  ofThese: (type) => `이 중 ${type}`,
  statusTitle: '이번 주 상태가 바뀐 사건',
  changed: (from, by, day) => `이전 ${from}${by ? `, ${by}` : ''}, ${day}`,
  noChange: '이번 주에 상태가 바뀐 기존 사건은 없습니다.',
};

function decimal(value: number): string {
  return value.toFixed(1).replace(/\.0$/u, '');
}
