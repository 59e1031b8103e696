import type { ResolvedConfig } from '../config/configuration.ts';
import type { SecretReference } from '../config/secret.ts';
import type { Tampering } from '../contract/types/tampering.ts';
import { quoted } from '../explain/request-text.ts';

/** What curl is told of a connection besides the request, as a POSIX shell reads it. */
export interface CurlTls {
  readonly config: Pick<ResolvedConfig, 'tls' | 'target'>;
  /** Where the passphrase of the key is found when the command is run. */
  readonly passphrase?: SecretReference | undefined;
}

/** How a connection is spoilt, as far as curl can do it with what the configuration names. */
type Connection = NonNullable<NonNullable<Tampering['arguments']>['connection']>;

/** The flags of a connection; undefined where it takes what nobody has. */
export function curlFlags(tls: CurlTls, connection?: Connection): readonly string[] | undefined {
  if (connection === undefined) return ['-sS --tlsv1.3', ...trust(tls), ...identity(tls)];
  if (connection === 'without-certificate') return ['-sS --tlsv1.3', ...trust(tls)];
  if (connection === 'tls-1.2') return ['-sS --tlsv1.2 --tls-max 1.2', ...trust(tls), ...identity(tls)];
  return undefined;
}

const trust = ({ config: { target } }: CurlTls): string[] => file('--cacert', target.trust);

const identity = ({ config: { tls }, passphrase }: CurlTls): string[] => [
  ...(tls.pkcs12 === undefined ? [] : ['--cert-type P12']),
  ...file('--cert', tls.pkcs12 ?? tls.certificate),
  ...file('--key', tls.privateKey),
  ...(passphrase === undefined ? [] : [`--pass ${fromShell(passphrase)}`]),
];

const file = (flag: string, path: string | undefined): string[] =>
  path === undefined ? [] : [`${flag} ${quoted(path)}`];

/** The shell looks it up, so that it stands in no command. */
const fromShell = ({ kind, name }: SecretReference): string => {
  if (kind === 'file') return `"$(cat ${quoted(name)})"`;
  return /^[A-Za-z_]\w*$/.test(name) ? `"$${name}"` : `"$(printenv ${quoted(name)})"`;
};
