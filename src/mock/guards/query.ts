import { pointerTo } from '../../contract/pointer.ts';
import { Refusal } from '../refusal.ts';
import { findings, once } from './findings.ts';
import { checking, type Guard } from './guard.ts';

/** The query: each parameter once, and as the operation's schema says. */
export const query: Guard = {
  name: 'query',
  concerns: ({ query }) => query === true,
  handle: checking((call, { schemas }) => {
    const parameters = parametersIn(call.message.target);
    const repeated = parameters.map(([name]) => name).filter((name, index, names) => names.indexOf(name) !== index);
    if (repeated.length > 0) {
      throw new Refusal('invalidInput', { fields: findings(repeated.map((name) => once(pointerTo('', name)))) });
    }
    call.content = Object.fromEntries(parameters);
    const violations = schemas.violations(`${call.operation.id}.request`, call.content);
    if (violations.length > 0) throw new Refusal('invalidInput', { fields: findings(violations) });
  }),
};

function parametersIn(target: string): [name: string, value: string][] {
  const start = target.indexOf('?');
  return start === -1 ? [] : [...new URLSearchParams(target.slice(start))];
}
