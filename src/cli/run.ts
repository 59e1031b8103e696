/** Placeholder of types until the rooms land. */
export interface RunSettings {
  readonly target: 'mock' | 'sandbox';
  readonly config?: string;
  readonly baseUrl?: string;
  readonly tags: string;
  readonly name: readonly string[];
  readonly parallel: number;
  readonly out: string;
  readonly dryRun: boolean;
  readonly failFast: boolean;
  readonly quiet: boolean;
}
