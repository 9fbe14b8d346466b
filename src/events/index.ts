/** Event coreference: which mentions, in whatever outlet and language, tell of one event. Pure: no clock, network or store. */
export { changeBy, type ChangeKind, type Told } from './changes.ts';
export { decide, type Candidate, type Decision } from './decide.ts';
export { EventIndex } from './event-index.ts';
export { blockingKeys } from './keys.ts';
export { fingerprint, sameOrigin } from './origin.ts';
export { merge, profileOf, type EventProfile, type LinkedDocument } from './profile.ts';
export { linkDocuments, mainMention, type AnalyzedDocument, type DocumentLinks } from './stories.ts';
