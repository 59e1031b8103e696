import { dayMs, type Clock } from '../clock.ts';
import type { DescribedFile } from '../credentials/describe.ts';
import type {
  CertificateDescription,
  CertificateRequestDescription,
  Description,
  JwkLabels,
} from '../credentials/description.ts';
import type { KeyFacts } from '../credentials/key-facts.ts';
import { rotationDays } from '../credentials/nopan.ts';
import { moment, visibleLine } from '../report/text.ts';

type Row = readonly [label: string, value: string];

/** What files of credentials are, for people, and which of them belong together. */
export function credentialsText(files: readonly DescribedFile[], clock: Clock): string {
  const texts = files.map(({ file, format, contents, notes = [] }) =>
    [
      `${visibleLine(file)} (${format})`,
      ...contents.map((content) => contentText(content, clock)),
      ...notes.map((note) => `  note: ${visibleLine(note)}`),
    ].join('\n'),
  );
  return [...texts, ...sameKeys(files)].map((text) => `${text}\n`).join('\n');
}

function contentText(content: Description, clock: Clock): string {
  const [heading, rows] = told(content, clock);
  return [`  ${heading}`, ...rows.map(([label, value]) => `    ${label.padEnd(12)} ${visibleLine(value)}`)].join('\n');
}

function told(content: Description, clock: Clock): [heading: string, rows: Row[]] {
  switch (content.kind) {
    case 'private key':
      return [
        `private key, ${content.encrypted ? 'encrypted' : 'not encrypted'}`,
        [...nameRow(content), ...(content.key ? [...keyRows(content.key), ...labelRows(content)] : [closed])],
      ];
    case 'public key':
      return ['public key', [...keyRows(content.key), ...labelRows(content)]];
    case 'other key':
      return ['skipped key', [['because', `it ${content.problem}`], ...labelRows(content)]];
    case 'shared secret':
      return ['shared secret', labelRows(content)];
    case 'certificate':
      return [content.authority ? 'certificate of an authority' : 'certificate', certificateRows(content, clock)];
    case 'certificate request':
      return ['certificate request', requestRows(content)];
    case 'encrypted content':
      return ['encrypted content', [closed]];
  }
}

const nameRow = ({ name }: { readonly name?: string }): Row[] => (name === undefined ? [] : [['name', name]]);

const closed: Row = ['content', 'not told without its passphrase: --passphrase-env NAME or --passphrase-file PATH'];

const uses = { tls: 'TLS', signing: 'signing' } as const;

function keyRows({ type, curve, bits, thumbprint, fitFor }: KeyFacts): Row[] {
  const fit = fitFor.length === 0 ? 'for nothing' : `for ${fitFor.map((use) => uses[use]).join(' and for ')}`;
  const size = curve ?? (bits === undefined ? '' : `${bits} bits`);
  return [
    ['key', `${`${type} ${size}`.trim()}; Nopan takes such a key ${fit}`],
    ...(thumbprint === undefined ? [] : [['thumbprint', `${thumbprint} (RFC 7638)`] as const]),
  ];
}

function labelRows({ kid, alg, use }: JwkLabels): Row[] {
  return Object.entries({ kid, alg, use }).flatMap(([label, value]) => (value === undefined ? [] : [[label, value]]));
}

function certificateRows(certificate: CertificateDescription, clock: Clock): Row[] {
  const { subject, issuer, serialNumber, notBefore, notAfter, names, keyUsage, extendedKeyUsage } = certificate;
  const usage = [...(keyUsage ?? []), ...(extendedKeyUsage ?? [])].join(', ');
  return [
    ...nameRow(certificate),
    ['subject', subject],
    ['issuer', issuer],
    ['serial', serialNumber],
    ['valid', `${moment(notBefore)} to ${moment(notAfter)}; ${validity(certificate, clock)}`],
    ...(names.length === 0 ? [] : [['names', names.join(', ')] as const]),
    ['usage', usage === '' ? 'any' : usage],
    ...keyRows(certificate.key),
    ['SHA-256', certificate.sha256],
    ['x5t#S256', certificate['x5t#S256']],
  ];
}

function validity({ notBefore, notAfter }: CertificateDescription, clock: Clock): string {
  const left = Date.parse(notAfter) - clock.now();
  if (left < 0) return `EXPIRED ${Math.floor(-left / dayMs)} days ago`;
  if (Date.parse(notBefore) > clock.now()) return 'NOT VALID YET';
  const days = Math.floor(left / dayMs);
  return days < rotationDays
    ? `${days} days left: rotate it now (Nopan: at least ${rotationDays} days before the end)`
    : `${days} days left`;
}

const signatures = new Map([
  [true, 'by its own key'],
  [false, 'NOT BY ITS KEY: it was changed, or made wrongly'],
  [undefined, 'with an algorithm that is not known here'],
]);

function requestRows({ subject, signatureValid, key }: CertificateRequestDescription): Row[] {
  return [['subject', subject], ['signed', signatures.get(signatureValid) ?? ''], ...keyRows(key)];
}

/** A sentence for each key that several of the files hold. */
function sameKeys(files: readonly DescribedFile[]): string[] {
  const holders = new Map<string, Set<string>>();
  for (const { file, contents } of files) {
    for (const content of contents) {
      const thumbprint = 'key' in content ? content.key.thumbprint : undefined;
      if (thumbprint !== undefined) holders.set(thumbprint, (holders.get(thumbprint) ?? new Set()).add(file));
    }
  }
  const shared = [...holders.values()].filter(({ size }) => size > 1);
  return shared.map((names) => visibleLine(`The same key is in ${[...names].join(' and ')}.`));
}
