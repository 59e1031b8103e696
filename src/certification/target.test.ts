import { expect, it } from 'vitest';
import type { Assumption } from '../contract/types/result.ts';
import { sandboxIdentity } from './fixtures/identity.ts';
import { targetOf } from './target.ts';
import { certified } from './fixtures/run.ts';
import { certify } from './verdict.ts';

const sandbox = { kind: 'sandbox', name: 'api.sandbox.nopan.dev', baseUrl: 'https://api.sandbox.nopan.dev' } as const;
const changed: Assumption = {
  ...{ id: 'signature.label', status: 'documented', source: 'UNDERSTAND' },
  ...{ value: 'other', default: 'nopan_sig' },
};

it('a target that is proven is official', () => {
  expect(targetOf(sandbox, { identity: sandboxIdentity, assumptions: [] })).toEqual({
    ...sandbox,
    ...{ identity: sandboxIdentity, official: true },
  });
});

it('a target that is only named so says that wherever its name is, with every reason', () => {
  const identity = { ...sandboxIdentity, trust: 'configured' as const };
  const target = targetOf(sandbox, { identity, assumptions: [changed] });
  expect(target).toEqual({
    ...{ ...sandbox, identity, official: false },
    name: 'api.sandbox.nopan.dev (named as Nopan’s sandbox, not proven)',
    unproven: ['target.trust replaces the CAs that Node.js ships', 'Documented values were changed: signature.label'],
    note: 'This target is named as Nopan’s sandbox, but is not proven to be it: the reasons are listed with the verdict. These results hold only for whatever responded.',
  });
  expect(targetOf(target, { identity, assumptions: [changed] })).toEqual(target);
});

it('the verdict names changed documented values first, then why the target is not proven', () => {
  const identity = { ...sandboxIdentity, peers: [] };
  const target = { baseUrl: sandbox.baseUrl, identity };
  expect(certify(certified({ target, assumptions: [changed] }))).toMatchObject({
    verdict: 'CERTIFIED',
    reasons: [
      'Documented value changed for this run: signature.label is "other", documented as "nopan_sig".',
      'Named as Nopan’s sandbox, not proven: No TLS connection to it was recorded.',
      'Named as Nopan’s sandbox, not proven: Documented values were changed: signature.label.',
      'All mandatory requirements are covered: 3 requirements, 3 scenarios.',
    ],
  });
});

it('changed values are named first also of a run that failed, and a value that no page states is not named', () => {
  const assumed: Assumption = { ...changed, id: 'signature.ecdsaEncoding', status: 'assumed' };
  const { verdict, reasons } = certify(certified({ interrupted: true, assumptions: [assumed, changed] }));
  expect([verdict, reasons[0]]).toEqual([
    'INCOMPLETE',
    'Documented value changed for this run: signature.label is "other", documented as "nopan_sig".',
  ]);
  expect(reasons.join()).not.toContain('ecdsaEncoding');
});
