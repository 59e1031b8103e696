import { expect, it } from 'vitest';
import { readSecret } from '../config/secret.ts';
import { ownEnvironment } from './own-environment.ts';

it('has everything but what a secret was read from', () => {
  const env = { PATH: '/bin', SHOP_DATABASE: 'shop', OWN_ENVIRONMENT_TEST_KEY: 'passphrase' };
  expect(ownEnvironment(env)).toEqual(env);
  readSecret({ kind: 'env', name: 'OWN_ENVIRONMENT_TEST_KEY' }, env, '--passphrase-env');
  expect(ownEnvironment(env)).toEqual({ PATH: '/bin', SHOP_DATABASE: 'shop' });
});
