import { CertifyError } from '../errors.ts';
import { expectAccepted, expectRefused, told, type Refusal } from './answer.ts';
import { unmet } from './expectation.ts';
import type { Turn } from './turn.ts';

/** A spoilt call between two sound ones: its refusal shows something only if both of these were accepted. */
export interface Trial {
  /** How the call was spoilt, as it stands in a sentence. */
  readonly title: string;
  readonly before: Turn;
  readonly spoilt: Turn;
  readonly after: Turn;
}

/** @throws ERR_ASSERTION when the spoilt call was not refused so, or a sound one was not accepted */
export function expectOnlySpoiltRefused(trial: Trial, refusal: Refusal): void {
  expectControls(trial);
  expectRefused(trial.spoilt, refusal);
}

/**
 * The spoilt call must fail in the TLS handshake, so that no answer comes.
 *
 * @throws ERR_ASSERTION when it was answered or failed otherwise, or a sound call was not accepted
 */
export function expectOnlySpoiltCutOff(trial: Trial): void {
  expectControls(trial);
  const { response, failure } = trial.spoilt.exchanged;
  if (response === undefined && failure?.code === 'ERR_TLS') return;
  throw unmet({
    what: `The call ${trial.title} was not refused by TLS`,
    expected: 'a failed TLS handshake',
    actual: response ? told(response) : `${failure?.code ?? 'nothing'}: ${failure?.message ?? ''}`,
    advice: 'Let the server offer TLS 1.3 only.',
  });
}

function expectControls({ title, before, after }: Trial): void {
  expectControl(before, `before the one ${title}`);
  expectControl(after, `after the one ${title}`);
}

function expectControl(control: Turn, position: string): void {
  try {
    expectAccepted(control);
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    const { code, message, expected, actual, where } = error;
    throw new CertifyError(code, `The sound call ${position} failed: ${message}`, {
      ...(expected !== undefined && { expected }),
      ...(actual !== undefined && { actual }),
      ...(where !== undefined && { where }),
      advice: 'Make the sound call pass first: until then the refusal of the spoilt one shows nothing.',
      cause: error,
    });
  }
}
