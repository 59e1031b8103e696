import type { Result } from '../contract/types/result.ts';
import { jwks } from '../credentials/jwks.ts';
import { archiveOf } from './archive.ts';
import { sealed } from './envelope.ts';
import { manifestOf } from './manifest.ts';
import { jsonContent, names, type Member } from './member.ts';
import type { Signer } from './signer.ts';
import { statementOf } from './statement.ts';

export interface Ingredients {
  readonly result: Result;
  /** reports/, with the result among them; specs/, features/ and own/. */
  readonly members: readonly Member[];
  readonly signer: Signer;
  /** Where the run can be looked up. */
  readonly url?: string;
}

/** The package of a run: all its members, and a signed statement of what they are and what they show. */
export function pack({ result, members, signer, url }: Ingredients): Buffer {
  const stated = [
    ...members,
    { name: names.manifest, content: jsonContent(manifestOf(members, result, signer)) },
    { name: names.signingKey, content: jsonContent(jwks([signer.key]).keys[0]) },
  ];
  const envelope = sealed(jsonContent(statementOf(stated, result, url)), signer.key);
  return archiveOf([...stated, { name: names.envelope, content: jsonContent(envelope) }]);
}
