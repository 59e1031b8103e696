import type { Attempt } from '../attempt.ts';
import { bodyVariants } from '../body-variants.ts';
import type { Deviation } from '../deviation.ts';
import { contentDigest, digestAlgorithms } from '../digest.ts';
import { fieldValue } from '../message.ts';
import { line, type Values } from './line.ts';

/** Values of the fields on the content that signers get wrong. */
export const contentLineDeviations: readonly Deviation<Attempt>[] = [
  {
    id: 'content-type-as-sent',
    common: true,
    fits: 'content-type exactly as sent',
    advice: 'sign the media type in lower case and without parameters',
    alter: inForm('media-type', contentTypeAsSent),
  },
  {
    id: 'content-type-bare',
    common: true,
    fits: 'content-type without its parameters',
    advice: 'sign it exactly as sent',
    alter: inForm('as-sent', (value) => [value.replace(/\s*;.*$/, '').toLowerCase()]),
  },
  {
    id: 'content-type-case',
    fits: 'content-type in another case',
    advice: 'sign the media type in lower case',
    alter: line('content-type', (value, attempt) => [
      value.toLowerCase(),
      value.toUpperCase(),
      ...contentTypeAsSent(value, attempt).map((sent) => sent.replace(/\s*;.*$/, '')),
    ]),
  },
  {
    id: 'content-type-charset',
    fits: 'content-type with a charset that was not sent',
    advice: 'sign the content-type that your HTTP library sends',
    alter: line('content-type', (value) =>
      ['; charset=utf-8', ';charset=utf-8', '; charset=UTF-8', ';charset=UTF-8'].map((charset) => value + charset),
    ),
  },
  {
    id: 'content-type-other',
    fits: 'another content-type than was sent',
    advice: 'sign the content-type that your HTTP library sends',
    alter: line('content-type', () => ['application/json', 'application/x-www-form-urlencoded', '']),
  },
  {
    id: 'content-length-bytes',
    fits: 'content-length as the number of bytes, which was not sent',
    advice: 'send the content-length that is signed',
    alter: line('content-length', (value, { received: { message } }) =>
      [String(message.body.length)].filter((length) => length !== value),
    ),
  },
  {
    id: 'content-length-characters',
    fits: 'content-length as the number of characters',
    advice: 'count the bytes of the body in UTF-8',
    alter: line('content-length', (_, { received: { message } }) => {
      const text = message.body.toString('utf8');
      const lengths = [String(text.length), String(Array.from(text).length)];
      return lengths.filter((length) => length !== String(message.body.length));
    }),
  },
  {
    id: 'content-length-other',
    fits: 'the content-length of another body',
    advice: 'count the bytes that are sent, after the last change to the body',
    alter: line('content-length', (value, { received: { message } }) => [
      ...bodyVariants(message.body).map(({ body }) => String(body.length)),
      String(Number(value) + 1),
      '',
    ]),
  },
  {
    id: 'digest-line-spelling',
    fits: 'content-digest written otherwise than sent',
    advice: 'sign the field exactly as sent: the algorithm, an equals sign, and the base64 between colons',
    alter: line('content-digest', (value) => {
      const [, name = '', base64 = ''] = /^([^=]+)=:([^:]*):$/.exec(value) ?? [];
      if (base64 === '') return [];
      const hex = Buffer.from(base64, 'base64').toString('hex');
      return [
        base64,
        `:${base64}:`,
        `${name}=${base64}`,
        `${name.toUpperCase()}=${base64}`,
        `${name.toUpperCase()}=:${base64}:`,
        hex,
        `${name}=${hex}`,
        `${name}=:${hex}:`,
      ];
    }),
  },
  {
    id: 'digest-line-other',
    fits: 'another content-digest than was sent',
    advice: 'digest the body once, and sign the field that is sent',
    alter: line('content-digest', (value, { received: { message } }) => {
      const sent = digestAlgorithms.find((algorithm) => value.startsWith(`${algorithm}=`)) ?? 'sha-256';
      return [
        ...digestAlgorithms.map((algorithm) => contentDigest(message.body, algorithm)),
        ...bodyVariants(message.body).map(({ body }) => contentDigest(body, sent)),
      ];
    }),
  },
];

/** Nothing but where the profile writes content-type in this form. */
function inForm(form: 'media-type' | 'as-sent', values: Values) {
  return line('content-type', (value, attempt) =>
    attempt.received.profile.contentTypeForm === form ? values(value, attempt) : [],
  );
}

function contentTypeAsSent(_: string, { received: { message } }: Attempt): string[] {
  const sent = fieldValue(message.fields, 'content-type');
  return sent === undefined ? [] : [sent.trim()];
}
