import type { ResolvedConfig } from '../../config/configuration.ts';
import { warning, type Check, type Verdict } from '../check.ts';
import type { OfflineSubject } from './subject.ts';

/** A secret has nothing at its ends that was only copied along with it. */
export const secretChecks: readonly Check<OfflineSubject>[] = [
  {
    id: 'secrets.ends',
    heading: 'Files',
    title: 'secrets are nothing but themselves',
    when: ({ configuration }) => impure(configuration.value).length > 0,
    examine,
  },
];

const settings = [
  ['/webhooks/secret', ({ webhooks }: ResolvedConfig) => webhooks?.secret],
  ['/tls/passphrase', ({ tls }: ResolvedConfig) => tls.passphrase],
  ['/signing/passphrase', ({ signing }: ResolvedConfig) => signing.passphrase],
] as const;

/** What stands at an end of a secret, by what it is called. */
const companions: readonly (readonly [string, RegExp])[] = [
  ['a carriage return', /^\r|\r$/],
  ['a line feed', /^\n|\n$/],
  ['a byte order mark', /^\ufeff|\ufeff$/],
  ['white space', /^[^\S\r\n\ufeff]|[^\S\r\n\ufeff]$/],
  ['a character that cannot be seen', /^[\u0000-\u0008\u200b-\u200f\u2060]|[\u0000-\u0008\u200b-\u200f\u2060]$/],
  ['quotes', /^(["'`]).*\1$|^[“”‘’]|[“”‘’]$/s],
];

interface Impure {
  readonly pointer: string;
  readonly found: string;
}

function impure(config: ResolvedConfig): Impure[] {
  return settings.flatMap(([pointer, of]) => {
    const secret = of(config) ?? '';
    const found = companions.filter(([, pattern]) => pattern.test(secret)).map(([name]) => name);
    return found.length === 0 ? [] : [{ pointer, found: found.join(' and ') }];
  });
}

function examine({ configuration }: OfflineSubject): Verdict {
  const [first, ...others] = impure(configuration.value);
  const names = [first, ...others].map((each) => each?.pointer.slice(1).replaceAll('/', '.')).join(', ');
  return warning(`There is ${first?.found ?? 'something'} at an end of ${names}`, {
    where: configuration.origin(first?.pointer ?? '').where,
    expected: 'the secret alone',
    advice: 'If that is no part of it, take it away: with it, no HMAC fits, and no key is decrypted.',
  });
}
