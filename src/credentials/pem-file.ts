import { damages, type Damage } from './damage.ts';
import { derBlock, isPkcs12, pemBlocks, pemText, type Block } from './blocks.ts';
import { elementOf, isWholeSequence, tags } from './der.ts';
import { decodedText, undoneText, type PemText } from './pem-text.ts';

/** The blocks of a PEM file, each as openssl writes it, and the repaired damage. */
interface PemFile {
  readonly blocks: readonly Block[];
  /** The repaired damage; empty for a correct file. */
  readonly damage: readonly Damage[];
}

/**
 * Reads the blocks of a PEM file in order. Repairs damage by a variable, an editor or a web page if the original content is certain:
 * a repaired block must be DER from its first byte to its last.
 */
export function pemFile(bytes: Buffer): PemFile {
  const { blocks, damage } = fileOf(bytes);
  const labelled = blocks.map(relabelled);
  const wrong = labelled.some(({ label }, index) => label !== blocks[index]?.label);
  return { blocks: labelled, damage: wrong ? [...damage, damages.label] : damage };
}

/** What tells itself by its first bytes; a certificate of version 1 can begin as a request does. */
const told = /^(?:(?:ENCRYPTED |EC |RSA )?PRIVATE KEY|(?:RSA )?PUBLIC KEY|CERTIFICATE)$/;

/** The block with the label that its content has, where another was written around it. */
function relabelled(block: Block): Block {
  if (!told.test(block.label) || isHeaded(block.pem) || !isWholeSequence(block.der)) return block;
  const found = derBlock(block.der);
  return found !== undefined && told.test(found.label) && found.label !== block.label ? found : block;
}

function fileOf(bytes: Buffer): PemFile {
  const decoded = decodedText(bytes);
  const strict = pemBlocks(decoded.text);
  const clean = strict.every((block) => isClean(block, decoded.text));
  const boundaries = beginnings(decoded.text);
  if (strict.length > 0 && clean && boundaries <= strict.length) {
    return { blocks: strict.map(canonical), damage: decoded.damage };
  }
  const undone = undoneText(decoded);
  const mended = mendedFile(undone) ?? encodedFile(undone);
  if (mended !== undefined && mended.blocks.length >= strict.length) return mended;
  return { blocks: strict, damage: decoded.damage };
}

/** PEM of RFC 7468, with any line length and trailing white space. */
const cleanBody = /^[ \t]*\r?\n(?:[\w-]+:[^\r\n]*\r?\n)*[ \t]*(?:\r?\n)?(?:[\w+/=]+[ \t]*\r?\n)*$/;

function isClean({ pem, label }: Block, text: string): boolean {
  const body = pem.slice(`-----BEGIN ${label}-----`.length, pem.lastIndexOf('-----END '));
  const start = text.indexOf(pem.slice(0, -1));
  return cleanBody.test(body) && (start <= 0 || text[start - 1] === '\n' || text[start - 1] === '\r');
}

const isHeaded = (pem: string): boolean => /^[\w-]+: /m.test(pem);

/** The block in lines of 64 characters, which node:crypto can read. */
function canonical(block: Block): Block {
  if (isHeaded(block.pem) || !isWholeSequence(block.der)) return block;
  return { ...block, pem: pemText(block.label, block.der) };
}

