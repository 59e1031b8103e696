import { join } from 'node:path';
import { seconds, systemClock } from '../clock.ts';
import { failingStep } from '../certification/failing-step.ts';
import type { ResolvedConfig } from '../config/configuration.ts';
import { effectiveConfiguration } from '../config/effective.ts';
import { parseSecretReference, type SecretReference } from '../config/secret.ts';
import { protocolFile, schemasDir, specsDir } from '../contract/locations.ts';
import { loadProtocol, type ProtocolOverrides } from '../contract/protocol.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { loadTamperings, type Tamperings } from '../contract/tampering.ts';
import type { Exchange } from '../contract/types/exchange.ts';
import { loadPrivateKey } from '../credentials/load.ts';
import { CertifyError } from '../errors.ts';
import { curlText } from '../explain/request-text.ts';
import { keyAlgorithm } from '../signing/keys.ts';
import type { RequestMessage } from '../signing/message.ts';
import { withoutControls } from '../report/text.ts';
import { configurationSources, type ConfigurationSettings } from './configuration-sources.ts';
import { curlFlags, type CurlTls } from './curl-flags.ts';
import type { FailedCase } from './failed-case.ts';
import { filledBody } from './filled-body.ts';
import { loadedConfiguration } from './loaded-configuration.ts';
import type { NamedAgain } from './replay-settings.ts';
import { replayedRequest } from './replayed-request.ts';
import { signedAgain, spoiltAgain, type SigningMeans } from './signed-again.ts';
import { signingSettings } from './signed-message.ts';

interface CurlSettings extends NamedAgain {
  readonly all?: boolean;
  readonly fill?: Readonly<Record<string, string>>;
}

/** Common to all commands: the configuration with the address, TLS, and keys for signing. */
interface Means {
  readonly config: ResolvedConfig;
  readonly tls: CurlTls;
  readonly signing: SigningMeans;
  readonly tamperings: Tamperings;
  readonly fill: Readonly<Record<string, string>>;
}

/**
 * The calls of a failed case as commands for a POSIX shell, signed now with the keys of the configuration.
 *
 * @throws ERR_USAGE for a run against the embedded mock, whose keys are gone
 */
export async function curlCommands(
  failed: FailedCase,
  { all = false, fill = {}, ...named }: CurlSettings,
): Promise<string> {
  const { scenario } = failed;
  const configured = configurationOf(failed, named);
  const means = { ...configured, fill };
  const exchanges = all ? scenario.steps.flatMap((step) => step.exchanges) : (failingStep(scenario)?.exchanges ?? []);
  const others = exchanges.filter(({ spec }) => spec.split('#')[0] !== 'auth/token');
  // The client asks for tokens by itself; of a case that is about them there is nothing else.
  const calls = all || others.length === 0 ? exchanges : others;
  const needsToken = calls.some(({ request }) => request.fields.some(isAuthorization));
  const commands = await Promise.all(calls.map((exchange) => callCommand(exchange, means)));
  return [
    '# Signed just now: a target takes such a signature for a short time only.',
    ...(means.tls.passphrase === undefined ? [] : [`# ${passphraseNote(means.tls.passphrase)}`]),
    ...(needsToken ? [await tokenCommand(configured)] : []),
    ...commands,
  ].join('\n');
}

const passphraseNote = ({ kind, name }: SecretReference): string =>
  `The shell reads the passphrase of the TLS key from ${kind === 'env' ? 'the environment variable' : 'the file'} ${withoutControls(name)}.`;

function configurationOf(failed: FailedCase, named: NamedAgain): Omit<Means, 'fill'> {
  const settings = configurationSettings(failed, named);
  const sources = configurationSources(settings);
  const { file, value } = effectiveConfiguration(sources);
  const config = loadedConfiguration(settings).value;
  const schemas = loadSchemas(schemasDir);
  const { protocol } = loadProtocol(protocolFile, schemas, config.protocol);
  const key = loadPrivateKey(config.signing.privateKey, config.signing.passphrase);
  return {
    config,
    tls: { config, passphrase: parseSecretReference(value.tls.passphrase ?? '', file) },
    signing: {
      key: { key, keyid: config.signing.keyid, algorithm: keyAlgorithm(key) },
      ...{ protocol, settings: signingSettings(config), now: seconds(systemClock) },
    },
    tamperings: loadTamperings(join(specsDir, 'tampering.yaml'), schemas),
  };
}

