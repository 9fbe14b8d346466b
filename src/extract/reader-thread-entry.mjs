// A worker thread does not inherit the TypeScript loader of its parent, and cannot be started from a .ts file.
import { register } from 'tsx/esm/api';

// The loader rewrites all that is loaded while it is registered, libraries included: the largest come before it and
// after it (pdf.js, when the first PDF does), which saves 0.5 s and 3 s.
await import('eld/extrasmall');
const unregister = register();
await import('./reader-thread-main.ts');
await unregister();
