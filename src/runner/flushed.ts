import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits until standard output and error have taken everything that was written: a pipe takes only a part at once, and the rest is lost
 * when the process exits.
 *
 * @param mostMs milliseconds; absent: as long as the reader takes
 */
export async function flushed(mostMs?: number): Promise<void> {
  const written = Promise.all([process.stdout, process.stderr].map(emptied));
  await (mostMs === undefined ? written : Promise.race([written, delay(mostMs)]));
}

const emptied = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => {
      resolve();
    });
  });
