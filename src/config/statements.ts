import { isName, isWritten, saysSomething } from '../contract/said-by-person.ts';
import { pointerTo } from '../contract/pointer.ts';
import type { Config } from '../contract/types/config.ts';
import { CertifyError } from '../errors.ts';

interface Rule {
  readonly holds: (text: string) => boolean;
  readonly expected: string;
}

const name: Rule = { holds: isName, expected: 'the name of a person with at least two letters, not a placeholder' };
const note: Rule = { holds: isWritten, expected: 'a word on what was checked' };
const content: Rule = { holds: saysSomething, expected: 'an explanation, not a placeholder' };
const reference: Rule = { holds: saysSomething, expected: 'a ticket, a page or the like, not a placeholder' };

/** Statements of people in a configuration, and the rules for their content. */
const rules: Readonly<Record<'attestations' | 'waivers', Readonly<Record<string, Rule>>>> = {
  attestations: { by: name, note },
  waivers: { owner: name, reason: content, reference },
};

/** @throws ERR_CONFIG when an attestation or waiver does not say who and what */
export function assertSaid(config: Config, at: (pointer: string) => string): void {
  for (const [section, members] of Object.entries(rules)) {
    const given = config[section as keyof typeof rules] ?? {};
    for (const [id, statement] of Object.entries(given)) {
      for (const [member, { holds, expected }] of Object.entries(members)) {
        const text = (statement as Readonly<Record<string, string>>)[member] ?? '';
        if (holds(text)) continue;
        throw new CertifyError('ERR_CONFIG', `${section}.${id}.${member} says nothing`, {
          where: at(pointerTo(pointerTo(pointerTo('', section), id), member)),
          expected,
          actual: visible(text),
          advice: section === 'waivers' ? answerFor : attest,
        });
      }
    }
  }
}

/** Invisible characters are shown as JSON escapes. */
const visible = (text: string): string =>
  JSON.stringify(text).replace(
    /[\p{Default_Ignorable_Code_Point}\p{Z}](?<! )/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const attest = 'Name who checked it and what was checked; if nobody did, remove the attestation.';
const answerFor = 'Name who is responsible, why, and where that was agreed; if nobody is, remove the waiver.';
