import type { WriteStream } from 'node:tty';
import { isTerminal } from '../cli/colours.ts';
import type { Row } from '../contract/types/kill-matrix.ts';

/** What is told while trials go on: a line that is redrawn on a terminal, a line for each defect elsewhere. */
export interface Progress {
  finished(row: Row): void;
  end(): void;
}

const clearLine = '\r\u001b[2K';

export function progressFor(total: number, stream: WriteStream): Progress {
  let done = 0;
  let missed = 0;
  const live = isTerminal(stream);
  if (live) stream.write(`${clearLine}starting`);
  return {
    finished({ id, verdict, requirement }) {
      done += 1;
      if (verdict !== 'killed') missed += 1;
      const position = `${String(done).padStart(String(total).length)}/${total}`;
      const line = `${verdict.padEnd(9)}  ${requirement}  ${id}`;
      if (!live) stream.write(`${position}  ${line}\n`);
      else stream.write(`${clearLine}${position}  ${missed > 0 ? `${missed} not killed  ` : ''}${line}`);
    },
    end() {
      if (live) stream.write(clearLine);
    },
  };
}
