import { describe, expect, test } from 'vitest';
import { serve } from '../http/servers.ts';
import { feedOf } from '../sources/helpers.ts';
import { marc, oai } from '../un/vote-samples.ts';
import { walk } from './walking.ts';

const record = (id: number): string =>
  `<record><header><identifier>id-${id}</identifier></header><metadata><record><datafield tag="191"><subfield code="a">S/2026/${id}</subfield></datafield><datafield tag="245"><subfield code="a">Title ${id}</subfield></datafield></record></metadata></record>`;
const list = (ids: number[], token = ''): string =>
  `<OAI-PMH><ListRecords>${ids.map(record).join('')}<resumptionToken>${token}</resumptionToken></ListRecords></OAI-PMH>`;

/** Walks an archive whose answers `answer` gives by query. */
async function library(from: string, to: string, answer: (query: URLSearchParams) => string, killed = false) {
  const queries: string[] = [];
  const server = await serve((request, response) => {
    if (request.url === '/robots.txt') return response.writeHead(404).end();
    const { search, searchParams } = new URL(request.url ?? '/', 'http://x');
    queries.push(search.replace('?verb=ListRecords', ''));
    return response.end(answer(searchParams));
  });
  const feed = feedOf({
    kind: 'un-library',
    url: `${server.origin}/oai2d?verb=ListRecords&metadataPrefix=marcxml`,
    healthy: { silenceAfter: '30d', minItems: 0 },
  });
  return { queries, ...(await walk('oai', {}, { servers: [server], feed, from, to, killed })) };
}

describe('the UN Digital Library', () => {
  test.each([false, true])(
    'month by month, the newest first, each along its tokens (killed: %s)',
    async (killed) => {
      const answer = (query: URLSearchParams) => {
        if (query.get('resumptionToken') === 'b') return list([3]);
        return query.get('until') === '2026-09-03' ? list([1, 2], 'b') : list([4]);
      };
      const { queries, guids, failure, steps } = await library('2026-07-20', '2026-09-03', answer, killed);
      expect(queries).toEqual([
        '&metadataPrefix=marcxml&from=2026-08-05&until=2026-09-03',
        '&resumptionToken=b',
        '&metadataPrefix=marcxml&from=2026-07-20&until=2026-08-04',
      ]);
      expect(guids).toEqual(['id-1', 'id-2', 'id-3', 'id-4']);
      expect(failure).toBeNull();
      expect(steps.at(-1)?.done).toBe(1);
    },
  );

  test('a token that is no longer known begins its window anew, and again', async () => {
    let broken = 2;
    const { guids, failure } = await library('2026-09-01', '2026-09-03', (query) => {
      if (!query.has('resumptionToken')) return list([1], 'b');
      broken -= 1;
      return broken >= 0 ? '<OAI-PMH><error code="badResumptionToken"/></OAI-PMH>' : list([2]);
    });
    expect(guids.toSorted()).toEqual(['id-1', 'id-1', 'id-1', 'id-2']); // the store knows an item that comes again
    expect(failure).toBeNull();
  });

  test('a token that is never known ends the walk with a reason', async () => {
    const { queries, failure } = await library('2026-09-01', '2026-09-03', (query) =>
      query.has('resumptionToken') ? '<OAI-PMH><error code="badResumptionToken"/></OAI-PMH>' : list([1], 'b'),
    );
    expect(queries).toHaveLength(8);
    expect(failure?.message).toBe('the resumption token is no longer known');
  });

  test('votes of the Council come beside the documents', async () => {
    const vote = marc('S/2031/255', 'ANYYYYYYYYYYYYY', ['13', '1', '1']);
    const { steps } = await library('2026-09-01', '2026-09-03', () => oai([vote]));
    expect(steps.flatMap(({ meetings = [] }) => meetings)).toMatchObject([{ number: 11048 }]);
  });

  test('pages that repeat themselves end their window', async () => {
    let asked = 0;
    const { queries } = await library('2026-09-01', '2026-09-03', () =>
      list([1, 2], `token-${(asked += 1)}`),
    );
    expect(queries).toHaveLength(2);
  });
});
