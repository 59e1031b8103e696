import type { Connection } from '../../target/connection.ts';
import type { WrittenStep } from '../features.ts';
import type { Order } from '../order.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** What the process with the user's step files is to do. It arrives as one line of JSON on standard input. */
export type OwnOrder = RunOrder | VocabularyOrder;

export interface RunOrder {
  readonly task: 'run';
  /** Feature files of the user's own, by absolute path. */
  readonly features: readonly string[];
  /** Step files of the user's own, by absolute path. */
  readonly steps: readonly string[];
  /** Which scenarios of the features to run. */
  readonly ids: readonly string[];
  readonly order: Order;
  /** How often, one after the other. */
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

/** What that process says, a line of JSON each, on a descriptor of its own. Nothing of it is believed by itself. */
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
