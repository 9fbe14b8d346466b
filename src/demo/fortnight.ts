import { DateTime } from 'luxon';
import type { Language } from '../taxonomy.ts';

const MINUTE_MS = 60_000;
/** What the second poll brings was published at most this long before now; the day it belongs to is still "today". */
export const NEWEST_MINUTES = 110;
const ANCHOR_LAG_MS = 120 * MINUTE_MS;

/** When an item came out: on a day of the fortnight (0 is the last one, -13 the first), or minutes before now. */
export type Timing = { day: number; time: string } | { ago: number };

/** The calendar of a sample: the fourteen days that end today (UTC), and the present moment. */
export class Fortnight {
  readonly now: Date;
  readonly #today: DateTime;

  /**
   * "Today" is the UTC day of two hours before `now`: whatever the second poll brings then bears that day too, so that a
   * text's "on Friday" and its publication never fall apart around midnight.
   */
  constructor(now: Date) {
    this.now = now;
    this.#today = DateTime.fromMillis(now.getTime() - ANCHOR_LAG_MS, { zone: 'utc' }).startOf('day');
  }

  /** The day `offset` days from today, as an ISO date. */
  day(offset: number): string {
    return this.#today.plus({ days: offset }).toISODate() ?? '';
  }

  /** The instant of a publication whose time of day is meant in `zone` (IANA). Never after now. */
  instant(timing: Timing, zone: string): Date {
    if ('ago' in timing) {
      const wanted = this.now.getTime() - timing.ago * MINUTE_MS;
      return new Date(Math.min(wanted, this.#today.endOf('day').toMillis()));
    }
    return DateTime.fromISO(`${this.day(timing.day)}T${timing.time}`, { zone })
      .toUTC()
      .toJSDate();
  }

  /** Fills in the dates of a text: {{day:-3}}, {{weekday:-1}}, {{date:-9:en}}; without a language, `lang` is meant. */
  fill(text: string, lang: Language): string {
    return text.replace(TEMPLATE, (_all, form: Form, offset: string, asked?: Language) =>
      write(this.#today.plus({ days: Number(offset) }), form, asked ?? lang),
    );
  }
}

const TEMPLATE = /\{\{(date|day|dom|weekday|month|year):(-?\d{1,3})(?::(en|ko|ru|zh|ja))?\}\}/gu;

/** date: with the year · day: day and month · dom: day of the month · weekday · month: its name and year · year. */
type Form = 'date' | 'day' | 'dom' | 'weekday' | 'month' | 'year';

function write(at: DateTime, form: Form, lang: Language): string {
  if (form === 'year') return String(at.year);
  if (form === 'weekday') return WEEKDAYS[lang][at.weekday - 1] ?? '';
  const far = lang === 'zh' || lang === 'ja';
  if (far || lang === 'ko')
    return eastAsian(at, form, far ? ['年', '月', '日', ''] : ['년', '월', '일', ' ']);
  const name = at.setLocale(lang).toFormat('MMMM'); // Russian: the genitive, as dates want it
  const year = lang === 'ru' ? `${at.year} года` : String(at.year);
  if (form === 'dom') return String(at.day);
  if (form === 'month')
    return lang === 'ru' ? at.setLocale('ru').toFormat('LLLL yyyy года') : `${name} ${year}`;
  return form === 'day' ? `${at.day} ${name}` : `${at.day} ${name} ${year}`;
}

function eastAsian(at: DateTime, form: Exclude<Form, 'weekday' | 'year'>, units: string[]): string {
  const [year, month, day, gap] = units;
  const written = { year: `${at.year}${year}`, month: `${at.month}${month}`, day: `${at.day}${day}` };
  const parts = {
    date: [written.year, written.month, written.day],
    day: [written.month, written.day],
    dom: [written.day],
    month: [written.year, written.month],
  };
  return parts[form].join(gap);
}

/** Monday first. Russian with its preposition and case, since a date in running text needs both. */
const WEEKDAYS: Record<Language, readonly string[]> = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  ko: ['월요일', '화요일', '수요일', '목요일', '금요일', '토요일', '일요일'],
  ru: ['в понедельник', 'во вторник', 'в среду', 'в четверг', 'в пятницу', 'в субботу', 'в воскресенье'],
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  ja: ['月曜日', '火曜日', '水曜日', '木曜日', '金曜日', '土曜日', '日曜日'],
};
