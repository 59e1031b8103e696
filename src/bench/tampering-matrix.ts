import { appliesTo } from '../contract/tampering.ts';
import { Conversation } from '../conversation/conversation.ts';
import { openEnvironment } from '../conversation/environment.ts';
import { startEmbedded } from '../target/embedded.ts';
import { compare } from './measure.ts';

/** A call of each class of operations. */
const calls = { get: 'payments/status', form: 'auth/token', json: 'payments/initiate' } as const;

export interface MatrixTimes {
  /** Ways to spoil a request, in each class of operations that they apply to. */
  readonly trials: number;
  /** Seconds for all trials, each with a sound call before and after. */
  readonly matrix: number;
  /** Seconds for as many calls of the same operations, all sound. */
  readonly sound: number;
}

/** The whole tampering matrix against the embedded mock, beside as many sound calls. */
export async function timeTamperingMatrix(rounds: number): Promise<MatrixTimes> {
  const target = await startEmbedded();
  const environment = await openEnvironment(target.connection);
  const conversation = new Conversation(environment, () => undefined);
  try {
    await conversation.reach('a pending payment');
    const trials = environment.specification.tamperings.all.flatMap((tampering) =>
      appliesTo(tampering).map((operation) => ({ call: calls[operation], title: tampering.title })),
    );
    const times = await compare(
      {
        matrix: async () => {
          for (const { call, title } of trials) await conversation.spoil(call, title);
        },
        sound: async () => {
          for (const { call } of trials) for (let i = 0; i < 3; i += 1) await conversation.call(call);
        },
      },
      { rounds, calls: 1 },
    );
    return {
      trials: trials.length,
      matrix: (times.matrix ?? NaN) / 1000,
      sound: (times.sound ?? NaN) / 1000,
    };
  } finally {
    await conversation.close();
    await environment.close();
    await target.close();
  }
}
