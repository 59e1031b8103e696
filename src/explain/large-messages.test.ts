import { describe, expect, test } from 'vitest';
import { explainText, ids, names, pairs, publicPem, requestOf, created } from './fixtures/wrong-signer.ts';

const key = publicPem(pairs['P-256'].publicKey);
const mebibyte = 1 << 20;

/** How much memory the process takes more, at most, while something is done. */
async function memoryOf(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage().rss;
  await work();
  return process.resourceUsage().maxRSS * 1024 - before;
}

describe('a large message whose signature nothing explains is given up in bounded time and memory', () => {
  test('60 covered fields of 16 KiB', async () => {
    const fields = Array.from({ length: 60 }, (_, at): [string, string] => [`x-${at}`, 'a'.repeat(16_000)]);
    const list = `(${[...names, ...fields.map(([name]) => name)].map((each) => `"${each}"`).join(' ')})`;
    const { text } = requestOf({
      moreFields: fields,
      inputField: `nopan_sig=${list};keyid="key-1";created=${created}`,
      signature: Buffer.alloc(64, 1),
    });
    const memory = await memoryOf(async () => {
      expect(ids(await explainText(text, key))).toContain('unexplained');
    });
    expect(memory).toBeLessThan(400 * mebibyte);
  }, 40_000);

  test('a body of 30 MiB with a detached JWS', async () => {
    const header = Buffer.from(JSON.stringify({ alg: 'ES256', kid: 'key-1', iat: created, b64: false, crit: ['b64'] }));
    const jws = `${header.toString('base64url')}..${Buffer.alloc(64, 1).toString('base64url')}`;
    const head = `POST /a HTTP/1.1\nHost: h\nContent-Length: ${30 * mebibyte}\nX-JWS-Signature: ${jws}\n\n`;
    const memory = await memoryOf(async () => {
      expect(
        ids(await explainText(Buffer.concat([Buffer.from(head), Buffer.alloc(30 * mebibyte, 'a')]), key)),
      ).toContain('unexplained');
    });
    expect(memory).toBeLessThan(1_000 * mebibyte);
  }, 40_000);
});
