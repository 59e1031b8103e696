import { departures } from '../../contract/expectation.ts';
import { checking } from '../guards/guard.ts';
import { Refusal } from '../refusal.ts';
import { concerns, type Operator } from './operator.ts';

/**
 * Refuses calls that nothing is wrong with: those that have a header field, with such
 * a value, or lack it, or whose content has some values.
 */
export const refuse: Operator = (
  behaviour,
  { refusal = 'internal', operation, withField, matching = '', withoutField, when = {} },
) => ({
  ...behaviour,
  guards: [
    ...behaviour.guards,
    {
      name: 'defect',
      concerns: (candidate) => concerns(operation, candidate),
      handle: checking((call) => {
        const value = withField === undefined ? '' : call.header(withField);
        const lacking = value === undefined || !new RegExp(matching).test(value);
        const having = withoutField !== undefined && call.header(withoutField) !== undefined;
        if (lacking || having || departures(when, call.content).length > 0) return;
        throw new Refusal(refusal, { reason: 'A defect' });
      }),
    },
  ],
});
