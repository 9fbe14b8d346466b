import type { Migration, MigrationProvider } from 'kysely';
import * as alerts from './0005-alerts.ts';
import * as backfillPlans from './0007-backfill-plans.ts';
import * as councilVotes from './0010-council-votes.ts';
import * as initial from './0001-initial.ts';
import * as searchAnew from './0009-search-anew.ts';
import * as pageIndexes from './0008-page-indexes.ts';
import * as meetings from './0003-meetings.ts';
import * as readerActions from './0002-reader-actions.ts';
import * as search from './0004-search.ts';

const MIGRATIONS: Record<string, Migration> = {
  '0001-initial': initial,
  '0002-reader-actions': readerActions,
  '0003-meetings': meetings,
  '0004-search': search,
  '0005-alerts': alerts,
  '0007-backfill-plans': backfillPlans,
  '0008-page-indexes': pageIndexes,
  '0009-search-anew': searchAnew,
  '0010-council-votes': councilVotes,
};

/** Migrations in the order of their names; a name that has been released is never changed. */
export const migrations: MigrationProvider = {
  getMigrations: () => Promise.resolve(MIGRATIONS),
};
