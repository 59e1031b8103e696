import { pemBlocks } from './blocks.ts';
import { decodedText } from './pem-text.ts';

/** Why a PEM file cannot be read. */
interface PemProblem {
  readonly what: string;
  readonly advice: string;
  /** `line:column` */
  readonly place?: string;
}

const begin = /-----BEGIN ([A-Z0-9 #]{1,64})-----/;

/** The problem of a text that begins like PEM but cannot be repaired; undefined if it does not begin like PEM. */
export function pemProblem(bytes: Buffer): PemProblem | undefined {
  const { text } = decodedText(bytes);
  const match = begin.exec(text);
  const [mark = '', label = ''] = match ?? [];
  const index = match?.index;
  if (index === undefined) return undefined;
  const body = text.slice(index + mark.length);
  const end = body.search(/-----(?:BEGIN|END) /);
  const base64 = (end < 0 ? body : body.slice(0, end)).replaceAll(/\s|-----.*/g, '');
  if (end < 0) {
    const { length } = Buffer.from(base64, 'base64');
    const declared = declaredLength(Buffer.from(base64, 'base64'));
    return {
      what: `a PEM block without its end${declared === undefined || declared <= length ? '' : `: ${length} of ${declared} bytes`}`,
      advice: `Copy the file again, down to the line "-----END ${label}-----".`,
      place: placeOf(text, index),
    };
  }
  return undefined;
}

/** The declared length of a sequence in bytes, with tag and length. */
function declaredLength(der: Buffer): number | undefined {
  const [tag, short = 0] = der;
  const more = short < 0x80 ? 0 : short - 0x80;
  if (tag !== 0x30 || more > 4 || der.length < 2 + more) return undefined;
  return 2 + more + (more === 0 ? short : der.readUIntBE(2, more));
}

/** Evidence that a block is damaged; empty if it is DER from its first byte to its last. */
export function bodyProblem(pem: string): { readonly actual?: string } {
  const [block] = pemBlocks(pem);
  if (block === undefined || /^[\w-]+: /m.test(pem)) return {};
  const body = pem.split('\n').slice(1, -2);
  const [odd] = body.flatMap((line, index) => {
    const at = line.search(/[^\w+/=\s-]/);
    return at < 0 ? [] : [`a character that is not Base64 in line ${index + 2} of the block, at column ${at + 1}`];
  });
  if (odd !== undefined) return { actual: odd };
  const declared = declaredLength(block.der);
  if (declared === undefined || declared === block.der.length) return {};
  return {
    actual: `${block.der.length} bytes, but its header says ${declared}: ${declared > block.der.length ? 'the rest is missing' : 'there is extra content after it'}`,
  };
}

function placeOf(text: string, index: number): string {
  const before = text.slice(0, index).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
