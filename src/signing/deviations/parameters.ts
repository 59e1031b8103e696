import { serializeString } from 'structured-headers';
import type { Attempt, BaseLine } from '../attempt.ts';
import type { Deviation } from '../deviation.ts';
import { fieldValue } from '../message.ts';
import { memberText } from '../structured-field.ts';

/** Seconds by which two readings of a signer's clock may differ. */
const nearby = [-1, 1, -2, 2, -3, 3];

/** What stands in the last line of the base. */
export const parameterDeviations: readonly Deviation<Attempt>[] = [
  {
    id: 'params-as-written',
    fits: '@signature-params exactly as Signature-Input was written',
    advice: 'write the parameters without white space between them, in the field as in the base (RFC 9421 section 2.3)',
    alter: (attempt) => altered(attempt, [asWritten(attempt)]),
  },
  {
    id: 'params-missing',
    common: true,
    fits: 'a base without the line of @signature-params',
    advice: 'end the base with it (RFC 9421 section 2.5)',
    alter: (attempt) => [{ ...attempt, params: undefined }],
  },
  {
    id: 'params-lines',
    alone: true,
    fits: 'a base with the signature parameters on separate lines',
    advice: 'end the base with the one line of @signature-params, which holds them all (RFC 9421 section 2.5)',
    alter: (attempt) => parameterLines(attempt),
  },
  {
    id: 'params-whole-field',
    fits: '@signature-params between quotes, or with the name of the field',
    advice: 'write there only what stands behind the label in Signature-Input',
    alter: params((text) => [`"${text}"`, `Signature-Input: ${text}`, `signature-input=${text}`]),
  },
  {
    id: 'params-order',
    fits: 'the signature parameters in another order',
    advice: 'write them in the base in the order of Signature-Input',
    alter: params((text) => {
      const [list, ...rest] = split(text);
      return orders(rest).map((order) => [list, ...order].join(';'));
    }),
  },
  {
    id: 'params-alg',
    fits: 'the parameter alg in the base, which Signature-Input does not have',
    advice: 'leave alg out, or write it in both',
    alter: params((text, { key }) => {
      const alg = `alg="${key.algorithm}"`;
      const [list, ...rest] = split(text);
      return text.includes(';alg=')
        ? []
        : [
            `${text};${alg}`,
            [list, alg, ...rest].join(';'),
            ...rest.slice(1).map((_, at) => [list, ...rest.slice(0, at + 1), alg, ...rest.slice(at + 1)].join(';')),
          ];
    }),
  },
  {
    id: 'params-fewer',
    fits: 'fewer signature parameters than Signature-Input has',
    advice: 'write every parameter of Signature-Input in the base, too',
    alter: params((text) => {
      const parts = split(text);
      const without = parts.slice(1).map((missing) => parts.filter((part) => part !== missing).join(';'));
      return [...without, parts[0] ?? ''];
    }),
  },
  {
    id: 'created-milliseconds',
    fits: 'created in milliseconds in one place and in seconds in the other',
    advice: 'take seconds for both',
    alter: created((seconds) => [
      ...[0, 1].map((more) => String((seconds + more) * 1000)),
      String(Math.floor(seconds / 1000)),
    ]),
  },
  {
    id: 'created-quoted',
    fits: 'created between quotes',
    advice: 'write it as an integer (RFC 9421 section 2.3)',
    alter: created((seconds) => [`"${seconds}"`]),
  },
  {
    id: 'created-of-another-second',
    common: true,
    fits: 'created of a few seconds earlier or later than sent',
    advice: 'read the clock once, and write the same number in the base and in Signature-Input',
    alter: created((seconds) => nearby.map((difference) => String(seconds + difference))),
  },
  {
    id: 'keyid-unquoted',
    fits: 'keyid without quotes',
    advice: 'write it between quotes (RFC 9421 section 2.3)',
    alter: params((text, { received: { input } }) => {
      const { keyid } = input.parameters;
      return keyid === undefined ? [] : [text.replace(`keyid=${serializeString(keyid)}`, `keyid=${keyid}`)];
    }),
  },
  {
    id: 'params-list-spelling',
    fits: 'the list of components in @signature-params written differently, or left out',
    advice: 'write it as in Signature-Input: names between quotes, one space between them, parentheses around',
    alter: params((text) => {
      const [list = '', ...rest] = split(text);
      const bare = list.replaceAll('"', '');
      const comma = list.replaceAll('" "', '", "');
      return [
        bare,
        comma,
        list.replaceAll('" "', '","'),
        list.replaceAll('" "', ' '),
        list.replace(/[()]/g, ''),
        bare.replace(/[()]/g, ''),
        `"${bare.replace(/[()]/g, '')}"`,
      ]
        .map((one) => [one, ...rest].join(';'))
        .concat(rest.join(';'), `;${rest.join(';')}`);
    }),
  },
  {
    id: 'params-white-space',
    fits: '@signature-params with white space between the parameters',
    advice: 'write the parameters without white space between them (RFC 9421 section 2.3)',
    alter: params((text) => [
      split(text).join('; '),
      split(text).join(' ;'),
      split(text).join(' ; '),
      ` ${text}`,
      `${text};`,
    ]),
  },
];

