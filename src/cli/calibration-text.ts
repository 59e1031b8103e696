import type { Attempt, Calibration, Conclusion } from '../calibration/calibrate.ts';
import type { Outcome } from '../calibration/outcome.ts';
import { visibleLine } from '../report/text.ts';
import { columns } from './columns.ts';

const headings = ['profile', '@signature-params', 'ECDSA', 'digest', 'signature', 'answer'] as const;

const conclusions: Readonly<Record<Conclusion, string>> = {
  present: 'The present settings work; nothing has to change.',
  found: 'Other settings than the present ones work:',
  none: 'Every variant is refused: is the key registered under this keyid, and is the clock right?',
  unguarded: 'A broken signature is accepted too: this target does not look at signatures, so nothing can be learnt.',
  unclear: 'Calls are refused for something else than their signature, so nothing can be learnt: mend that first.',
};

/** What was tried and found, for a terminal. */
export function calibrationText(calibration: Calibration, written: string | undefined): string {
  const { attempts, conclusion, changes } = calibration;
  const rows = [headings, ...attempts.map(row)];
  const changed = changes.map(({ id, from, to }) => visibleLine(`  ${id}: ${to}    (was ${from})`));
  return [
    ...columns(rows),
    '',
    ...columns(closerLook(calibration)),
    '',
    conclusions[conclusion],
    ...changed,
    ...(changed.length === 0
      ? []
      : ['', written ? `Written to ${visibleLine(written)}` : 'Add --write to put that into the configuration.']),
    '',
  ].join('\n');
}

function row({ variant, outcome }: Attempt): string[] {
  const { profile, signatureParamsForm, ecdsaEncoding, requestDigest } = variant;
  return [profile, signatureParamsForm ?? '', ecdsaEncoding ?? '', requestDigest ?? '', ...judged(outcome)];
}

/** What was tried with the variant to take, and what the answers show. */
function closerLook({ control, contentType, withoutContent, answers, certificates }: Calibration): string[][] {
  const { signatureParamsForm = '', ecdsaEncoding = '', digest = '', problem } = answers ?? {};
  return [
    ...(control ? [['a broken signature', ...judged(control)]] : []),
    ...contentType.map(({ variant, outcome }) => [
      `a content type with charset, ${variant.contentTypeForm ?? ''}`,
      ...judged(outcome),
    ]),
    ...(certificates
      ? [
          ['no client certificate', certificates.missing],
          ['a client certificate of another authority', certificates.untrusted],
        ]
      : []),
    ...(withoutContent ? [['a request without content', ...judged(withoutContent)]] : []),
    [
      'the target’s own signatures',
      visibleLine(problem ?? [signatureParamsForm, ecdsaEncoding, digest].filter(Boolean).join(', ')),
    ],
  ];
}

const judged = ({ signature, status, reasonCode = '' }: Outcome): string[] => [
  signature,
  visibleLine(`${status} ${reasonCode}`.trim()),
];
