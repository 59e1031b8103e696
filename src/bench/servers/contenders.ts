import type { Kind } from '../load/kinds.ts';
import type { LoadedMock } from '../loaded-mock.ts';
import { startBare } from './bare-process.ts';
import type { LoadedServer } from './loaded-server.ts';
import { prismVersion, startPrism } from './prism.ts';

/** What no mock of this kind can go below: the connection alone, and with it the cryptography that one exchange needs. */
export const floors = { bare: 'bare node:https', signing: 'bare node:https, node:crypto' } as const;
const prism = `Prism ${prismVersion}, no TLS, no signatures`;

export interface Contender {
  readonly name: string;
  readonly server: LoadedServer;
  /** Absent: every kind of request. */
  readonly only?: Kind['sent']['method'];
}

export interface Contenders {
  readonly contenders: readonly Contender[];
  /** Who could not be started, and why. */
  readonly absent?: string;
}

/** The mock, and what it is compared with. */
export async function startContenders(mock: LoadedMock, kinds: readonly Kind[]): Promise<Contenders> {
  const answers = Object.fromEntries(kinds.map(({ sent, answer }) => [sent.method, answer]));
  const contenders: Contender[] = [
    { name: 'mock, every check on', server: mock },
    { name: floors.signing, server: await startBare(mock, answers, { cryptography: true }) },
    { name: floors.bare, server: await startBare(mock, answers, { cryptography: false }) },
  ];
  try {
    const server = await startPrism('payments/initiate', answers['POST'] ?? '');
    return { contenders: [...contenders, { name: prism, server, only: 'POST' }] };
  } catch (error) {
    return { contenders, absent: `${prism}: ${(error as Error).message}` };
  }
}
