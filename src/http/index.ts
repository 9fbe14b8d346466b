export { createHttpClient, type HttpClientOptions } from './client.ts';
export { describeFailure } from './describe.ts';
export { MemoryPace, type Pace } from './pace.ts';
export type * from './types.ts';
