import { createHmac } from 'node:crypto';
import { hmacWritings } from '../signing/hmac.ts';
import { fieldValues, type Fields } from '../signing/message.ts';
import type { HmacProfile } from '../signing/profile.ts';

/** A difference that explains an invalid HMAC. */
export interface NearMiss {
  /** The difference, continuing "It is valid": `in base64`. */
  readonly how: string;
  /** What to do, as sentences. */
  readonly advice: string;
}

/** One difference between an HMAC and the expected one; absent where there is none. */
interface Difference {
  readonly how?: string;
  readonly advice?: string;
}

interface Candidate<T> extends Difference {
  readonly value: T;
}

/** Common names for the HMAC field. */
const likelyName = /sign|hmac|digest|hash|mac\b/i;
/** Fields with such names but another meaning. */
const otherFields = /^(?:content-digest|digest|signature-input|repr-digest|authorization)$/i;

/**
 * Looks for an encoding, secret or content with which an HMAC would be valid. This reveals nothing, since only the holder of the secret
 * can make one.
 *
 * @param body the whole content
 */
export function nearMissOf(
  { fields, body }: { readonly fields: Fields; readonly body: Buffer },
  secret: string,
  profile: HmacProfile,
): NearMiss | undefined {
  const values = valuesIn(fields, profile);
  if (values.length === 0) return undefined;
  const stamps = [...new Set(values.flatMap(({ value }) => /\bt=(\d+)/.exec(value)?.[1] ?? []))];
  for (const key of secretsLike(secret)) {
    for (const content of contentsLike(body, stamps)) {
      for (const hash of hashes(profile)) {
        const mac = createHmac(hash.value, key.value).update(content.value).digest();
        for (const header of values) {
          const written = writtenIn(header.value, mac, profile);
          if (written !== undefined) return told([header, written, hash, content, key]);
        }
      }
    }
  }
  return undefined;
}

function told(differences: readonly Difference[]): NearMiss | undefined {
  const hows = differences.flatMap(({ how }) => how ?? []);
  const advice = differences.flatMap((difference) => difference.advice ?? []);
  return hows.length === 0 ? undefined : { how: hows.join(', '), advice: advice.join(' ') };
}

/** The values of the expected header field, then of others that are likely. */
function valuesIn(fields: Fields, { header }: HmacProfile): Candidate<string>[] {
  const own = fieldValues(fields, header).map((value) => ({ value }));
  const others = fields.filter(
    ([name]) => name.toLowerCase() !== header.toLowerCase() && likelyName.test(name) && !otherFields.test(name),
  );
  return [
    ...own,
    ...others.map(([name, value]) => ({
      value,
      how: `in the header field ${name}`,
      advice: `Set webhooks.signatureHeader to ${name}.`,
    })),
  ];
}

/** The configured hash first. */
function hashes({ hash: own }: HmacProfile): Candidate<HmacProfile['hash']>[] {
  const others = (['sha256', 'sha384', 'sha512', 'sha1'] as const).filter((hash) => hash !== own);
  return [
    { value: own },
    ...others.map((hash) => ({ value: hash, how: `with ${hash}`, advice: `Set webhooks.hash to ${hash}.` })),
  ];
}

/** Prefixes of an HMAC: `sha256=`, `v1=`, `hmac-sha256 `, `t=1700000000,v1=`. */
const prefix = /^(?:.*[,; ])?[\w-]{1,16}[=: ](?=.)/;

/** How a header value encodes these bytes; undefined when it does not. */
function writtenIn(value: string, mac: Buffer, profile: HmacProfile): Difference | undefined {
  const trimmed = value.trim().replace(/^"(.*)"$/, '$1');
  const bare = { value: trimmed, own: '' };
  const own = profile.prefix ?? '';
  const found = prefix.exec(trimmed)?.[0];
  const candidates = [
    ...(own !== '' && trimmed.startsWith(own) ? [{ value: trimmed.slice(own.length), own }] : []),
    bare,
    ...(found === undefined ? [] : [{ value: trimmed.slice(found.length), own: found }]),
  ];
  for (const candidate of candidates) {
    const encoding = encodingOf(candidate.value, mac);
    if (encoding === undefined) continue;
    const differences = [
      ...(encoding === profile.encoding || sameText(mac, encoding, profile.encoding) ? [] : [ofEncoding(encoding)]),
      ...(candidate.own === own ? [] : [ofPrefix(candidate.own)]),
    ];
    return {
      ...(differences.length > 0 && {
        how: differences.map(({ how }) => how).join(', '),
        advice: differences.map(({ advice }) => advice).join(' '),
      }),
      ...(differences.length === 0 &&
        trimmed !== value && {
          how: 'without the white space or quotes around it',
          advice: 'Find out which gateway adds them.',
        }),
    };
  }
  return undefined;
}

