import { expect, it } from 'vitest';
import type { ProtocolSetting } from '../contract/protocol.ts';
import { assumptionsOf, profileOf } from './settings.ts';

const settings: ProtocolSetting[] = [
  { id: 'signature.label', value: 'nopan_sig', status: 'documented', source: 'UNDERSTAND' },
  { id: 'signature.ecdsaEncoding', value: 'ieee-p1363', status: 'assumed', source: 'RESPVAL', why: 'Not stated.' },
  { id: 'version.current', value: '0.2', status: 'documented', source: 'VERS', default: '0.1' },
];

it('lists what is assumed and what was changed', () => {
  expect(assumptionsOf(settings).map(({ id }) => id)).toEqual(['signature.ecdsaEncoding', 'version.current']);
});

it('keeps every value by its id', () => {
  expect(profileOf(settings)).toEqual({
    'signature.label': 'nopan_sig',
    'signature.ecdsaEncoding': 'ieee-p1363',
    'version.current': '0.2',
  });
});
