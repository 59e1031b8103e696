import { isRecord, type JsonRecord } from '../signing/json-record.ts';
import type { CapturedField, CapturedRequest } from './captured.ts';
import { chosenEntry, shownUrl } from './entries.ts';
import { harBody } from './har-body.ts';
import { readJson } from './json-text.ts';
import { authorityAndTarget } from './request-url.ts';
import { unreadable, type Source } from './text.ts';

/** A member of the HAR with where it is, so that what is wrong can be named. */
interface Member {
  readonly value: JsonRecord;
  readonly where: string;
}

/**
 * Reads the request of one entry of a HAR 1.2 file.
 * @param wanted the number of the entry, from 1, or a part of its URL; not needed where only one entry, or only one signed, is there.
 * @throws {CertifyError} ERR_INPUT with `file:line:column` or a JSON pointer into the file.
 */
export function readHar(source: Source, wanted?: string): CapturedRequest {
  const entries = entriesOf(source);
  const request = chosen(entries, source.name, wanted);
  const fields = fieldsOf(request);
  const url = text(request, 'url');
  const { body, notes } = harBody(request.value, request.where, fields);
  const address = authorityAndTarget(url, `${request.where}/url`, [...fields, ...pseudoHost(request)]);
  return {
    message: {
      method: text(request, 'method'),
      authority: address.authority,
      target: address.target,
      fields: fields.map(([name, value]) => [name, value]),
      body,
    },
    origins: {
      start: `${request.where}/method`,
      target: `${request.where}/url`,
      authority: address.where,
      fields: fields.map(([, , where]) => where),
      body: `${request.where}/postData`,
    },
    notes: [...address.notes, ...notes],
  };
}

function entriesOf(source: Source): Member[] {
  const document = readJson(source, 'a HAR file (HTTP Archive 1.2)');
  const log = isRecord(document) ? document['log'] : undefined;
  const entries = isRecord(log) ? log['entries'] : undefined;
  if (!Array.isArray(entries)) {
    throw unreadable('This is no HAR file', `${source.name}#/log/entries`, 'log.entries (HTTP Archive 1.2)', {
      advice: "Save it with your browser's or proxy's export as HAR.",
    });
  }
  return entries.map((entry: unknown, index) => {
    const where = `${source.name}#/log/entries/${index}/request`;
    const value = isRecord(entry) ? entry['request'] : undefined;
    if (!isRecord(value)) throw unreadable('An entry has no request', where, 'an object');
    return { value, where };
  });
}

function chosen(entries: readonly Member[], file: string, wanted: string | undefined): Member {
  return chosenEntry({
    entries,
    file: 'The HAR file',
    where: file,
    noun: 'entry',
    wanted,
    urlOf: (entry) => text(entry, 'url'),
    labelOf: (entry) => `${text(entry, 'method')} ${shownUrl(text(entry, 'url'))}`,
    isSigned: (entry) => fieldsOf(entry).some(([name]) => /^(signature-input|x-jws-signature)$/i.test(name)),
  });
}

/** Pseudo-header fields (RFC 9113 section 8.3) are no fields. */
function fieldsOf(request: Member): CapturedField[] {
  return headers(request).filter(([name]) => !name.startsWith(':'));
}

function pseudoHost(request: Member): CapturedField[] {
  const all = headers(request);
  if (all.some(([name]) => name.toLowerCase() === 'host')) return [];
  return all.flatMap(([name, value, where]) => (name === ':authority' ? [['Host', value, where] as const] : []));
}

function headers(request: Member): CapturedField[] {
  const list = request.value['headers'];
  const where = `${request.where}/headers`;
  if (!Array.isArray(list)) throw unreadable('A request has no headers', where, 'a list of { name, value }');
  return list.map((value: unknown, index) => {
    const at = `${where}/${index}`;
    if (!isRecord(value)) throw unreadable('This is no header', at, '{ name, value }');
    const member = { value, where: at };
    return [text(member, 'name'), text(member, 'value').trim(), at];
  });
}

function text({ value, where }: Member, name: string): string {
  const member = value[name];
  if (typeof member === 'string') return member;
  throw unreadable(`${name} is missing or no text`, `${where}/${name}`, 'a string', { actual: typeof member });
}
