/** Folders of the user's own whose content took part in a run beside ours. */
export interface OwnChecks {
  readonly features?: string;
  /** Laid out as specs/ is. */
  readonly specs?: string;
  readonly steps?: string;
}

const names = {
  features: 'Features',
  specs: 'Specs',
  steps: 'Step files',
} as const satisfies Record<keyof OwnChecks, string>;

/** What a reader of the verdict has to know: not everything that was run is ours. */
export const tookPart = (own: OwnChecks = {}): string[] =>
  (Object.keys(names) as (keyof OwnChecks)[]).flatMap((kind) =>
    own[kind] === undefined ? [] : [`${names[kind]} of the user's own took part: ${own[kind]}.`],
  );
