/** Votes as a yearly table of the Council and as the Library tell them, written for tests. */

export const DPRK = 'Non-proliferation - Democratic People&#8217;s Republic of Korea';

/** The table of 2031. */
export const table = (...rows: [record: string, topic: string, outcome: string][]): string =>
  `<table><tr><th colspan="5">Meetings conducted  by the Security Council in 2031<br>(in reverse order)</th></tr>${rows
    .map(
      ([record, topic, outcome]) =>
        `<tr><td><a href="x">${record}</a></td><td>26 May</td><td>SC/18999</td><td>${topic}</td><td>${outcome}</td></tr>`,
    )
    .join('')}</table>`;

const field = (tag: string, subfields: Record<string, string>): string =>
  `<datafield tag="${tag}">${Object.entries(subfields)
    .map(([code, text]) => `<subfield code="${code}">${text}</subfield>`)
    .join('')}</datafield>`;

const votes = (marks: string): string =>
  [
    'CHINA',
    'RUSSIAN FEDERATION',
    'UNITED STATES',
    'FRANCE',
    'UNITED KINGDOM',
    ...'JAPAN MALTA ALGERIA GUYANA SLOVENIA ECUADOR MOZAMBIQUE'.split(' '),
    'SIERRA LEONE',
    'SWITZERLAND',
    'REPUBLIC OF KOREA',
  ]
    .map((name, at) => field('967', { a: String(at), c: 'XXX', d: marks.charAt(at).trim(), e: name }))
    .join('');

/** A vote record by name; the marks are those of China, Russia, the United States, France, the United Kingdom, then the others. */
export const marc = (symbol: string, marks: string, counts: [string, string, string], more = ''): string =>
  `<?xml version="1.0"?><collection><record>${field('089', { b: 'B23' })}${field('245', { a: 'Non-proliferation/Democratic People’s Republic of Korea' })}${field('791', { a: symbol })}${field('952', { a: 'S/PV.11048' })}${field('992', { a: '2031-05-26' })}${votes(marks)}${field('996', { a: 'Not adopted', b: counts[0], c: counts[1], d: counts[2] })}${more}</record></collection>`;

/** The records of MARC collections as an answer of OAI-PMH, with the token of the page behind. */
export const oai = (collections: readonly string[], token = ''): string =>
  `<OAI-PMH><ListRecords>${collections
    .map((xml, at) => {
      const inner = /<record>.*<\/record>/su.exec(xml)?.[0] ?? '';
      return `<record><header><identifier>id-${at}</identifier></header><metadata>${inner}</metadata></record>`;
    })
    .join('')}<resumptionToken>${token}</resumptionToken></ListRecords></OAI-PMH>`;
