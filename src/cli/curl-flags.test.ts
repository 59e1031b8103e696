import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { curlFlags } from './curl-flags.ts';

const config = {
  target: { baseUrl: 'https://127.0.0.1:1', trust: "/it's here/ca.pem" },
  tls: { certificate: '/c.pem', privateKey: '/k.pem' },
};
const trust = String.raw`--cacert '/it'\''s here/ca.pem'`;

describe('curlFlags', () => {
  it('names certificate and key', () => {
    expect(curlFlags({ config })).toEqual(['-sS --tlsv1.3', trust, '--cert /c.pem', '--key /k.pem']);
    const pkcs12 = { ...config, tls: { pkcs12: '/c.p12' } };
    expect(curlFlags({ config: pkcs12 })).toEqual(['-sS --tlsv1.3', trust, '--cert-type P12', '--cert /c.p12']);
  });

  it('spoils a connection as far as that takes nothing else', () => {
    expect(curlFlags({ config }, 'without-certificate')).toEqual(['-sS --tlsv1.3', trust]);
    expect(curlFlags({ config }, 'tls-1.2')?.[0]).toBe('-sS --tlsv1.2 --tls-max 1.2');
    expect(curlFlags({ config }, 'foreign-certificate')).toBeUndefined();
  });

  it.each(['env', 'file'] as const)('has the shell look up a passphrase that is kept in: %s', (kind) => {
    const folder = mkdtempSync(join(tmpdir(), 'nopan-certify-test-'));
    try {
      const file = join(folder, "$(touch x) it's");
      writeFileSync(file, 'open "sesame" $HOME\n');
      const flags = curlFlags({ config, passphrase: { kind, name: kind === 'env' ? 'WORD' : file } }) ?? [];
      const env = { ...process.env, WORD: 'open "sesame" $HOME' };
      const seen = execFileSync('sh', ['-c', `printf '%s|' ${flags.at(-1) ?? ''}`], { env, encoding: 'utf8' });
      expect(seen).toBe('--pass|open "sesame" $HOME|');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
