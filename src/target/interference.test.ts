import { describe, expect, it, test } from 'vitest';
import { interferenceOf } from './interference.ts';

const started = (environment: NodeJS.ProcessEnv, ...execArgv: string[]): string[] =>
  interferenceOf({ environment, execArgv });

describe('a process that runs its own code and trusts the CAs of Node.js', () => {
  it.each([
    ['plain', started({ HOME: '/home/ada', NODE_ENV: 'production' })],
    ['with more memory', started({ NODE_OPTIONS: '--max-old-space-size=4096 --enable-source-maps' }, '--no-warnings')],
    ['with empty variables', started({ NODE_EXTRA_CA_CERTS: '', NODE_OPTIONS: '', NODE_TLS_REJECT_UNAUTHORIZED: '1' })],
  ])('%s', (_, found) => {
    expect(found).toEqual([]);
  });
});

test.each([
  'NODE_EXTRA_CA_CERTS',
  'NODE_USE_SYSTEM_CA',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'OPENSSL_CONF',
  'OPENSSL_ENGINES',
  'NODE_COMPILE_CACHE',
  'LD_PRELOAD',
  'LD_LIBRARY_PATH',
  'DYLD_INSERT_LIBRARIES',
  'DYLD_LIBRARY_PATH',
  'DYLD_FALLBACK_LIBRARY_PATH',
  'DYLD_FRAMEWORK_PATH',
  'DYLD_FALLBACK_FRAMEWORK_PATH',
])('the variable %s is named, without its value', (name) => {
  expect(started({ [name]: '/home/ada/x' })).toEqual([name]);
});

it('NODE_TLS_REJECT_UNAUTHORIZED=0 is named', () => {
  expect(started({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toEqual(['NODE_TLS_REJECT_UNAUTHORIZED=0']);
});

test.each([
  [['--use-openssl-ca'], '--use-openssl-ca'],
  [['--use-system-ca'], '--use-system-ca'],
  [['--require=/x.cjs'], '--require'],
  [['--require', '/x.cjs'], '--require'],
  [['-r', '/x.cjs'], '-r'],
  [['-r/x.cjs'], '-r'],
  [['--import', '/x.mjs'], '--import'],
  [['--loader', '/x.mjs'], '--loader'],
  [['--experimental-loader=/x.mjs'], '--experimental-loader'],
  [['--experimental_loader=/x.mjs'], '--experimental-loader'],
  [['--env-file=.env'], '--env-file'],
  [['--openssl-config=/x.cnf'], '--openssl-config'],
  [['--conditions=x'], '--conditions'],
  [['--inspect'], '--inspect'],
])('the option %j is named on the command line and in NODE_OPTIONS', (words, option) => {
  expect(started({}, ...words)).toEqual([option]);
  expect(started({ NODE_OPTIONS: `--no-warnings "${words.join('" "')}"` })).toEqual([`NODE_OPTIONS ${option}`]);
});
