import { isName, isWritten, saysSomething } from '../contract/said-by-person.ts';
import { pointerTo } from '../contract/pointer.ts';
import type { Config } from '../contract/types/config.ts';
import { CertifyError } from '../errors.ts';

interface Rule {
  readonly holds: (text: string) => boolean;
  readonly expected: string;
}

const name: Rule = { holds: isName, expected: 'the name of a person, with at least two letters, and no placeholder' };
const note: Rule = { holds: isWritten, expected: 'a word on what was looked at' };
const content: Rule = { holds: saysSomething, expected: 'words that say it, and no placeholder' };
const reference: Rule = { holds: saysSomething, expected: 'a ticket, a page or the like, and no placeholder' };

/** What persons write in a configuration, and what of it must be more than there. */
const rules: Readonly<Record<'attestations' | 'waivers', Readonly<Record<string, Rule>>>> = {
  attestations: { by: name, note },
  waivers: { owner: name, reason: content, reference },
};

/** @throws ERR_CONFIG when somebody attests, or answers for something, without saying who and what */
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

/** What cannot be seen is written as JSON escapes it. */
const visible = (text: string): string =>
  JSON.stringify(text).replace(
    /[\p{Default_Ignorable_Code_Point}\p{Z}](?<! )/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const attest = 'Name who has made sure of it, and what was looked at; where nobody has, leave the attestation out.';
const answerFor = 'Name who answers for it, why, and where that is agreed; where nobody does, remove the waiver.';
