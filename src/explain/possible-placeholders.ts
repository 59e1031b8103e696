import { isRequest } from '../signing/message.ts';
import type { Captured } from './captured.ts';
import { fitsDigest } from './message-body.ts';

/** A segment of a path that documents and programs write for a value: {id}, <id>, [id], :id, ${id}, $ID, %ID%. */
const inPath =
  /(?<=\/)(?:\{[\w.-]+\}|<[\w.-]+>|\[[\w.-]+\]|:[a-z_]\w*|\$\{[\w.]+\}|\$[a-z_]\w*|%[A-Z][A-Z_]+%)(?=[/?#]|$)/i;
const inBody = /\$\{[a-z_][\w.]*\}/i;

/** Signs in the path or the body of a request that may stand for values; they can also be sent as they are. */
export function placeholderNotes({ message, origins }: Captured): string[] {
  if (!isRequest(message)) return [];
  const fields = message.fields.map(([name, value], index) => [name, value, origins.fields[index] ?? ''] as const);
  const body = fitsDigest(message.body, fields) ? '' : message.body.toString('latin1');
  return [noteOn('path', inPath.exec(message.target)?.[0]), noteOn('body', inBody.exec(body)?.[0])].flat();
}

const noteOn = (part: string, found: string | undefined): string[] =>
  found === undefined
    ? []
    : [`The ${part} has ${found}, which is read as text. If it stands for a value, write the value.`];
