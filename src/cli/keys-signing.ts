import { join } from 'node:path';
import { systemClock } from '../clock.ts';
import { jwks } from '../credentials/jwks.ts';
import { keyThumbprint } from '../credentials/key-facts.ts';
import { generateKeyPair, privateKeyPem, publicKeyPem, type Curve } from '../credentials/key-pair.ts';
import { CertifyError } from '../errors.ts';
import { keyAlgorithm } from '../signing/keys.ts';
import { configurationPart, privateAbout, privateMode, publicMode, writeMadeFiles } from './made-keys.ts';
import type { MakingSettings } from './made-keys.ts';
import { passphraseOf, passphraseReference } from './passphrase.ts';

export interface SigningKeySettings extends MakingSettings {
  readonly curve: Curve;
  readonly keyid?: string;
}

/** `nopan-certify keys signing`. */
export async function makeSigningKey(settings: SigningKeySettings): Promise<void> {
  const passphrase = passphraseOf(settings);
  const { privateKey, publicKey: key } = generateKeyPair(settings.curve);
  const keyid = checked(settings.keyid) ?? (await keyThumbprint(key));
  const [jwk] = jwks([{ key, keyid, algorithm: keyAlgorithm(key) }]).keys;
  const json = `${JSON.stringify(jwk, null, 2)}\n`;
  const pem = privateKeyPem(privateKey, passphrase);
  const files = [
    { name: 'signing-key.pem', content: pem, mode: privateMode, about: privateAbout(passphrase) },
    {
      name: 'signing-key.pub.pem',
      content: publicKeyPem(key),
      mode: publicMode,
      about: `public key, ${settings.curve}`,
    },
    { name: 'signing-key.jwk.json', content: json, mode: publicMode, about: `the same as a JWK, kid ${keyid}` },
  ];
  writeMadeFiles(files, nextSteps(keyid, settings), settings);
}

/** A keyid travels as a string of RFC 8941 section 3.3.3, which is ASCII without controls. */
function checked(keyid: string | undefined): string | undefined {
  if (keyid === undefined || /^[ -~]+$/.test(keyid)) return keyid;
  throw new CertifyError('ERR_USAGE', 'The key id cannot be sent', {
    where: '--keyid',
    expected: 'ASCII characters, at least one, none of them a control character',
    actual: JSON.stringify(keyid),
    advice: 'Take another id, or leave --keyid out: the thumbprint of the key serves.',
  });
}

/** Nopan, SIGN: the older copy names an e-mail, the newer an upload; neither tells the format, nor who assigns the key id. */
function nextSteps(keyid: string, settings: SigningKeySettings): string[] {
  const [key, pem, json] = ['signing-key.pem', 'signing-key.pub.pem', 'signing-key.jwk.json'].map((name) =>
    join(settings.out, name),
  ) as [string, string, string];
  const passphrase = passphraseReference(settings);
  const createdOn = new Date(systemClock.now()).toISOString().slice(0, 10);
  const signing = { privateKey: key, ...(passphrase !== undefined && { passphrase }), keyid, createdOn };
  return [
    `Upload ${pem} in the customer portal of the environment that it is for, sandbox or production, each with a\nkey of its own; ${json} is the same key, where a JWK is asked for. Nopan’s public pages show neither the form\nnor who assigns the key id: if the portal names another than this one, that one counts.`,
    `Name it in nopan-certify.config.yaml:${configurationPart({ signing })}`,
    'See that it is accepted:\nnopan-certify calibrate --config nopan-certify.config.yaml',
    'Make a new one in time: Nopan accepts a signing key for up to 12 months.',
  ];
}
