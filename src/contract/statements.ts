import { isName, isWritten, saysSomething } from './said-by-person.ts';

interface Rule {
  readonly holds: (text: string) => boolean;
  readonly expected: string;
}

const name: Rule = { holds: isName, expected: 'the name of a person with at least two letters, not a placeholder' };
const note: Rule = { holds: isWritten, expected: 'a word on what was checked' };
const content: Rule = { holds: saysSomething, expected: 'an explanation, not a placeholder' };
const reference: Rule = { holds: saysSomething, expected: 'a ticket, a page or the like, not a placeholder' };

/** Statements of people, and the rules for their content. */
const rules = {
  attestations: { by: name, note },
  waivers: { owner: name, reason: content, reference },
} satisfies Readonly<Record<string, Readonly<Record<string, Rule>>>>;

export type StatementKind = keyof typeof rules;

export const statementKinds = Object.keys(rules) as StatementKind[];

/** A member of a statement that says nothing. */
export interface Unsaid {
  readonly member: string;
  readonly text: string;
  /** What it should be, in words that follow "expected". */
  readonly expected: string;
}

/** The first member with which somebody attests, or answers for something, without saying who and what; undefined: none. */
export function unsaidIn(kind: StatementKind, statement: object): Unsaid | undefined {
  for (const [member, { holds, expected }] of Object.entries<Rule>(rules[kind])) {
    const text = (statement as Readonly<Record<string, string>>)[member] ?? '';
    if (!holds(text)) return { member, text, expected };
  }
  return undefined;
}

/** What cannot be seen is written as JSON escapes it. */
export const withUnseen = (text: string): string =>
  JSON.stringify(text).replace(
    /[\p{Default_Ignorable_Code_Point}\p{Z}](?<! )/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
