import type { Connection } from '../../target/connection.ts';
import type { WrittenStep } from '../features.ts';
import type { Order } from '../order.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** The task for the process with the user's step files: one line of JSON on standard input. */
export type OwnOrder = RunOrder | VocabularyOrder;

export interface RunOrder {
  readonly task: 'run';
  /** Feature files of the user's own, by absolute path. */
  readonly features: readonly string[];
  /** Step files of the user's own, by absolute path. */
  readonly steps: readonly string[];
  /** Ids of the scenarios to run. */
  readonly ids: readonly string[];
  readonly order: Order;
  /** Number of runs in sequence. */
  readonly repeat: number;
  readonly parallel: number;
  readonly failFast: boolean;
  /** Absent in a dry run, which sends nothing. */
  readonly connection?: Connection;
  readonly ownSpecs?: string;
}

export interface VocabularyOrder {
  readonly task: 'vocabulary';
  readonly steps: readonly string[];
  readonly written: readonly WrittenStep[];
  readonly titles: readonly string[];
}

/** A report of that process: a line of JSON on a separate file descriptor. It is not trusted. */
export type OwnReport =
  | { readonly type: 'loading'; readonly file: string }
  | { readonly type: 'loaded' }
  | { readonly type: 'begin' }
  | { readonly type: 'envelope'; readonly envelope: unknown }
  | { readonly type: 'vocabulary'; readonly vocabulary: Vocabulary }
  | { readonly type: 'stopped'; readonly error: ThrownError }
  | { readonly type: 'end' };

export interface ThrownError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

/** The descriptor on which the process reports. */
export const reportDescriptor = 3;