function encodingOf(text: string, mac: Buffer): HmacProfile['encoding'] | undefined {
  const names = Object.keys(hmacWritings) as HmacProfile['encoding'][];
  const exact = names.find((name) => hmacWritings[name](mac) === text);
  if (exact !== undefined) return exact;
  // Base64 without its padding, and base64url with it.
  if (text.replace(/=+$/, '') === hmacWritings.base64(mac).replace(/=+$/, '')) return 'base64';
  return text.replace(/=+$/, '') === hmacWritings.base64url(mac) ? 'base64url' : undefined;
}

const sameText = (mac: Buffer, one: HmacProfile['encoding'], other: HmacProfile['encoding']): boolean =>
  hmacWritings[one](mac) === hmacWritings[other](mac);

const ofEncoding = (encoding: HmacProfile['encoding']): Required<Difference> => ({
  how: `in ${encoding}`,
  advice: `Set webhooks.encoding to ${encoding}.`,
});

function ofPrefix(found: string): Required<Difference> {
  if (found === '') return { how: 'without a prefix', advice: "Set webhooks.signaturePrefix to ''." };
  if (!/^[!-~]*$/.test(found) || found.includes(','))
    return { how: `after "${found}"`, advice: 'No setting supports that: ask Nopan about the header field.' };
  return { how: `after "${found}"`, advice: `Set webhooks.signaturePrefix to ${found}` };
}

/** White space of any kind, byte order marks, zero-width characters and quotes, at the ends. */
const around = /^[\s\ufeff\u200b-\u200d\u2060"'`“”‘’]+|[\s\ufeff\u200b-\u200d\u2060"'`“”‘’]+$/g;

/** A secret without stray characters. */
const trimmedSecret = (secret: string): string => secret.replace(around, '');

/** The secret, then variants that may have been intended. */
function secretsLike(secret: string): Candidate<string | Buffer>[] {
  const trimmed = trimmedSecret(secret);
  const found: Candidate<string | Buffer>[] = [{ value: secret }];
  if (trimmed !== secret && trimmed !== '')
    found.push({
      value: trimmed,
      how: 'with the secret without the white space, quotes or byte order mark at its ends',
      advice: 'Correct webhooks.secret: something was copied along with it.',
    });
  for (const [end, name] of [
    ['\n', 'a line feed'],
    ['\r\n', 'a line break'],
    [' ', 'a space'],
  ] as const)
    found.push({
      value: trimmed + end,
      how: `with the secret and ${name} at its end`,
      advice: 'The sender has that in its secret: create a new secret in the portal.',
    });
  const bare = trimmed.replace(/^whsec_/, '');
  const advice = 'No setting decodes the secret: ask Nopan about its format.';
  if (bare !== trimmed) found.push({ value: bare, how: 'with the secret without its prefix', advice });
  if (/^(?:[0-9a-f]{2})+$/i.test(bare))
    found.push({ value: Buffer.from(bare, 'hex'), how: 'with the secret decoded from hex', advice });
  if (/^[\w+/-]+={0,2}$/.test(bare))
    found.push({ value: Buffer.from(bare, 'base64'), how: 'with the secret decoded from base64', advice });
  return found;
}

/** The content as received, then variants that the HMAC may have been made over. */
function contentsLike(body: Buffer, stamps: readonly string[]): Candidate<Buffer>[] {
  const advice = 'A gateway rewrites the content: configure it to pass on the bytes unchanged.';
  const text = body.toString('utf8');
  const other = (how: string, changed: string): Candidate<Buffer>[] =>
    changed === text ? [] : [{ value: Buffer.from(changed), how, advice }];
  return [
    { value: body },
    ...other('over the content without white space around it', text.replace(/^[\s\ufeff]+|\s+$/g, '')),
    ...other('over the content with a line feed at its end', `${text}\n`),
    ...other('over the content with a line break at its end', `${text}\r\n`),
    ...other('over the content with other line breaks', text.replaceAll('\r\n', '\n')),
    ...layouts(text).flatMap((layout) => other('over the same JSON in another layout', layout)),
    ...(body.length > 0 ? other('over no content', '') : []),
    ...stamps.flatMap((stamp) => [
      {
        value: Buffer.concat([Buffer.from(`${stamp}.`), body]),
        how: 'over its time stamp, a dot and the content',
        advice: 'No setting supports that: ask Nopan what the HMAC is computed over.',
      },
    ]),
  ];
}

/** Other layouts of the same JSON. */
function layouts(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    const compact = JSON.stringify(value);
    const ascii = compact.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const spaced = JSON.stringify(value, null, 1)
      .replace(/\n */g, ' ')
      .replace(/([[{]) /g, '$1')
      .replace(/ ([\]}])/g, '$1');
    return [
      ...new Set([
        ...[compact, `${compact}\n`, JSON.stringify(value, null, 2), JSON.stringify(value, null, 4)],
        ...[JSON.stringify(value, null, '\t'), ascii, spaced, compact.replaceAll('/', '\\/')],
      ]),
    ];
  } catch {
    return [];
  }
}