/** The user names the configuration and the address; the wire profile is taken from the run. */
function configurationSettings({ result }: FailedCase, { config, baseUrl }: NamedAgain): ConfigurationSettings {
  const { protocol } = result.options ?? {};
  if (result.target.kind === 'sandbox')
    return {
      ...(config !== undefined && { config }),
      ...(baseUrl !== undefined && { baseUrl }),
      ...(protocol !== undefined && { protocol: protocol as ProtocolOverrides }),
    };
  throw new CertifyError('ERR_USAGE', 'The embedded mock of that run is gone, and its keys with it', {
    where: '--curl',
    expected: 'a run with --target sandbox, whose configuration names the keys',
    advice:
      'Serve a mock with "nopan-certify mock", run against it by the configuration that it writes, and replay that.',
  });
}

const variable = 'NOPAN_TOKEN';

/** An access token into a variable of the shell (RFC 6749 section 4.4). */
async function tokenCommand({ config, signing, tls }: ReturnType<typeof configurationOf>): Promise<string> {
  const scope = 'payments:read payments:process';
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: config.organization, scope });
  const { path } = signing.protocol.token;
  const request: RequestMessage = {
    ...{ method: 'POST', authority: new URL(config.target.baseUrl).host, target: path },
    fields: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: Buffer.from(form.toString()),
  };
  const signed = await signedAgain(request, signing);
  const member = String.raw`sed -n 's/.*"access_token" *: *"\([^"]*\)".*/\1/p'`;
  return `${variable}=$(${curlText(signed, curlFlags(tls)).trimEnd()} | ${member})\n`;
}

const isAuthorization = ([name = '']: readonly string[]): boolean => name.toLowerCase() === 'authorization';

/** What curl makes itself, or a variable of the shell holds. */
const ofItsOwn = ['authorization', 'host', 'connection'];

async function callCommand(exchange: Exchange, means: Means): Promise<string> {
  const { baseUrl } = means.config.target;
  const { method, target, fields, body: kept } = replayedRequest(exchange, baseUrl);
  const { spec } = exchange;
  const { body, missing } = filledBody(kept, means.fill);
  const message = {
    ...{ method, authority: new URL(baseUrl).host, target },
    fields: fields.filter(([name]) => !ofItsOwn.includes(name.toLowerCase())),
    body: Buffer.from(body),
  };
  const { note, signed, flags } = await repeated(message, exchange, means);
  const authorized = fields.some(isAuthorization) ? [`-H "Authorization: Bearer $${variable}"`] : [];
  const notes = [
    spec,
    ...note,
    ...missing.map(
      (name) => `Evidence does not keep ${name}: give it with --fill ${name}=VALUE, since the signature covers it.`,
    ),
  ];
  return `${notes.map((each) => `# ${withoutControls(each).replaceAll('\n', ' ')}\n`).join('')}${curlText(signed, [...flags, ...authorized])}`;
}

interface Repeated {
  readonly note: readonly string[];
  readonly signed: RequestMessage;
  readonly flags: readonly string[];
}

/** As it was sent, spoilt again where it was spoilt on purpose. */
async function repeated(
  message: RequestMessage,
  { tampering: id, signature }: Exchange,
  { signing, tls, tamperings }: Means,
): Promise<Repeated> {
  const scheme = signature.request?.profile;
  const sound = { signed: await signedAgain(message, signing, scheme), flags: curlFlags(tls) ?? [] };
  const tampering = tamperings.all.find((each) => each.id === id);
  if (id === undefined) return { note: [], ...sound };
  const what = tampering === undefined ? id : `${id}: ${tampering.title}`;
  const flags = curlFlags(tls, tampering?.arguments?.connection);
  const spoilt =
    tampering?.operator === 'connect'
      ? sound.signed
      : tampering && (await spoiltAgain(message, tampering, signing, scheme));
  return flags !== undefined && spoilt !== undefined
    ? { note: [`Spoilt on purpose, as it was in the run (${what}).`], signed: spoilt, flags }
    : {
        note: [
          `It was spoilt on purpose (${what}), which cannot be repeated so: it is signed soundly here, as evidence has it.`,
        ],
        ...sound,
      };
}
