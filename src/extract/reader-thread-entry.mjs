// A worker thread does not inherit the TypeScript loader of its parent, and cannot be started from a .ts file.
import { register } from 'tsx/esm/api';

register();
await import('./reader-thread-main.ts');
