import { derBlock, isPkcs12, pemBlocks, type Block } from './blocks.ts';
import { decodedText } from './pem-text.ts';

/** What a file should contain. */
export type Wanted = 'private key' | 'certificate' | 'public key';

/** Another format, and the command that converts it. */
export interface OtherFormat {
  /** Its usual name; absent when the PEM label says it. */
  readonly name: string;
  /** A sentence in which FILE is the file. */
  readonly advice: (wanted: Wanted) => string;
}

/** Replaces FILE in a sentence by the path, quoted for a shell. */
export const withFile = (advice: string, file: string): string =>
  advice.replaceAll('FILE', /^[\w./:@%+-]+$/.test(file) ? file : `'${file.replaceAll("'", String.raw`'\''`)}'`);

/** The format of a file without the wanted content; undefined if unknown. */
export function otherFormat(bytes: Buffer): OtherFormat | undefined {
  const { text } = decodedText(bytes);
  const start = bytes.subarray(0, 64).toString('latin1');
  const binary = binaries.find(({ magic }) => magic.test(start));
  if (binary !== undefined) return binary;
  if (isPkcs12(bytes)) return pkcs12;
  const labelled = pemBlocks(text).find(({ label }) => label in byLabel);
  if (labelled !== undefined) return byLabel[labelled.label]?.(labelled);
  const known = texts.find(({ shown }) => shown.test(text.slice(0, 4096)));
  if (known !== undefined) return { name: known.name(text), advice: (wanted) => known.advice(wanted, text) };
  const der = derBlock(bytes);
  return der && derFormat(der);
}

const newKey =
  'Make one: nopan-certify keys signing for the key that signs requests, nopan-certify keys csr for the TLS key.';
const anotherFile = (wanted: Wanted): string => `Name the file that holds the ${wanted}.`;

/** Advice to name the private key instead of its public counterpart. */
const isPublic =
  (convert: string, counterpart: string) =>
  (wanted: Wanted): string =>
    wanted === 'private key'
      ? `That is public: name the file of the private key, ${counterpart}.`
      : wanted === 'public key'
        ? convert
        : anotherFile(wanted);

const pkcs12: OtherFormat = {
  name: 'PKCS#12',
  advice: (wanted) =>
    wanted === 'private key'
      ? 'Convert it: openssl pkcs12 -in FILE -nocerts -nodes -out key.pem; a client certificate and its key can also be named together, as tls.pkcs12.'
      : 'Convert it: openssl pkcs12 -in FILE -nokeys -out cert.pem; a client certificate and its key can also be named together, as tls.pkcs12.',
};

const keystore = (name: string): OtherFormat => ({
  name,
  advice: () =>
    'Convert it: keytool -importkeystore -srckeystore FILE -destkeystore client.p12 -deststoretype PKCS12, and name client.p12 as tls.pkcs12.',
});

const binaries: readonly (OtherFormat & { readonly magic: RegExp })[] = [
  { magic: /^\xfe\xed\xfe\xed/, ...keystore('a Java keystore (JKS)') },
  { magic: /^\xce\xce\xce\xce/, ...keystore('a Java keystore (JCEKS)') },
  {
    magic: /^\0GITCRYPT\0/,
    name: 'a file that git-crypt encrypted',
    advice: () => 'Decrypt it: git-crypt unlock.',
  },
  {
    magic: /^[\x95\x99\xc5\xc6]/,
    name: 'a binary PGP key',
    advice: () => `PGP keys are not for TLS or HTTP signatures. ${newKey}`,
  },
];

const ssh = /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp(?:256|384|521)|sk-[\w@.-]{1,60}) +AAAA[\w+/=]+/;

interface KnownText {
  readonly shown: RegExp;
  readonly name: (text: string) => string;
  readonly advice: (wanted: Wanted, text: string) => string;
}

