import type { Mark } from '../states.ts';

const disc = '<circle cx="8" cy="8" r="7.25"/>';
const ring = '<circle cx="8" cy="8" r="6.5" class="line"/>';

/** One shape for each state, so that none is told by its colour alone. */
const shapes: Readonly<Record<Mark, string>> = {
  PASSED: `${disc}<path class="cut" d="M4.6 8.3l2.3 2.4 4.5-5"/>`,
  FAILED:
    '<path d="M5.1.8h5.8l4.3 4.3v5.8l-4.3 4.3H5.1L.8 10.9V5.1z"/><path class="cut" d="M5.4 5.4l5.2 5.2m0-5.2l-5.2 5.2"/>',
  FLAKY:
    '<rect x="1" y="1" width="14" height="14" rx="7"/><path class="cut" d="M3.4 9.2c1.6-3.6 3-3.6 4.6-1.2s3 2.4 4.6-1.2"/>',
  WARNING: '<path d="M8 1l7.4 13.4H.6z"/><path class="cut" d="M8 5.8v4m0 2v.4"/>',
  REVIEW:
    '<rect x="1" y="1" width="14" height="14" rx="3"/><path class="cut" d="M5.9 6.1c0-2.900 4.200-2.700 4.200-.1 0 1.500-2.100 1.600-2.100 3.200m0 2.500v.3"/>',
  BLOCKED: `${ring}<path class="line" d="M3.6 12.400L12.400 3.600"/>`,
  WAIVED: '<path d="M3 .8h10v14.400l-5-3.400-5 3.400z"/><path class="cut" d="M5.4 5h5.200m-5.200 2.800h5.200"/>',
  ATTESTED:
    '<path d="M8 .6l5.800 2.200v4.400c0 3.800-2.300 6.600-5.800 8.200-3.500-1.600-5.800-4.400-5.800-8.200V2.800z"/><path class="cut" d="M5.200 8l2 2.100 3.800-4.300"/>',
  OPEN: '<path class="line" d="M8 1.200l5.300 2v4c0 3.500-2 5.900-5.300 7.400-3.300-1.500-5.300-3.900-5.300-7.400v-4z"/><path class="line" d="M8 5v3.200m0 2.200v.2"/>',
  NOT_TESTABLE: `${ring}<path class="line" d="M5 8h6"/>`,
  NOT_APPLICABLE: `${ring}<circle cx="8" cy="8" r="1.300"/>`,
  SKIPPED: `${ring}<path class="line" d="M5 8h6"/>`,
  NOT_RUN: '<circle cx="8" cy="8" r="6.5" class="line dashed"/>',
  INTERRUPTED: `${ring}<path d="M8 1.500a6.500 6.500 0 0 1 0 13z"/>`,
};

const symbol = ([state, shape]: [string, string]): string =>
  `<symbol id="icon-${state}" viewBox="0 0 16 16">${shape}</symbol>`;

export const icons = `<svg class="icons" aria-hidden="true">${Object.entries(shapes).map(symbol).join('')}</svg>`;
