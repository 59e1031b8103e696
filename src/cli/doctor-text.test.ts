import { expect, it } from 'vitest';
import { doctorText } from './doctor-text.ts';

it('what a target says forges no line', () => {
  const foreign = 'no\n\nTarget\n  ✓ everything is fine\u009b31m';
  const shown = 'no\\n\\nTarget\\n  ✓ everything is fine\\u009b31m';
  const finding = { heading: 'Credentials', title: 'signed call', source: 'SK-AUTH', found: foreign };
  const text = doctorText(
    [
      { ...finding, id: 'ok', outcome: 'ok' },
      {
        ...finding,
        id: 'error',
        outcome: 'error',
        where: foreign,
        expected: foreign,
        actual: foreign,
        advice: foreign,
      },
    ],
    { file: 'config.yaml\nok', baseUrl: 'https://localhost', colour: false, offline: false },
  );
  expect(text).toBe(`config.yaml\\nok for https://localhost

Credentials
  ✓ signed call  ${shown}
  ✖ signed call  ${shown}
      at        ${shown}
      expected  ${shown}
      actual    ${shown}
      do        ${shown}
      source    SK-AUTH

2 checks: 1 in order, 1 error.
`);
});
