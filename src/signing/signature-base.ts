import type { Component } from './component.ts';
import { derivedComponents } from './derived-components.ts';
import { fieldValues, type Message } from './message.ts';
import type { ContentTypeForm } from './profile.ts';
import { malformed } from './signature-error.ts';

/**
 * The signature base (RFC 9421 section 2.5): one line a component, and the signature's parameters. ASCII by construction.
 * @param signatureParams what stands after `"@signature-params": `, serialized.
 * @param contentTypeForm RFC 9421 takes content-type as sent; Nopan canonicalizes it.
 * @throws {SignatureError} ERR_SIGNATURE_MALFORMED when the message lacks a component or its value cannot be signed.
 */
export function signatureBase(
  message: Message,
  components: readonly Component[],
  signatureParams: string,
  contentTypeForm: ContentTypeForm = 'as-sent',
): string {
  return withSignatureParams(componentLines(message, components, contentTypeForm), signatureParams);
}

/**
 * The lines of the covered components, each with its line feed.
 * @throws {SignatureError} as signatureBase.
 */
export function componentLines(message: Message, components: readonly Component[], form: ContentTypeForm): string {
  let lines = '';
  for (const component of components) {
    lines += `${component.identifier}: ${componentValue(message, component, form)}\n`;
  }
  return lines;
}

/** The last line of the base, which has no line feed. */
export function withSignatureParams(lines: string, signatureParams: string): string {
  return `${lines}"@signature-params": ${signatureParams}`;
}

function componentValue(message: Message, component: Component, contentTypeForm: ContentTypeForm): string {
  const derive = derivedComponents.get(component.name);
  if (derive !== undefined) return derive(message, component.queryParameter ?? '');
  const value = combinedValue(message, component.name);
  return component.name === 'content-type' && contentTypeForm === 'media-type' ? mediaType(value) : value;
}

/** RFC 9421 section 2.1: each value trimmed, all of them joined by a comma and a space. */
function combinedValue(message: Message, name: string): string {
  const values = fieldValues(message.fields, name);
  if (values.length === 0) {
    throw malformed(`The covered field ${name} is not in the message`, {
      where: name,
      expected: `a field ${name}`,
      actual: 'no such field',
      advice: `Send ${name}, or do not cover it.`,
    });
  }
  const value = values.length === 1 ? (values[0] ?? '').trim() : values.map((one) => one.trim()).join(', ');
  const [character] = unsignable.exec(values.length === 1 ? (values[0] ?? '') : values.join()) ?? [];
  if (character !== undefined) {
    throw malformed(`The field ${name} has characters that cannot be signed`, {
      where: name,
      expected: 'ASCII without control characters, on one line',
      // Not the value, which may be a credential.
      actual: `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
      advice: 'Encode the value, or do not cover the field.',
    });
  }
  return value;
}

/** Anything else than visible ASCII, spaces and tabs: a line break would forge a line of the base (RFC 9421 section 7.5.6). */
const unsignable = /[^\t\x20-\x7e]/;

function mediaType(contentType: string): string {
  const parameters = contentType.indexOf(';');
  return (parameters < 0 ? contentType : contentType.slice(0, parameters)).trimEnd().toLowerCase();
}
