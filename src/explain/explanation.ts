import type { Finding } from './finding.ts';
import type { SignatureScheme } from '../signing/request-signature.ts';

/** One line of a signature base, and where it comes from. */
export interface ExplainedLine {
  readonly text: string;
  readonly from: string;
}

export interface ExplainedInput {
  readonly label?: string;
  readonly keyid?: string;
  /** Seconds since 1970-01-01T00:00:00Z. */
  readonly created?: number;
  readonly covers?: readonly string[];
  /** In the field's order. */
  readonly parameters: readonly string[];
}

/** What was found out about the signature of one message. */
export interface Explanation {
  /** `POST https://host/path`, or `response 200`. */
  readonly message: string;
  readonly profile: SignatureScheme;
  /** Whether the message would be accepted: its signature holds, and nothing else is refused. */
  readonly verifies: boolean;
  /** As it was understood. */
  readonly input?: ExplainedInput;
  readonly digest?: { readonly sent: string; readonly computed: string; readonly bytes: number };
  /** The signature base (or JWS signing input) as a verifier builds it. */
  readonly base: readonly ExplainedLine[];
  readonly key?: { readonly keyid: string; readonly algorithm: string };
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}
