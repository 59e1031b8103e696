import { expect, it } from 'vitest';
import { protocolFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol } from '../contract/protocol.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { adviceFor } from './advice.ts';

const general = adviceFor(undefined);
const { errors } = loadProtocol(protocolFile, loadSchemas(schemasDir)).protocol;
const codes = [...new Set(Object.values(errors).map(({ reasonCode }) => reasonCode))];

/** What only the target or a provider can mend. */
const ofTarget = ['9999', '8001', '8004'];

it.each(codes.filter((code) => !ofTarget.includes(code)))('there is something to do about %s', (code) => {
  expect(adviceFor(code)).not.toBe(general);
});

it.each([...ofTarget, '1234', 4971, null, 'constructor'])('%s gets general advice', (code) => {
  expect(adviceFor(code)).toBe(general);
});
