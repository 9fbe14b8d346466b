/** Longer rows are no list of addresses. */
const MAX_ROW = 100_000;

/** What spreadsheets put between fields, where it is no comma. */
const SEPARATORS = [';', '\t'];

/**
 * Rows of a CSV text (RFC 4180: quotes, doubled quotes, line breaks inside quotes), one after the other as the text arrives;
 * between fields stands a comma, or a semicolon or tab where `isHeader` knows the first row when cut there. `end` is how many
 * characters lie behind the row. A row without its closing quote ends with the text or at 100,000 characters.
 */
export async function* csvRows(
  chunks: AsyncIterable<string>,
  isHeader: (first: readonly string[]) => boolean = () => false,
): AsyncGenerator<{ fields: string[]; end: number }> {
  const row = new Row();
  let separator: string | null = null;
  let at = 0;
  for await (const chunk of chunks) {
    for (const character of chunk) {
      at += character.length;
      if (!row.add(character)) continue;
      separator ??= SEPARATORS.find((each) => isHeader(row.cut(each))) ?? ',';
      yield { fields: row.cut(separator), end: at };
      row.clear();
    }
  }
  if (!row.isEmpty) yield { fields: row.cut(separator ?? ','), end: at };
}

/** One row as it arrives. Whether a quote opens a field is told by what stands before it, whatever lies between fields. */
class Row {
  #text = '';
  #length = 0;
  #isQuoted = false;
  /** A quote here opens a field or, doubled, goes on with one; anywhere else it is a sign like others. */
  #opens = true;

  get isEmpty(): boolean {
    return this.#text === '';
  }

  /** Takes one more character; true where it ends the row, which then holds all but it. */
  add(character: string): boolean {
    this.#length += 1;
    if (character === '\n' && (!this.#isQuoted || this.#length > MAX_ROW)) return true;
    this.#text += character;
    if (character === '"' && (this.#isQuoted || this.#opens)) {
      this.#isQuoted = !this.#isQuoted;
      this.#opens = true;
    } else this.#opens = /[,;\t\uFEFF]/u.test(character) || (this.#opens && character === ' ');
    return false;
  }

  clear(): void {
    [this.#text, this.#length, this.#isQuoted, this.#opens] = ['', 0, false, true];
  }

  cut(separator: string): string[] {
    const fields: string[] = [];
    let field = '';
    let isQuoted = false;
    for (const character of this.#text) {
      const opens = isQuoted || field.trim() === '' || field.endsWith('"');
      if (character === '"' && opens) isQuoted = !isQuoted;
      if (character === separator && !isQuoted) {
        fields.push(unquoted(field));
        field = '';
      } else field += character;
    }
    return [...fields, unquoted(field)];
  }
}

function unquoted(field: string): string {
  const trimmed = field.trim();
  const inner = /^"([\s\S]*)"$/u.exec(trimmed)?.[1];
  return inner === undefined ? trimmed : inner.replaceAll('""', '"');
}
