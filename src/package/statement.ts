import { stateOf, type State } from '../certification/outcome.ts';
import type { Attestation } from '../contract/types/attestation.ts';
import type { Result } from '../contract/types/result.ts';
import { isConfiguration, sha256, sorted, type Member } from './member.ts';

/**
 * The in-toto Statement of a package (v1, predicate test-result v0.1): what the run came to, and the digest of each member. What
 * came out of the run is the subject, what it was judged by the configuration. A test is a requirement, by its id.
 */
export function statementOf(members: readonly Member[], result: Result, url?: string): Attestation {
  const described = (configuration: boolean) =>
    sorted(members.filter((member) => isConfiguration(member) === configuration)).map(({ name, content }) => ({
      name,
      digest: { sha256: sha256(content) },
    }));
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: described(false),
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result: outcomeOf(result),
      configuration: described(true),
      ...(url !== undefined && { url }),
      passedTests: inState(result, 'PASSED'),
      warnedTests: inState(result, 'WARNING'),
      failedTests: inState(result, 'FAILED'),
    },
  };
}

const inState = ({ requirements }: Result, state: State): string[] =>
  requirements.filter(({ outcome }) => stateOf(outcome) === state).map(({ id }) => id);

/** INCOMPLETE is no pass: whoever asks for PASSED asks whether everything mandatory was shown. */
function outcomeOf(result: Result): Attestation['predicate']['result'] {
  if (result.verdict !== 'CERTIFIED') return 'FAILED';
  return inState(result, 'WARNING').length > 0 ? 'WARNED' : 'PASSED';
}
