import type { Leniency } from '../mock/leniencies.ts';
import type { ServedCall, Watcher } from '../mock/served-call.ts';
import { processRedactor } from '../evidence/process-redactor.ts';
import { painter } from '../report/paint.ts';
import { oneLine, shortened, withoutControls } from '../report/text.ts';
import { hint } from './program-name.ts';

interface LogOptions {
  readonly json: boolean;
  readonly colour: boolean;
  readonly write: (line: string) => void;
}

/** What a line shows of a text that a client chose. */
const longest = 400;

/** A line for each call of the mock, and one for each thing that it tolerates, when that is met first. */
export function mockLog({ json, colour, write }: LogOptions): Watcher {
  const warned = new Set<string>();
  const paint = painter(colour);
  return (served) => {
    const fresh = served.tolerated.filter(({ id }) => !warned.has(id));
    for (const { id } of fresh) warned.add(id);
    if (json) {
      write(`${JSON.stringify(jsonOf(served))}\n`);
      return;
    }
    const rejected = served.reason !== undefined;
    const line = callLine(served);
    write(`${rejected ? paint('bad', line) : line}\n`);
    for (const each of fresh) write(`${paint('warn', warningLine(each))}\n`);
  };
}

/** `15:18:24 POST /auth/token  400 4990  The message has no signature-input → Sign every message (RFC 9421 section 4).` */
function callLine({ at, method, target, status, reasonCode, reason, fix }: ServedCall): string {
  const code = reasonCode === undefined ? '' : ` ${reasonCode}`;
  const why = reason === undefined ? '' : `  ${reason}${fix === undefined ? '' : ` → ${fix}`}`;
  return clean(`${timeOf(at)} ${method} ${target}  ${status}${code}${why}`);
}

const warningLine = ({ text, fix }: Leniency): string =>
  clean(`         accepted here, a sandbox may reject it: ${text} → ${fix} Shown once; --strict rejects it.`);

/** In the local time zone. */
const timeOf = (at: number): string => new Date(at).toTimeString().slice(0, '15:18:24'.length);

/** The target may hold what a client should not have put there. */
const clean = (text: string): string =>
  shortened(oneLineKeepingSpaces(withoutControls(processRedactor.text(hint(text)))), longest);

const oneLineKeepingSpaces = (text: string): string => text.replace(/[\r\n]+/g, ' ');

function jsonOf({ at, tolerated, ...call }: ServedCall): object {
  const texts = Object.entries(call).map(([name, value]) => [
    name,
    typeof value === 'string' ? processRedactor.text(oneLine(value)) : value,
  ]);
  return {
    time: new Date(at).toISOString(),
    ...(Object.fromEntries(texts) as object),
    ...(tolerated.length > 0 && { tolerated: tolerated.map(({ id, text, fix }) => ({ id, text, fix })) }),
  };
}