type Change = (text: string, attempt: Attempt) => readonly string[];

function params(change: Change): Deviation<Attempt>['alter'] {
  return (attempt) => (attempt.params === undefined ? [] : altered(attempt, change(attempt.params, attempt)));
}

function created(change: (seconds: number) => readonly string[]): Deviation<Attempt>['alter'] {
  return params((text, { received: { input } }) => {
    const seconds = input.parameters.created;
    return seconds === undefined
      ? []
      : change(seconds).map((value) => text.replace(`created=${seconds}`, `created=${value}`));
  });
}

function altered(attempt: Attempt, texts: readonly string[]): Attempt[] {
  return texts.map((text) => ({ ...attempt, params: text }));
}

/** The list of components, then the parameters. Strings with a semicolon would be cut, and then nothing fits. */
function split(text: string): string[] {
  return text.split(';');
}

/** The label's member of the field as it was written, with what stood before the list, if the label did. */
function asWritten({ params: right = '', received: { message, profile } }: Attempt): string {
  const field = fieldValue(message.fields, 'signature-input') ?? '';
  const own = memberText(field, profile.label)?.text ?? field;
  const at = own.indexOf(`${profile.label}=`);
  const written = at < 0 ? own : own.slice(at + profile.label.length + 1);
  return right.startsWith(`${profile.label}=`) ? `${profile.label}=${written}` : written;
}

function orders(parameters: readonly string[]): string[][] {
  if (parameters.length > 4) return [parameters.toReversed()];
  if (parameters.length < 2) return [[...parameters]];
  return parameters.flatMap((first, index) => orders(parameters.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

/** The name of a parameter on its own line. */
const lineNames: readonly ((name: string) => string)[] = [
  (name) => `"${name}"`,
  (name) => name,
  (name) => `"@${name}"`,
  (name) => `@${name}`,
  (name) => `(${name})`,
  (name) => `"(${name})"`,
];

/** Lines such as `"created": 1768471200` after or before the components, instead of @signature-params or with it. */
function parameterLines(attempt: Attempt): Attempt[] {
  const { lines, received, params: last } = attempt;
  const { parameters, parameterOrder } = received.input;
  const given = parameterOrder.filter((name): name is keyof typeof parameters => name in parameters);
  const subsets = [...orders(given), ...given.map((name) => [name])] as (keyof typeof parameters)[][];
  const found: Attempt[] = [];
  for (const names of subsets) {
    for (const nameOf of lineNames) {
      for (const quote of ['', '"']) {
        const own = names.map((name): BaseLine => ({
          identifier: nameOf(name),
          value: written(parameters[name], quote),
        }));
        for (const together of [
          [...lines, ...own],
          [...own, ...lines],
        ]) {
          found.push({ ...attempt, lines: together, params: undefined }, { ...attempt, lines: together, params: last });
        }
      }
    }
  }
  return found;
}

/** Strings with or without quotes, and integers. */
const written = (value: string | number | undefined, quote: string): string =>
  typeof value === 'string' ? `${quote}${value}${quote}` : String(value);
