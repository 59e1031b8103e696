import { CertifyError } from '../errors.ts';
import type { Component } from '../signing/component.ts';
import type { SignatureProfile } from '../signing/profile.ts';
import { componentLines } from '../signing/signature-base.ts';
import type { Captured } from './captured.ts';
import type { ExplainedLine } from './explanation.ts';
import { shownValue } from './hidden-values.ts';
import { findingOf, type Finding } from './finding.ts';

export interface BaseLines {
  /** As they are signed, one after the other, each with its line feed. */
  readonly text: string;
  /** As they may be shown: without credentials. */
  readonly lines: readonly ExplainedLine[];
  /** Components whose line cannot be built. */
  readonly findings: readonly Finding[];
}

/** The lines of the covered components, each with where in the input its value stands. */
export function baseLines(captured: Captured, components: readonly Component[], profile: SignatureProfile): BaseLines {
  const signed: string[] = [];
  const lines: ExplainedLine[] = [];
  const findings: Finding[] = [];
  for (const component of components) {
    try {
      const line = componentLines(captured.message, [component], profile.contentTypeForm);
      signed.push(line);
      lines.push({ text: shownLine(component, line.slice(0, -1)), from: originOf(captured, component.name, profile) });
    } catch (error) {
      if (!(error instanceof CertifyError)) throw error;
      findings.push(findingOf('component-unusable', error));
    }
  }
  return { text: signed.join(''), lines, findings };
}

function shownLine({ identifier }: Component, line: string): string {
  const start = `${identifier}: `;
  return start + shownValue(identifier, line.slice(start.length));
}

/** Parts of the request line, for derived components. */
const starts: Readonly<Record<string, 'start' | 'authority' | 'target'>> = {
  '@method': 'start',
  '@status': 'start',
  '@authority': 'authority',
};

function originOf({ message, origins }: Captured, name: string, { contentTypeForm }: SignatureProfile): string {
  if (name.startsWith('@')) return origins[starts[name] ?? 'target'];
  const places = message.fields.flatMap(([field], index) =>
    field.toLowerCase() === name ? [origins.fields[index] ?? ''] : [],
  );
  const bare = name === 'content-type' && contentTypeForm === 'media-type' ? ', lower-cased, without parameters' : '';
  return places.join(' and ') + bare;
}

/** Where the field of this name stands. */
export function fieldOrigin({ message, origins }: Captured, name: string): string | undefined {
  const index = message.fields.findIndex(([field]) => field.toLowerCase() === name);
  return index < 0 ? undefined : origins.fields[index];
}
