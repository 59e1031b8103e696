import { fieldValue, type Fields } from '../signing/message.ts';
import type { ReceivedResponse } from './exchanged.ts';

/** A response whose content is parsed when it is first asked for. */
export function receivedResponse(status: number, fields: Fields, body: Buffer): ReceivedResponse {
  let parsed: { readonly json: unknown } | undefined;
  return {
    status,
    fields,
    body,
    get json() {
      parsed ??= { json: parse(fields, body) };
      return parsed.json;
    },
  };
}

const jsonType = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

function parse(fields: Fields, body: Buffer): unknown {
  if (!jsonType.test(fieldValue(fields, 'content-type') ?? '')) return undefined;
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
