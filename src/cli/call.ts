import type { SignatureScheme } from '../signing/request-signature.ts';
import { CertifyError } from '../errors.ts';
import { processRedactor } from '../evidence/process-redactor.ts';
import { expectAccepted } from '../conversation/answer.ts';
import { Conversation } from '../conversation/conversation.ts';
import { openEnvironment } from '../conversation/environment.ts';
import { expectOnlySpoiltCutOff, expectOnlySpoiltTurnedAway } from '../conversation/trial.ts';
import { exchangeText } from './exchange-text.ts';
import { openTarget, type TargetSettings } from './open-target.ts';

export interface CallSettings extends TargetSettings {
  readonly variant?: string;
  readonly set?: Readonly<Record<string, string>>;
  readonly after?: string;
  readonly profile?: SignatureScheme;
  readonly tamper?: string;
}

/** `nopan-certify call`: one request spec, sent, shown whole and judged. */
export async function call(spec: string, settings: CallSettings): Promise<void> {
  const target = await openTarget(settings);
  try {
    const environment = await openEnvironment(target.connection, undefined, processRedactor);
    const conversation = new Conversation(environment, () => undefined);
    try {
      await environment.telling(() => converse(conversation, spec, settings));
    } finally {
      await conversation.close();
      await environment.close();
    }
  } finally {
    await target.close();
  }
}

async function converse(conversation: Conversation, spec: string, settings: CallSettings): Promise<void> {
  const { after, variant, tamper } = settings;
  if (after !== undefined) await conversation.reach(after);
  const name = variant === undefined ? spec : `${spec}#${variant}`;
  await (tamper === undefined ? sound(conversation, name, settings) : spoilt(conversation, name, tamper, settings));
}

async function sound(conversation: Conversation, name: string, { set, profile }: CallSettings): Promise<void> {
  const turn = await conversation.call(name, {
    ...(set !== undefined && { parameters: set }),
    ...(profile !== undefined && { send: { profile } }),
  });
  // Where no token was granted, that is the exchange to look at: the call itself was never sent.
  const refused = turn.exchanged.failure?.code === 'ERR_TOKEN' ? conversation.exchanges.at(-2) : undefined;
  process.stdout.write(`${exchangeText(refused ?? turn.exchanged.evidence)}\n\n`);
  expectAccepted(turn);
  process.stdout.write('Judgement: accepted, signed by Nopan, and as its contract says.\n');
}

/** A refusal shows something only when the same call is accepted unspoiled, before and after. */
async function spoilt(
  conversation: Conversation,
  name: string,
  id: string,
  { set, profile }: CallSettings,
): Promise<void> {
  if (profile !== undefined) throw profileOfItsOwn(profile);
  const { tamperings, protocol } = conversation.specification;
  const { title, rejected } = tamperings.byId(id);
  const trial = await conversation.spoil(name, title, set);
  process.stdout.write(`${exchangeText(trial.spoilt.exchanged.evidence)}\n\n`);
  if (rejected === 'handshake') expectOnlySpoiltCutOff(trial);
  else expectOnlySpoiltTurnedAway(trial, protocol.errors[rejected], protocol);
  process.stdout.write('Judgement: refused as it must be, between two sound calls that were accepted.\n');
}

function profileOfItsOwn(profile: string): CertifyError {
  return new CertifyError('ERR_USAGE', '--profile has no meaning beside --tamper', {
    where: `--profile ${profile}`,
    expected: 'one of the two: a tampering says itself how the request is signed',
    advice: 'Choose a tampering of that profile from specs/tampering.yaml.',
  });
}