/** Labels of blocks that can be repaired (RFC 7468 and older openssl). */
const labels = [
  ...['ENCRYPTED PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'DSA PRIVATE KEY', 'PRIVATE KEY'],
  ...['RSA PUBLIC KEY', 'PUBLIC KEY', 'EC PARAMETERS', 'DH PARAMETERS'],
  ...['NEW CERTIFICATE REQUEST', 'CERTIFICATE REQUEST', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE', 'CERTIFICATE'],
  ...['X509 CRL', 'PKCS7', 'CMS'],
];

/** Hyphens, and the dashes that word processors replace them with. */
const dash = '[-\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d\\u00ad]';
const boundary = new RegExp(
  `${dash}{0,12}[ \\t]{0,4}(?<![A-Za-z])(BEGIN|END)[ \\t_\\u00a0]{1,4}(${labels.join('|').replaceAll(' ', '[ \\t_\\u00a0]{1,4}')})(?![A-Za-z])[ \\t]{0,4}${dash}{0,12}`,
  'gi',
);

const beginnings = (text: string): number => [...text.matchAll(/BEGIN[ \t_+%]/gi)].length;

interface Found {
  readonly block: Block;
  readonly damage: readonly Damage[];
}

function mendedFile({ text, damage }: PemText): PemFile | undefined {
  const found: Found[] = [];
  const marks = [...text.matchAll(boundary)].map(markOf);
  for (const [at, mark] of marks.entries()) {
    const [before, next] = [marks[at - 1], marks[at + 1]];
    const opens = mark.kind === 'BEGIN';
    if (!opens && before?.kind === 'BEGIN' && before.label === mark.label) continue;
    const closed = !opens || (next?.kind === 'END' && next.label === mark.label);
    const body = opens ? text.slice(mark.end, next?.start) : text.slice(before?.end ?? 0, mark.start);
    const one = mendedBlock(mark.label, body);
    if (one === undefined) continue;
    const sound = mark.sound && (!opens || !closed || next?.sound === true);
    const more = [
      ...(sound ? [] : [damages.boundaries]),
      ...(opens ? [] : [damages.noBegin]),
      ...(closed ? [] : [damages.noEnd]),
    ];
    found.push({ block: one.block, damage: [...more, ...one.damage, ...surroundings(text, mark.start)] });
  }
  if (found.length === 0) return undefined;
  return {
    blocks: found.map(({ block }) => block),
    damage: distinct([...damage, ...found.flatMap((each) => each.damage)]),
  };
}

interface Mark {
  readonly kind: string;
  readonly label: string;
  readonly start: number;
  readonly end: number;
  /** Whether it conforms to RFC 7468. */
  readonly sound: boolean;
}

function markOf({ 0: whole, 1: kind = '', 2: name = '', index }: RegExpExecArray): Mark {
  const [upper, label] = [kind.toUpperCase(), name.toUpperCase().replaceAll(/[ \t_\u00a0]+/g, ' ')];
  const sound = whole.trim() === `-----${upper} ${label}-----`;
  return { kind: upper, label, start: index, end: index + whole.length, sound };
}

/** The text before a block on the same line. */
function surroundings(text: string, index: number): Damage[] {
  const before = text.slice(Math.max(text.lastIndexOf('\n', index - 1) + 1, index - 200), index);
  if (/["'`]/.test(before)) return [damages.quotes];
  return before !== '' && before.trim() === '' ? [damages.indented] : [];
}

const headers = /Proc-Type:\s{0,9}4,\s{0,9}ENCRYPTED\s{1,9}DEK-Info:\s{0,9}([\w-]{3,40}),\s{0,9}([0-9A-F]{8,64})/i;
const foreign = /["'`\u2018-\u201f,;\\|>#\u200b-\u200d\u2060\ufeff]/g;

/** Restores a block from its body if it is DER, or encrypted in the traditional format. */
function mendedBlock(label: string, body: string): Found | undefined {
  const [header, cipher, vector] = headers.exec(body) ?? [];
  const content = header === undefined ? body : body.slice(body.indexOf(header) + header.length);
  const stripped = content.replaceAll(foreign, '');
  const base64 = stripped.replaceAll(/\s/g, '');
  const lines = stripped.split(/[\r\n]+/).map((line) => line.trim());
  const spaced = lines.join('').replaceAll(' ', '+');
  const damage = [...(stripped === content ? [] : [damages.quotes]), ...layoutOf(body, content)];
  if (header !== undefined) {
    if (!isBase64(base64)) return undefined;
    const encryption = `Proc-Type: 4,ENCRYPTED\nDEK-Info: ${cipher ?? ''},${vector ?? ''}\n\n`;
    const der = Buffer.from(base64, 'base64');
    const pem = pemText(label, der).replace('-----\n', `-----\n${encryption}`);
    return { block: { label, pem, der }, damage };
  }
  const usual = derOf(label, base64);
  if (usual !== undefined) {
    const urlSafe = /[-_]/.test(base64) ? [damages.alphabet] : [];
    return { block: { label, der: usual, pem: pemText(label, usual) }, damage: [...damage, ...urlSafe] };
  }
  const other = derOf(label, spaced);
  return other && { block: { label, der: other, pem: pemText(label, other) }, damage: [...damage, damages.spaces] };
}

/** The kinds of damage to the lines of a body. */
function layoutOf(body: string, content: string): Damage[] {
  if (!/[\r\n]/.test(body.trim()) && (/\S\s+\S/.test(content.trim()) || !/^\s*[\r\n]/.test(body)))
    return [damages.oneLine];
  return /^[ \t]+\S/m.test(content) ? [damages.indented] : [];
}

const isBase64 = (text: string): boolean => /^[\w+/-]{8,}={0,2}$/.test(text);

function derOf(label: string, base64: string): Buffer | undefined {
  if (!isBase64(base64)) return undefined;
  const der = Buffer.from(base64, 'base64');
  // openssl appends trust settings to a trusted certificate.
  if (label === 'TRUSTED CERTIFICATE') return elementOf(der)?.tag === tags.sequence ? der : undefined;
  return isWholeSequence(der) || (label.endsWith('PARAMETERS') && elementOf(der)?.rest.length === 0) ? der : undefined;
}

/** Decodes a file that is entirely Base64: of PEM, or of DER without boundaries. */
function encodedFile({ text, damage }: PemText): PemFile | undefined {
  const base64 = text.replaceAll(foreign, '').replaceAll(/\s/g, '');
  if (!isBase64(base64) || base64.length < 64) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  if (isWholeSequence(bytes)) {
    const block = isPkcs12(bytes) ? undefined : derBlock(bytes);
    return block && { blocks: [block], damage: [...damage, damages.noBoundaries] };
  }
  if (!bytes.includes('BEGIN') && !/^[\w+/=\s-]{64,}$/.test(bytes.toString('latin1'))) return undefined;
  const inner = pemFile(bytes);
  return inner.blocks.length === 0 ? undefined : { ...inner, damage: [...damage, damages.base64, ...inner.damage] };
}

const distinct = (all: readonly Damage[]): Damage[] =>
  all.filter((one, index) => all.findIndex(({ what }) => what === one.what) === index);
