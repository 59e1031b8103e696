import { describe, expect, it } from 'vitest';
import { anchors, fragment } from './anchors.ts';

describe('an anchor', () => {
  it('is the name that failures are told by, each once and without white space', () => {
    const anchorOf = anchors();
    expect(['features/a.feature:9', 'my own/a.feature:9', 'features/a.feature:9'].map(anchorOf)).toEqual([
      'features/a.feature:9',
      'my_own/a.feature:9',
      'features/a.feature:9~2',
    ]);
  });

  it('is linked to so that a browser finds it', () => {
    expect(decodeURIComponent(fragment('50%25.feature:9').slice(1))).toBe('50%25.feature:9');
  });
});
