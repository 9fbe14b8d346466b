/** Longer rows are no list of addresses. */
const MAX_ROW = 100_000;

/**
 * Rows of a CSV text (RFC 4180: quotes, doubled quotes, line breaks inside quotes), one after the other as the text arrives.
 * `end` is how many characters lie behind the row. A row without its closing quote ends with the text or at 100,000 characters.
 */
export async function* csvRows(
  chunks: AsyncIterable<string>,
): AsyncGenerator<{ fields: string[]; end: number }> {
  let fields: string[] = [];
  let field = '';
  let isQuoted = false;
  let length = 0;
  let at = 0;
  for await (const chunk of chunks) {
    for (const character of chunk) {
      at += character.length;
      length += 1;
      if (character === '"') isQuoted = !isQuoted;
      const ends = character === '\n' && (!isQuoted || length > MAX_ROW);
      if (ends || (character === ',' && !isQuoted)) {
        fields.push(unquoted(field));
        field = '';
      } else field += character;
      if (!ends) continue;
      yield { fields, end: at };
      [fields, isQuoted, length] = [[], false, 0];
    }
  }
  if (field !== '' || fields.length > 0) yield { fields: [...fields, unquoted(field)], end: at };
}

function unquoted(field: string): string {
  const trimmed = field.trim();
  const inner = /^"([\s\S]*)"$/u.exec(trimmed)?.[1];
  return inner === undefined ? trimmed : inner.replaceAll('""', '"');
}
