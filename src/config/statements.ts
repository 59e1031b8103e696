import { pointerTo } from '../contract/pointer.ts';
import { statementKinds, unsaidIn, withUnseen } from '../contract/statements.ts';
import type { Config } from '../contract/types/config.ts';
import { CertifyError } from '../errors.ts';

/** @throws ERR_CONFIG when an attestation or waiver does not say who and what */
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

const attest = 'Name who checked it and what was checked; if nobody did, remove the attestation.';
const answerFor = 'Name who is responsible, why, and where that was agreed; if nobody is, remove the waiver.';
