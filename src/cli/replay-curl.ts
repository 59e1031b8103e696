import { systemClock } from '../clock.ts';
import { failingStep } from '../certification/failing-step.ts';
import type { ResolvedConfig } from '../config/configuration.ts';
import type { Exchange } from '../contract/types/exchange.ts';
import { loadPrivateKey } from '../credentials/load.ts';
import { CertifyError } from '../errors.ts';
import { curlText, quoted } from '../explain/request-text.ts';
import { signRequest } from '../explain/signed-request.ts';
import { keyAlgorithm, type SignatureKey } from '../signing/keys.ts';
import type { RequestMessage } from '../signing/message.ts';
import { loadProtocol } from '../contract/protocol.ts';
import { protocolFile, schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { withoutControls } from '../report/text.ts';
import type { FailedCase } from './failed-case.ts';
import { filledBody } from './filled-body.ts';
import { loadedConfiguration } from './loaded-configuration.ts';
import { repeatWords } from './repeat-words.ts';
import { runCommand } from './run.command.ts';
import type { RunSettings } from './run.ts';
import { signingSettings } from './signed-message.ts';

export interface CurlSettings {
  readonly all?: boolean;
  readonly fill?: Readonly<Record<string, string>>;
}

/** What goes into every command: how the target is reached, and with what it is signed. */
interface Means {
  readonly flags: readonly string[];
  readonly sign: (request: RequestMessage, scheme?: Scheme) => Promise<RequestMessage>;
  readonly fill: Readonly<Record<string, string>>;
}

type Scheme = NonNullable<Exchange['signature']['request']>['profile'];

/**
 * The calls of a failed case as commands for a POSIX shell, signed now with the keys of the configuration.
 *
 * @throws ERR_USAGE for a run against the embedded mock, whose keys are gone
 */
export async function curlCommands(failed: FailedCase, { all = false, fill = {} }: CurlSettings): Promise<string> {
  const { scenario } = failed;
  const settings = runSettings(failed);
  const configuration = loadedConfiguration(settings).value;
  const { protocol } = loadProtocol(protocolFile, loadSchemas(schemasDir), configuration.protocol);
  const privateKey = loadPrivateKey(configuration.signing.privateKey, configuration.signing.passphrase);
  const key = { key: privateKey, keyid: configuration.signing.keyid, algorithm: keyAlgorithm(privateKey) };
  const means: Means = { flags: tlsFlags(configuration), sign: signer(key, configuration.protocol), fill };
  const exchanges = all ? scenario.steps.flatMap((step) => step.exchanges) : (failingStep(scenario)?.exchanges ?? []);
  const calls = exchanges.filter(({ spec }) => spec.split('#')[0] !== 'auth/token' || all);
  const token = await tokenCommand(
    { baseUrl: configuration.target.baseUrl, path: protocol.token.path, organization: configuration.organization },
    means,
  );
  const needsToken = calls.some(({ request }) => request.fields.some(isAuthorization));
  const commands = await Promise.all(calls.map((exchange) => callCommand(exchange, means)));
  return [
    '# Signed just now: a target takes such a signature for a short time only.',
    ...(needsToken ? [token] : []),
    ...commands,
  ].join('\n');
}

function runSettings(failed: FailedCase): RunSettings {
  let given: RunSettings | undefined;
  runCommand()
    .action((_features: string[], settings: RunSettings) => {
      given = settings;
    })
    .parse(repeatWords(failed), { from: 'user' });
  if (given?.target === 'sandbox') return given;
  throw new CertifyError('ERR_USAGE', 'The embedded mock of that run is gone, and its keys with it', {
    where: '--curl',
    expected: 'a run with --target sandbox, whose configuration names the keys',
    advice:
      'Serve a mock with "nopan-certify mock", run against it by the configuration that it writes, and replay that.',
  });
}

const variable = 'NOPAN_TOKEN';

function tlsFlags({ tls, target }: ResolvedConfig): string[] {
  const file = (flag: string, path: string | undefined) => (path === undefined ? [] : [`${flag} ${quoted(path)}`]);
  return [
    '-sS --tlsv1.3',
    ...file('--cacert', target.trust),
    ...(tls.pkcs12 === undefined ? [] : ['--cert-type P12']),
    ...file('--cert', tls.pkcs12 ?? tls.certificate),
    ...file('--key', tls.privateKey),
  ];
}

function signer(key: SignatureKey, protocol: RunSettings['protocol']): Means['sign'] {
  const settings = signingSettings(protocol ? { protocol } : {});
  return async (message, scheme) => {
    const origins = { start: '', target: '', authority: '', fields: message.fields.map(() => ''), body: '' };
    const created = Math.floor(systemClock.now() / 1000);
    return (await signRequest({ message, origins, notes: [] }, key, settings, created, scheme)).message;
  };
}

interface TokenRequest {
  readonly baseUrl: string;
  readonly path: string;
  readonly organization: string;
}

/** An access token into a variable of the shell (RFC 6749 section 4.4). */
async function tokenCommand({ baseUrl, path, organization }: TokenRequest, { flags, sign }: Means): Promise<string> {
  const scope = 'payments:read payments:process';
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: organization, scope });
  const signed = await sign({
    ...{ method: 'POST', authority: new URL(baseUrl).host, target: path },
    fields: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: Buffer.from(form.toString()),
  });
  const member = String.raw`sed -n 's/.*"access_token" *: *"\([^"]*\)".*/\1/p'`;
  return `${variable}=$(${curlText(signed, flags).trimEnd()} | ${member})\n`;
}

const isAuthorization = ([name = '']: readonly string[]): boolean => name.toLowerCase() === 'authorization';

/** What curl makes itself, or a variable of the shell holds. */
const ofItsOwn = ['authorization', 'host', 'connection'];

async function callCommand(exchange: Exchange, { flags, sign, fill }: Means): Promise<string> {
  const { request, tampering, spec, signature } = exchange;
  const { body, missing } = filledBody(request.body, fill);
  const url = new URL(request.url);
  const fields = request.fields.map(([name = '', value = '']) => [name, value] as const);
  const message = {
    ...{ method: request.method, authority: url.host, target: url.pathname + url.search },
    fields: fields.filter(([name]) => !ofItsOwn.includes(name.toLowerCase())),
    body: Buffer.from(body),
  };
  const signed = await sign(message, signature.request?.profile);
  const authorized = fields.some(isAuthorization) ? [`-H "Authorization: Bearer $${variable}"`] : [];
  const notes = [
    spec,
    ...(tampering === undefined ? [] : [`It was spoilt on purpose (${tampering}); the signature here is a sound one.`]),
    ...missing.map(
      (name) => `Evidence does not keep ${name}: give it with --fill ${name}=VALUE, since the signature covers it.`,
    ),
  ];
  return `${notes.map((note) => `# ${withoutControls(note).replaceAll('\n', ' ')}\n`).join('')}${curlText(signed, [...flags, ...authorized])}`;
}
