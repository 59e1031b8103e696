import { counted } from '../../certification/words.ts';
import type { Result } from '../../contract/types/result.ts';
import { oneLine } from '../text.ts';
import { leftOut } from './scope.ts';

/** What a reader must not take the verdict for: a title, its words, and where more is said. */
export interface Limit {
  readonly title: string;
  readonly text: string;
  readonly href?: string;
}

export function limitsOf(result: Result): Limit[] {
  const { target, assumptions } = result;
  const left = leftOut(result);
  return [
    software(result),
    ...(target.note === undefined ? [] : [{ title: 'Unofficial target.', text: oneLine(target.note) }]),
    ...(left === undefined ? [] : [{ title: 'A part only.', text: `${left}.` }]),
    ...(assumptions.length === 0
      ? []
      : [
          {
            title: `${counted(assumptions.length, 'assumed value')}.`,
            text: 'Nopan’s public pages do not state them, or this run changed them.',
            href: '#assumed',
          },
        ]),
  ];
}

const software = ({ subject, target }: Result): Limit => ({
  title: 'Your own software was not exercised.',
  text:
    subject === undefined && target.kind === 'mock'
      ? 'nopan-certify’s own client talked to its own mock, with credentials made for this run.'
      : 'The client is nopan-certify’s own, with your credentials: the verdict is about the target, the credentials and the protocol settings, not about your code.',
});
