import { nearest } from '../contract/suggestion.ts';
import { CertifyError } from '../errors.ts';

/**
 * Makes sure that every tag that an expression asks for is one that some scenario has. What is only excluded need not be there.
 *
 * @param known with their `@`
 * @throws ERR_USAGE for the first that is not
 * @example assertKnownTags('@PAY-12 and not @wip', new Set(['@PAY-12']))
 */
export function assertKnownTags(expression: string, known: ReadonlySet<string>): void {
  const words = expression.match(/[()]|(?:\\.|[^\s()\\])+/g) ?? [];
  const bare = words.find((word) => !operators.has(word) && !word.startsWith('@'));
  if (bare !== undefined) throw withoutAt(expression, bare, known);
  const unknown = wanted(words).find((tag) => !known.has(tag.replaceAll('\\', '')));
  if (unknown !== undefined) throw unknownTag(expression, unknown, known);
}

const operators = new Set(['and', 'or', 'not', '(', ')']);

/** The tags that are not within a negation. */
function wanted(words: readonly string[]): string[] {
  const negated: boolean[] = [];
  return words.filter((word, place) => {
    const isNegated = words[place - 1] === 'not';
    if (word === '(') negated.push(isNegated);
    if (word === ')') negated.pop();
    return word.startsWith('@') && !isNegated && !negated.includes(true);
  });
}

function withoutAt(expression: string, word: string, known: ReadonlySet<string>): CertifyError {
  const tag = `@${word}`;
  const likely = known.has(tag) ? tag : nearest(tag, known);
  return new CertifyError('ERR_USAGE', `A tag begins with @, and ${word} does not`, {
    where: `--tags ${expression}`,
    expected: 'tags joined by and, or, not and parentheses: "@stage:signing and not @needs:clock"',
    advice: likely === undefined ? listing : `Did you mean ${likely}?`,
  });
}

function unknownTag(expression: string, tag: string, known: ReadonlySet<string>): CertifyError {
  const likely = nearest(tag, known);
  return new CertifyError('ERR_USAGE', `No scenario has the tag ${tag}`, {
    where: `--tags ${expression}`,
    expected: 'tags that some scenario has',
    advice: likely === undefined ? listing : `Did you mean ${likely}?`,
  });
}

const listing =
  'nopan-certify run --dry-run lists every scenario with its requirements; each is a tag, such as @PAY-12.';

/**
 * A line in which no scenario begins.
 *
 * @param name as it was typed, with the line
 * @param lines in which scenarios and their examples begin
 */
export function noScenarioAt(line: number, name: string, lines: readonly number[]): CertifyError {
  const before = Math.max(...lines.filter((each) => each < line));
  const [near] = Number.isFinite(before) ? [before] : [...lines].sort((one, other) => one - other);
  const place = Number.isFinite(before)
    ? `Line ${line} is within the scenario at line ${before}`
    : `No scenario begins at line ${line}`;
  const file = name.replace(/(?::\d+)*$/s, '');
  return new CertifyError('ERR_USAGE', place, {
    where: name,
    expected: 'the line in which a scenario, or the row of an example, begins',
    advice: near === undefined ? listing : `Did you mean ${file}:${near}?`,
  });
}
