import { damages, type Damage } from './damage.ts';

/** A text, and the damage that was repaired. */
export interface PemText {
  readonly text: string;
  readonly damage: readonly Damage[];
}

/** The text of a file, in any encoding that editors and shells write. */
export function decodedText(bytes: Buffer): PemText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: utf16(bytes.subarray(2)), damage: [damages.utf16] };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: utf16(swapped(bytes.subarray(2))), damage: [damages.utf16] };
  const start = bytes.subarray(0, 64).toString('latin1');
  if (/^(?:[\t\n\r -~]\0){8}/.test(start)) return { text: utf16(bytes), damage: [damages.utf16] };
  if (/^(?:\0[\t\n\r -~]){8}/.test(start)) return { text: utf16(swapped(bytes)), damage: [damages.utf16] };
  const text = bytes.toString('utf8');
  return text.startsWith('\ufeff') ? { text: text.slice(1), damage: [damages.mark] } : { text, damage: [] };
}

const utf16 = (bytes: Buffer): string => bytes.toString('utf16le');
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();

const character = (digits: string, radix: number): string => {
  const code = Number.parseInt(digits, radix);
  return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
};

const entities: Readonly<Record<string, string>> = {
  ...{ quot: '"', apos: "'", amp: '&', lt: '<', gt: '>', nbsp: ' ', newline: '\n', tab: ' ' },
  ...{ plus: '+', sol: '/', equals: '=', hyphen: '-', dash: '-', ndash: '-', mdash: '-', lowbar: '_' },
};
const entity = /&(?:#x([0-9a-f]{1,6})|#(\d{1,8})|([a-z]{2,7}));/gi;
const unentitled = (text: string): string =>
  text.replace(entity, (whole, hex?: string, decimal?: string, name = '') => {
    if (hex !== undefined) return character(hex, 16);
    return decimal === undefined ? (entities[String(name).toLowerCase()] ?? whole) : character(decimal, 10);
  });

/** Damage to detect and repair, in this order. */
const undoings: readonly (Damage & { readonly shown: RegExp; readonly undo: (text: string) => string })[] = [
  {
    ...damages.html,
    shown:
      /&(?:#x?[0-9a-f]{1,6}|amp|lt|gt|quot|nbsp|newline|plus|sol|equals|hyphen|dash|[mn]dash);|<\/?(?:br|p|pre|div|code|span)\b/i,
    undo: (text) => unentitled(unentitled(text)).replaceAll(/<\/?(?:br|p|pre|div|code|span)\b[^<>]{0,200}>/gi, '\n'),
  },
  {
    ...damages.percent,
    shown: /%(?:25)?(?:0[ad]|20|2[bdf]|3d)/i,
    undo: (text) => {
      const spaces = /(?:BEGIN|END)\+/.test(text) ? text.replaceAll('+', ' ') : text;
      const once = (from: string) => from.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => character(hex, 16));
      return once(once(spaces));
    },
  },
  {
    ...damages.lineBreaks,
    shown: /\\[nr]/,
    undo: (text) => text.replaceAll(/\\{1,8}r\\{1,8}n|\\{1,8}[nr]/g, '\n'),
  },
  {
    ...damages.quotes,
    shown: /\\u00[0-9a-f]{2}|\\["'/t]|\\\r?\n|["'`]\s*[+.]\s*["'`]/i,
    undo: (text) =>
      text
        .replaceAll(/\\u00([0-9a-f]{2})/gi, (_, hex: string) => character(hex, 16))
        .replaceAll(/\\{1,8}t|\\{1,8}(?=\r?\n)/g, ' ')
        .replaceAll(/\\{1,8}(["'/])/g, '$1')
        .replaceAll(/["'`]\s{0,100}[+.]\s{0,100}["'`]/g, '\n'),
  },
];

/** Undoes the escapes of HTML, URLs and string literals. */
export function undoneText({ text, damage }: PemText): PemText {
  let undone: PemText = { text, damage };
  for (const { shown, undo, what, advice } of undoings) {
    if (!shown.test(undone.text)) continue;
    undone = { text: undo(undone.text), damage: [...undone.damage, { what, advice }] };
  }
  return undone;
}
