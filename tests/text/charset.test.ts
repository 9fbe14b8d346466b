import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { canonicalLabel, charsetOfContentType, decodeStrict } from '../../src/text/charset-decode.ts';
import { decodeText } from '../../src/text/charset.ts';
import { rssOf, SAMPLES } from '../feeds/samples.ts';

const canonical = (label: string): string => canonicalLabel(label) ?? '';
/** As everywhere on the web, ISO-8859-1 means windows-1252. */
const encode = (text: string, label: string): Buffer =>
  iconv.encode(text, label === 'iso-8859-1' ? 'windows-1252' : label);
const LEGACY = SAMPLES.flatMap((sample) => sample.encodings.map((label) => ({ sample, label })));

describe('legacy encodings', () => {
  it.each(LEGACY)(
    '$label text of $sample.language is read where the HTTP header names it',
    ({ sample, label }) => {
      const text = rssOf(sample);
      const result = decodeText(encode(text, label), {
        contentType: `text/xml; charset="${label.toUpperCase()}"`,
      });
      expect(result.text).toBe(text);
      expect(result.from).toBe('http');
    },
  );

  it.each(LEGACY)(
    '$label text of $sample.language is read where only the document names it',
    ({ sample, label }) => {
      const text = rssOf(sample);
      expect(decodeText(encode(text, label), { declared: label })).toEqual({
        text,
        encoding: canonical(label),
        from: 'declaration',
      });
    },
  );

  it.each(LEGACY)(
    '$label text of $sample.language is guessed where nothing names it',
    ({ sample, label }) => {
      const text = rssOf(sample);
      expect(decodeText(encode(text, label))).toEqual({
        text,
        encoding: canonical(label),
        from: 'guess',
      });
    },
  );

  it.each(LEGACY)(
    'a declared $label outweighs a Latin-1 header, which is a default of servers',
    ({ sample, label }) => {
      const text = rssOf(sample);
      const hints = { contentType: 'text/xml; charset=ISO-8859-1', declared: label };
      expect(decodeText(encode(text, label), hints).text).toBe(text);
    },
  );

  it.each(LEGACY)(
    'UTF-8 text of $sample.language is UTF-8 although it is declared as $label',
    ({ sample, label }) => {
      const text = rssOf(sample);
      const hints = { contentType: `text/xml; charset=${label}`, declared: label };
      expect(decodeText(Buffer.from(text), hints)).toEqual({ text, encoding: 'utf-8', from: 'utf8' });
    },
  );

  it('the language decides between the two Japanese encodings when the bytes fit both', () => {
    const bytes = iconv.encode('<t>です</t>', 'shift_jis');
    expect(decodeText(bytes, { language: 'ja' })).toMatchObject({ text: '<t>です</t>', from: 'language' });
  });

  it('ISO-2022-JP is seen by its escapes although it is plain ASCII', () => {
    const bytes = Buffer.from('<t>\u001b$B%m%7%"\u001b(B</t>', 'latin1');
    expect(decodeText(bytes)).toEqual({ text: '<t>ロシア</t>', encoding: 'iso-2022-jp', from: 'shape' });
  });
});

describe('Unicode encodings', () => {
  const text = '<rss><title>북한 😀 КНДР</title></rss>';
  it.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
    '%s is seen with and without its mark',
    (label) => {
      expect(decodeText(iconv.encode(text, label, { addBOM: true }))).toEqual({
        text,
        encoding: label,
        from: 'bom',
      });
      expect(decodeText(iconv.encode(text, label, { addBOM: false }))).toEqual({
        text,
        encoding: label,
        from: 'shape',
      });
    },
  );

  it('a mark is taken off, and labels do not count against it', () => {
    const bytes = Buffer.from(`\ufeff${text}`);
    expect(decodeText(bytes, { contentType: 'text/xml; charset=euc-kr' })).toEqual({
      text,
      encoding: 'utf-8',
      from: 'bom',
    });
  });

  it('a UTF-8 mark in front of something else is not believed', () => {
    const korean = SAMPLES[0]?.body ?? '';
    const bytes = Buffer.concat([Buffer.from('\ufeff'), iconv.encode(korean, 'euc-kr')]);
    expect(decodeText(bytes)).toEqual({ text: korean, encoding: 'euc-kr', from: 'guess' });
  });

  it('a few broken bytes leave the rest of a UTF-8 document readable', () => {
    const bytes = Buffer.concat([
      Buffer.from('КНДР — северокорейские рабочие'),
      Buffer.from([0xff]),
      Buffer.from(' в России'),
    ]);
    expect(decodeText(bytes, { contentType: 'text/xml; charset=iso-8859-1' })).toEqual({
      text: 'КНДР — северокорейские рабочие\ufffd в России',
      encoding: 'utf-8',
      from: 'utf8-damaged',
    });
  });
});

describe('windows-1252', () => {
  it('has the quotes, dashes and euro sign that Node 20 loses', () => {
    const bytes = Buffer.from([0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x80, 0xe9]);
    expect(decodeStrict(bytes, 'windows-1252')).toBe('‘’“”–—€é');
    expect(decodeText(bytes, { declared: 'iso-8859-1' }).text).toBe('‘’“”–—€é');
  });
});

describe('labels', () => {
  it.each([
    ['KS_C_5601-1987', 'euc-kr'],
    ['MS949', 'euc-kr'],
    ['gb2312', 'gb18030'],
    ['x-gbk', 'gbk'],
    ['cp1251', 'windows-1251'],
    ['"ISO-8859-1"', 'windows-1252'],
    ['utf-32', 'utf-32'],
  ])('%s is %s', (label, encoding) => {
    expect(canonicalLabel(label)).toBe(encoding);
  });

  it.each(['base64', 'hex', 'utf-7', 'nonsense', '', null])('%s is none', (label) => {
    expect(canonicalLabel(label)).toBeNull();
  });

  it('is taken from a header whatever the spelling', () => {
    expect(charsetOfContentType(`application/rss+xml; Charset = 'EUC-KR'`)).toBe('EUC-KR');
    expect(charsetOfContentType('text/xml')).toBeNull();
  });
});
