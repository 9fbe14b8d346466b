import { sql } from 'kysely';
import type { Db } from './database.ts';

export interface FacetValue {
  value: string;
  n: number;
}

/** What occurs in the store, each with the number of its events, the most frequent first. */
export interface Facets {
  suppliers: FacetValue[];
  recipients: FacetValue[];
  facilitators: FacetValue[];
  places: FacetValue[];
  outlets: FacetValue[];
  languages: FacetValue[];
  /** Units of figures as sources write them. */
  units: FacetValue[];
}

/** A list to choose from that is longer than this helps nobody; an address may name any value. */
const MOST_VALUES = 200;
const MOST_UNITS = 5_000;

/** Reads the choices that filters offer. */
export async function readFacets(db: Db): Promise<Facets> {
  const { rows } = await sql<FacetValue & { facet: keyof Facets }>`
    select 'suppliers' as facet, supplier as value, count(*) as n from tumen.event where type is not null group by 2
    union all select 'recipients', recipient, count(*) from tumen.event where type is not null group by 2
    union all select 'places', place, count(*) from tumen.event where type is not null group by 2
    union all select 'facilitators', f, count(*) from tumen.event, unnest(facilitators) f where type is not null group by 2
    union all select 'outlets', outlet, count(*) from tumen.statement where withdrawn_at is null group by 2
    union all select 'languages', lang, count(*) from tumen.statement where withdrawn_at is null group by 2
    union all select 'units', quantity->>'unit', count(*) from tumen.statement where quantity is not null group by 2
    order by n desc, value`.execute(db);
  const of = (facet: keyof Facets, most = MOST_VALUES): FacetValue[] =>
    rows
      .filter((row) => row.facet === facet && row.value)
      .slice(0, most)
      .map(({ value, n }) => ({ value, n }));
  return {
    suppliers: of('suppliers'),
    recipients: of('recipients'),
    facilitators: of('facilitators'),
    places: of('places'),
    outlets: of('outlets'),
    languages: of('languages'),
    units: of('units', MOST_UNITS),
  };
}
