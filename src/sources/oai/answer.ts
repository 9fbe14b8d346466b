import { Parser } from 'htmlparser2';

/** One record of an OAI-PMH answer: its header, and its MARC fields unless it was deleted. */
export interface OaiRecord {
  identifier: string;
  /** Day or instant of the last change in the catalogue, as written. */
  datestamp: string;
  deleted: boolean;
  /** Values of MARC control fields by tag ("001"). */
  control: Map<string, string>;
  /** MARC data fields in order: tag, and values by subfield code. */
  fields: MarcField[];
}

export interface MarcField {
  tag: string;
  subfields: { code: string; text: string }[];
}

export interface OaiAnswer {
  records: OaiRecord[];
  /** What asks for the next page; null on the last. */
  token: string | null;
  /** Code of an error, such as "noRecordsMatch" or "badResumptionToken". */
  error: string | null;
}

/** Pages have 60 to 200 records; an answer with more is cut. */
const MAX_RECORDS = 2_000;
const MAX_TEXT = 20_000;

/** MARC in OAI-PMH nests seven deep; the parser's stack costs more with every level. */
const MAX_DEPTH = 40;

/** Reads an answer of OAI-PMH with MARCXML, or a MARCXML collection, in one forward pass; null where the text is neither. */
export function readOaiAnswer(xml: string): OaiAnswer | null {
  const reading = new Reading();
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        reading.open(localName(name), attributes);
        depth += 1;
        if (depth > MAX_DEPTH) parser.reset(); // what stands behind is no record
      },
      ontext: (text) => reading.addText(text),
      onclosetag: (name) => {
        reading.close(localName(name));
        depth -= 1;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return reading.isOai || reading.isMarc ? reading.answer : null;
}

/** Catalogues write "marc:record", "ns0:record" or "record". */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

class Reading {
  isOai = false;
  /** A collection or a record by itself, without the headers of OAI-PMH. */
  isMarc = false;
  readonly answer: OaiAnswer = { records: [], token: null, error: null };
  #record: OaiRecord | null = null;
  #text = '';
  #tag = '';
  #code = '';

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#text = '';
    switch (name) {
      case 'OAI-PMH':
        this.isOai = true;
        break;
      case 'collection':
        this.isMarc ||= !this.isOai;
        break;
      case 'record':
        this.isMarc ||= !this.isOai;
        if (this.isMarc) this.#begin(false);
        break;
      case 'error':
        this.answer.error = attributes['code'] ?? 'unknown';
        break;
      case 'header':
        this.#begin(attributes['status'] === 'deleted');
        break;
      case 'controlfield':
        this.#tag = attributes['tag'] ?? '';
        break;
      case 'datafield':
        this.#record?.fields.push({ tag: attributes['tag'] ?? '', subfields: [] });
        break;
      case 'subfield':
        this.#code = attributes['code'] ?? '';
        break;
    }
  }

  addText(text: string): void {
    if (this.#text.length < MAX_TEXT) this.#text += text;
  }

  close(name: string): void {
    const text = this.#text.trim();
    const record = this.#record;
    if (name === 'resumptionToken') this.answer.token = text === '' ? null : text;
    else if (name === 'identifier' && record) record.identifier = text;
    else if (name === 'datestamp' && record) record.datestamp = text;
    else if (name === 'controlfield') record?.control.set(this.#tag, text);
    else if (name === 'subfield') record?.fields.at(-1)?.subfields.push({ code: this.#code, text });
    this.#text = '';
  }

  #begin(deleted: boolean): void {
    this.#record = { identifier: '', datestamp: '', deleted, control: new Map(), fields: [] };
    if (this.answer.records.length < MAX_RECORDS) this.answer.records.push(this.#record);
  }
}