const texts: readonly KnownText[] = [
  {
    shown: ssh,
    name: (text) => `an OpenSSH public key (${text.slice(0, text.indexOf(' '))})`,
    advice: isPublic(
      'Convert it: ssh-keygen -e -m PKCS8 -f FILE > public-key.pem',
      'which ssh-keygen gives the same name without .pub',
    ),
  },
  {
    shown: /^\s*---- BEGIN SSH2 PUBLIC KEY ----/,
    name: () => 'an SSH public key (RFC 4716)',
    advice: isPublic(
      'Convert it: ssh-keygen -i -f FILE > key.pub, then ssh-keygen -e -m PKCS8 -f key.pub > public-key.pem',
      'and not its public half',
    ),
  },
  {
    shown: /^PuTTY-User-Key-File-\d:/,
    name: (text) => `a PuTTY private key (${/^PuTTY-User-Key-File-\d: *([\w-]{1,40})/.exec(text)?.[1] ?? 'PPK'})`,
    advice: (wanted) =>
      wanted === 'certificate'
        ? anotherFile(wanted)
        : 'Convert it: puttygen FILE -O private-openssh -o key.pem, then ssh-keygen -p -m PKCS8 -f key.pem',
  },
  {
    shown: /^\s*\{[^]{0,2000}"(?:kty|keys)"\s{0,9}:/,
    name: jwkName,
    advice: jwkAdvice,
  },
  {
    shown: /^\$ANSIBLE_VAULT;/,
    name: () => 'a file that Ansible Vault encrypted',
    advice: () => 'Decrypt it: ansible-vault decrypt --output key.pem FILE',
  },
  {
    shown: /^version https:\/\/git-lfs\.github\.com\//,
    name: () => 'a Git LFS pointer, not the file itself',
    advice: () => 'Get the file: git lfs pull',
  },
  {
    shown: /^\s*(?:<!doctype html|<html)\b/i,
    name: () => 'a web page',
    advice: () => 'The download was a web page, perhaps a login page: get the file again.',
  },
];

const isSet = (text: string): boolean => /"keys"\s{0,9}:/.test(text);
const isPrivate = (text: string): boolean => /"d"\s{0,9}:/.test(text);

function jwkName(text: string): string {
  const kind = isPrivate(text) ? 'private' : 'public';
  return isSet(text) ? `a JWK set of ${kind} keys` : `a ${kind} key as JWK`;
}

function jwkAdvice(wanted: Wanted, text: string): string {
  if (wanted === 'certificate') return anotherFile(wanted);
  if (wanted === 'private key' && !isPrivate(text)) return `That is public. ${anotherFile(wanted)}`;
  const [create, type] = wanted === 'private key' ? ['createPrivateKey', 'pkcs8'] : ['createPublicKey', 'spki'];
  const key = `JSON.parse(fs.readFileSync(0))${isSet(text) ? '.keys[0]' : ''}`;
  const program = `crypto.${create}({ key: ${key}, format: "jwk" }).export({ type: "${type}", format: "pem" })`;
  return `Convert it${isSet(text) ? ' (the first key of the set)' : ''}: node -p '${program}' < FILE > key.pem`;
}

const der: Readonly<Record<string, readonly [name: string, holds: Wanted, command: string]>> = {
  'PRIVATE KEY': ['a private key, PKCS#8', 'private key', 'openssl pkey -inform DER -in FILE -out key.pem'],
  'EC PRIVATE KEY': ['a private key, SEC1', 'private key', 'openssl pkey -inform DER -in FILE -out key.pem'],
  'RSA PRIVATE KEY': ['a private key, PKCS#1', 'private key', 'openssl pkey -inform DER -in FILE -out key.pem'],
  'ENCRYPTED PRIVATE KEY': [
    'an encrypted private key, PKCS#8',
    'private key',
    'openssl pkcs8 -topk8 -inform DER -in FILE -v2 aes256 -out key.pem',
  ],
  'PUBLIC KEY': ['a public key, SPKI', 'public key', 'openssl pkey -pubin -inform DER -in FILE -out public-key.pem'],
  'RSA PUBLIC KEY': [
    'a public key, PKCS#1',
    'public key',
    'openssl rsa -RSAPublicKey_in -inform DER -in FILE -pubout -out public-key.pem',
  ],
  CERTIFICATE: ['a certificate', 'certificate', 'openssl x509 -inform DER -in FILE -out cert.pem'],
  'CERTIFICATE REQUEST': ['a certificate request', 'certificate', 'openssl req -inform DER -in FILE -out client.csr'],
  PKCS7: ['certificates, PKCS#7', 'certificate', 'openssl pkcs7 -inform DER -in FILE -print_certs -out cert.pem'],
};

function derFormat({ label }: Block): OtherFormat | undefined {
  const [name, holds, command = ''] = der[label] ?? [];
  if (name === undefined) return undefined;
  return {
    name: `DER: ${name}`,
    advice: (wanted) => {
      if (label === 'CERTIFICATE REQUEST') return requestAdvice;
      return wanted === holds || (wanted === 'public key' && holds === 'private key')
        ? `Convert it: ${command}`
        : `${holds === 'private key' ? '' : 'That is public. '}${anotherFile(wanted)}`;
    },
  };
}

const requestAdvice =
  'A certificate request is neither: send it to Nopan, and name the certificate that you get, or the key that the request was made with.';

const pgp = (): OtherFormat => ({
  name: 'a PGP key',
  advice: () => `PGP keys are not for TLS or HTTP signatures, and openssl does not read them. ${newKey}`,
});

/** By PEM label. */
const byLabel: Readonly<Record<string, (block: Block) => OtherFormat>> = {
  'OPENSSH PRIVATE KEY': openssh,
  'SSH2 ENCRYPTED PRIVATE KEY': () => ({
    name: 'an SSH Communications private key',
    advice: () => 'Convert it: ssh-keygen -i -f FILE > key.pem',
  }),
  'DSA PRIVATE KEY': () => ({ name: 'a DSA key', advice: () => `Nopan accepts no DSA keys. ${newKey}` }),
  'PGP PRIVATE KEY BLOCK': pgp,
  'PGP PUBLIC KEY BLOCK': pgp,
  'PGP MESSAGE': pgp,
  'CERTIFICATE REQUEST': () => ({ name: '', advice: () => requestAdvice }),
  'NEW CERTIFICATE REQUEST': () => ({ name: '', advice: () => requestAdvice }),
};

/** The format of openssh-key-v1 (PROTOCOL.key of OpenSSH): cipher, key derivation and its options, number of keys, public key. */
function openssh({ der: bytes }: Block): OtherFormat {
  const texts: string[] = [];
  let left = bytes.subarray('openssh-key-v1\0'.length);
  const next = (): Buffer | undefined => {
    if (left.length < 4 || left.length < 4 + left.readUInt32BE()) return undefined;
    const text = left.subarray(4, 4 + left.readUInt32BE());
    left = left.subarray(4 + text.length);
    return text;
  };
  for (let at = 0; at < 3; at++) texts.push(next()?.toString('latin1') ?? '');
  left = left.subarray(4);
  left = next() ?? Buffer.alloc(0);
  const type = next()?.toString('latin1') ?? '';
  const encrypted = texts[0] !== 'none' && texts[0] !== '';
  const named = /^[\w@.-]{1,60}$/.test(type) ? ` (${type}${encrypted ? ', encrypted' : ''})` : '';
  return {
    name: `an OpenSSH private key${named}`,
    advice: (wanted) => {
      if (wanted === 'certificate') return anotherFile(wanted);
      const fit = /ed25519|^sk-|dss/.test(type) ? `; Nopan does not accept this type of key, though. ${newKey}` : '';
      return `Convert it in place, after making a copy: ssh-keygen -p -m PKCS8 -f FILE${fit}`;
    },
  };
}
