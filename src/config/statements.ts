import { pointerTo } from '../contract/pointer.ts';
import { statementKinds, unsaidIn, withUnseen } from '../contract/statements.ts';
import type { Config } from '../contract/types/config.ts';
import { CertifyError } from '../errors.ts';

/** @throws ERR_CONFIG when somebody attests, or answers for something, without saying who and what */
export function assertSaid(config: Config, at: (pointer: string) => string): void {
  for (const kind of statementKinds) {
    for (const [id, statement] of Object.entries<object>(config[kind] ?? {})) {
      const unsaid = unsaidIn(kind, statement);
      if (unsaid === undefined) continue;
      const { member, text, expected } = unsaid;
      throw new CertifyError('ERR_CONFIG', `${kind}.${id}.${member} says nothing`, {
        where: at(pointerTo(pointerTo(pointerTo('', kind), id), member)),
        expected,
        actual: withUnseen(text),
        advice: kind === 'waivers' ? answerFor : attest,
      });
    }
  }
}

const attest = 'Name who has made sure of it, and what was looked at; where nobody has, leave the attestation out.';
const answerFor = 'Name who answers for it, why, and where that is agreed; where nobody does, remove the waiver.';
