/** The Council's record on the DPRK: who voted how, who blocked, and whether what is said of it is so. */
export { checkClaim, type Claim, type ClaimCheck } from './claim-check.ts';
export { readCouncilRecord, type CouncilRecord, type CouncilRow } from './council-record.ts';
export { addDerived, deriveRows, whyNoRows } from './derive-rows.ts';
export { tellingsNoted } from './record-note.ts';
export { readTableVote, type TableVote } from './table-vote.ts';
