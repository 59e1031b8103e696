import { describe, expect, it } from 'vitest';
import type { Result } from '../contract/types/result.ts';
import { annotations } from './annotations.ts';
import { codeQuality } from './code-quality.ts';
import { ctrf } from './ctrf.ts';
import { sampleResult } from './fixtures/sample.ts';
import { junit } from './junit.ts';
import { sarif } from './sarif.ts';

/** The sample, run in a folder of a repository, with a failed scenario of the user's own. */
function withOwn(uri: string): Result {
  const result = { ...sampleResult(), workingDirectory: 'shop/app' };
  const failed = result.scenarios.find(({ failure }) => failure !== undefined);
  if (failed) Object.assign(failed, { uri, own: true });
  return result;
}

describe('a feature of the user’s own is named from the root of the repository', () => {
  it.each([
    ['checks/a b.feature', 'shop/app/checks/a b.feature'],
    ['../own/a b.feature', 'shop/own/a b.feature'],
    ['./features/a b.feature', 'shop/app/features/a b.feature'],
  ])('%s', (uri, path) => {
    const result = withOwn(uri);
    expect(codeQuality(result)).toContain(`"path": "${path}"`);
    expect(sarif(result)).toContain(`"uri": "${path.replace(' ', '%20')}"`);
    expect(junit(result)).toContain(`file="${path}"`);
    expect(ctrf(result)).toContain(`"filePath": "${path}"`);
    expect(annotations(result)).toContain(`file=${path},line=`);
  });

  it('unless it is outside of it, which is said, and nothing is marked', () => {
    const result = withOwn('/elsewhere/a.feature');
    expect(codeQuality(result)).toContain('(The feature is outside of the repository)');
    expect(sarif(result)).toContain('(The feature is outside of the repository)');
    expect(annotations(result)).not.toContain('/elsewhere/a.feature,');
    expect(annotations(result)).toContain('(The feature is outside of the repository)');
  });
});
