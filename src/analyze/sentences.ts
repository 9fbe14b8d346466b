/** A sentence, as offsets into title + "\n" + text. Sentence 0 is the title where there is one. */
export interface Sentence {
  start: number;
  end: number;
  title: boolean;
  paragraph: number;
}

/** Intl.Segmenter is superlinear on long strings, so it only ever sees pieces of this size (code units). */
const MAX_PIECE = 2_000;
/** A "sentence" beyond this is a list or a broken text; frames must not join its ends. */
const MAX_SENTENCE = 1_200;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Ends that are no ends: an abbreviation or an initial, before a sentence break that Intl.Segmenter saw. */
const ABBREVIATION =
  /(?:^|[\s("'“])(?:Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Pvt|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Amb|Rev|St|No|Nos|vs|etc|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|para|paras|art|approx|est|e\.g|i\.e|cf|[A-Z]|(?:[A-Z]\.)+[A-Z]|[ap]\.m|г|гг|им|тыс|млн|млрд|т\.е|ул|руб|чел|[А-Я])\.\s*$/u;
const LOWER_OR_DIGIT = /^[\p{Ll}\d]/u;
const ENDS_LIKE_NAME =
  /(?:^|\s)(?:Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Amb|St|No|Nos|vs|[A-Z]|(?:[A-Z]\.)+[A-Z]|[А-Я])\.\s*$/u;

/** Splits a document into its title and sentences, paragraph by paragraph, without the white space around them. */
export function splitSentences(title: string, text: string): Sentence[] {
  const sentences: Sentence[] = [];
  push(sentences, title, 0, title.length, true, 0);
  const base = title.length + 1;
  let paragraph = 1;
  let from = 0;
  for (;;) {
    const found = text.indexOf('\n', from);
    const to = found < 0 ? text.length : found;
    splitParagraph(sentences, text, from, to, base, paragraph);
    if (found < 0) return sentences;
    // A single line break is a wrapped line where the line does not end a sentence; offsets stay apart all the same.
    paragraph += 1;
    from = found + 1;
  }
}

function splitParagraph(
  out: Sentence[],
  text: string,
  from: number,
  to: number,
  base: number,
  paragraph: number,
) {
  let at = from;
  while (at < to) {
    const end = pieceEnd(text, at, to);
    splitPiece(out, text.slice(at, end), base + at, paragraph);
    at = end;
  }
}

/** Where to cut a long paragraph: after the last full stop or space in reach, else hard. */
function pieceEnd(text: string, at: number, to: number): number {
  if (to - at <= MAX_PIECE) return to;
  const limit = at + MAX_PIECE;
  const half = text.slice(at + MAX_PIECE / 2, limit); // a search in the whole text would make long ones quadratic
  for (const mark of ['. ', '。', ' ']) {
    const cut = half.lastIndexOf(mark);
    if (cut >= 0) return at + MAX_PIECE / 2 + cut + mark.length;
  }
  const c = text.charCodeAt(limit - 1);
  return c >= 0xd800 && c <= 0xdbff ? limit - 1 : limit; // never between the halves of a surrogate pair
}

function splitPiece(out: Sentence[], piece: string, base: number, paragraph: number): void {
  let start = -1;
  for (const { index, segment } of segmenter.segment(piece)) {
    if (start < 0) start = index;
    const end = index + segment.length;
    const held = piece.slice(start, end);
    const rest = piece.slice(end, end + 1);
    if (rest && end - start < MAX_SENTENCE && continues(held, rest)) continue;
    push(out, piece, start, end, false, paragraph, base);
    start = -1;
  }
  if (start >= 0) push(out, piece, start, piece.length, false, paragraph, base);
}

function continues(held: string, next: string): boolean {
  const tail = held.slice(-16);
  if (ENDS_LIKE_NAME.test(tail)) return true;
  return ABBREVIATION.test(tail) && LOWER_OR_DIGIT.test(next);
}

function push(
  out: Sentence[],
  source: string,
  from: number,
  to: number,
  title: boolean,
  paragraph: number,
  base = 0,
): void {
  let start = from;
  let end = to;
  while (start < end && source.charCodeAt(start) <= 32) start += 1;
  while (end > start && source.charCodeAt(end - 1) <= 32) end -= 1;
  if (end > start) out.push({ start: base + start, end: base + end, title, paragraph });
}
