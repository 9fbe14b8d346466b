/** Runs within a reader thread: one answer for each task. */
import { parentPort } from 'node:worker_threads';
import { messageOf } from '../errors.ts';
import { extract } from './extract.ts';
import { READY, type ReadAnswer, type ReadTask } from './reader-thread.ts';

const port = parentPort;
if (!port) throw new Error('reader-thread-main.ts runs in a worker thread only');

port.on('message', (task: ReadTask) => {
  extract(task.bytes, task.options).then(
    (extracted) => answer({ ok: true, extracted }),
    (error: unknown) => answer({ ok: false, message: messageOf(error) }),
  );
});
port.postMessage(READY);

function answer(result: ReadAnswer): void {
  port?.postMessage(result);
}
