import { writeSync } from 'node:fs';
import { runCucumber, type ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { guardLastWords } from '../../evidence/last-words.ts';
import { processRedactor } from '../../evidence/process-redactor.ts';
import { cucumberEnvironment } from '../environment.ts';
import { cucumberOptions } from '../cucumber-options.ts';
import { flushed } from '../flushed.ts';
import { builtInSteps } from '../step-files.ts';
import { vocabularyOf } from '../vocabulary.ts';
import { reportDescriptor, type OwnOrder, type OwnReport, type RunOrder } from './order.ts';

// The process in which the user's step files run. The process that started it judges all reports.

const exit = process.exit.bind(process);

/** Writes everything, even if the pipe accepts only a part at once. */
function report(message: OwnReport): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let sent = 0; sent < bytes.length;) {
    try {
      sent += writeSync(reportDescriptor, bytes, sent);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

const reportLoading = (file: string | undefined): void => {
  report(file === undefined ? { type: 'loaded' } : { type: 'loading', file });
};

function stop(error: unknown): number {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const text = (value: unknown): string => processRedactor.text(String(value));
  report({ type: 'stopped', error: { name: text(name), message: text(message), stack: text(stack) } });
  return 1;
}

/** Milliseconds to write what step files have printed: they may have replaced what writes it. */
const flushMs = 2000;

/** Reads one line of standard input, which stays open: its end means that the judging process has ended. */
function readOrder(): Promise<OwnOrder> {
  return new Promise((resolve) => {
    let text = '';
    process.stdin.setEncoding('utf8');
    process.stdin.on('data', (chunk: string) => {
      text += chunk;
      if (!text.endsWith('\n')) return;
      process.stdin.unref();
      resolve(JSON.parse(text) as OwnOrder);
    });
    process.stdin.on('end', () => exit(1));
  });
}

async function run({ steps, repeat, connection, ownSpecs, ...order }: RunOrder): Promise<void> {
  let loaded: ISupportCodeLibrary | undefined;
  const ids = new Set(order.ids);
  for (let count = 0; count < repeat; count += 1) {
    report({ type: 'begin' });
    const options = cucumberOptions({
      ...order,
      ids,
      steps: [...builtInSteps(), ...steps],
      ...(loaded && { loaded }),
      ...(connection && { connection }),
      ...(ownSpecs !== undefined && { ownSpecs }),
      // Passing scenarios over is for ours: the process that judges takes no word for it from here.
      keepGoing: true,
      loading: (file) => {
        if (file === undefined || steps.includes(file)) reportLoading(file);
      },
    });
    const { support } = await runCucumber(options, cucumberEnvironment(), (envelope) => {
      report({ type: 'envelope', envelope });
    });
    loaded = support;
  }
}

guardLastWords(processRedactor, stop);
const order = await readOrder();
try {
  if (order.task === 'run') await run(order);
  else {
    const { written } = order;
    report({ type: 'vocabulary', vocabulary: await vocabularyOf(written, { ...order, loading: reportLoading }) });
  }
  await flushed(flushMs);
  report({ type: 'end' });
  exit(0);
} catch (error) {
  exit(stop(error));
}
