import { fieldValue, isRequest } from '../signing/message.ts';
import { fieldOrigin } from './base-lines.ts';
import type { Captured } from './captured.ts';
import type { Finding } from './finding.ts';

/** What is wrong with the fields that say how long the body is. */
export function lengthFindings(captured: Captured): Finding[] {
  const { message } = captured;
  const sent = fieldValue(message.fields, 'content-length');
  if (sent === undefined) return [];
  const where = fieldOrigin(captured, 'content-length') ?? '';
  const after = `Content-Length: ${message.body.length}`;
  const fault = { kind: 'fault', where, before: `Content-Length: ${sent}`, after } as const;
  const coding = fieldValue(message.fields, 'transfer-encoding');
  // Captures of responses often have a body without its chunks and the field that named them.
  if (isRequest(message) && coding !== undefined) {
    const problem = 'The request has both Transfer-Encoding and Content-Length.';
    const advice = 'Send one of them: servers reject a request with both (RFC 9112 section 6.1).';
    return [{ id: 'length-and-chunked', kind: 'fault', problem, advice, where }];
  }
  if (!/^(?:0|[1-9]\d*)$/.test(sent)) {
    const problem = `Content-Length is not one number: ${sent === '' ? 'it is empty' : sent}.`;
    const advice = 'Send the number of bytes in decimal digits, once (RFC 9110 section 8.6).';
    return [{ id: 'content-length-malformed', ...fault, problem, advice }];
  }
  if (sent === String(message.body.length)) return [];
  return [{ ...fault, ...mismatch(sent, message.body), advice: 'Count the bytes that are sent.' }];
}

function mismatch(sent: string, body: Buffer): Pick<Finding, 'id' | 'problem'> {
  const text = body.toString('utf8');
  const isCharacters = [text.length, Array.from(text).length].map(String).includes(sent);
  const counted = `Content-Length says ${sent}, the body has ${body.length} bytes`;
  return isCharacters
    ? { id: 'content-length-in-characters', problem: `${counted} and ${sent} characters.` }
    : { id: 'content-length-mismatch', problem: `${counted}.` };
}
