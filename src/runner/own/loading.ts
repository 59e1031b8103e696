import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shownPath } from '../../contract/yaml-text.ts';
import { CertifyError } from '../../errors.ts';
import { thrownAt } from '../../evidence/code-place.ts';
import type { ThrownError } from './order.ts';
import type { Ending } from './process.ts';

/** Continues "the process with your step files"; undefined for a normal end. */
export function problemOf(ending: Ending): string | undefined {
  switch (ending.kind) {
    case 'ended':
    case 'aborted':
      return undefined;
    case 'exited':
      return `ended too early, ${ending.how}`;
    case 'silent':
      return `sent no report for ${ending.seconds} s`;
    case 'contradiction':
      return `sent an invalid report: ${ending.what}`;
    case 'stopped':
      return `stopped: ${ending.error.message || ending.error.name}`;
  }
}

/**
 * @param files the step files
 * @param loading the one that was being loaded last, unless all of them were
 * @throws ERR_STEPS when step files could not be loaded
 */
export function assertLoaded(files: readonly string[], loading: string | undefined, ending: Ending): void {
  const problem = problemOf(ending);
  if (problem === undefined) return;
  const defined = ending.kind === 'stopped' ? definitionPlace(files, ending.error) : undefined;
  if (loading === undefined && defined !== undefined) throw notLoadedAt(defined.file, defined, messageOf(ending));
  if (loading === undefined) {
    throw new CertifyError('ERR_STEPS', `The process with your step files ${problem}`, {
      where: files.map((file) => shownPath(file)).join(', '),
      expected: 'step files that only define steps and hooks; nothing was sent',
      advice:
        'Look for a step file that ends the process, or throws in a timer or in a promise that it does not await.',
    });
  }
  throw ending.kind === 'stopped' ? notLoaded(loading, ending.error) : notFinished(loading, ending);
}

function notFinished(file: string, ending: Ending): CertifyError {
  // Node's exit code when a top-level await can never settle.
  const waits = ending.kind === 'silent' || (ending.kind === 'exited' && ending.how === 'with code 13');
  const why = waits ? 'loading it never ended' : `the process ${problemOf(ending) ?? ''}`;
  return new CertifyError('ERR_STEPS', `The step file ${shownPath(file)} cannot be loaded: ${why}`, {
    where: shownPath(file),
    expected: 'a step file that defines steps and finishes loading; nothing was sent',
    advice: waits
      ? 'Look for a top-level await that never settles, or an endless loop.'
      : 'Look for process.exit, or an error thrown in a timer or while the file loads.',
  });
}

const messageOf = (ending: Ending): string => (ending.kind === 'stopped' ? ending.error.message : '');

function notLoaded(file: string, error: ThrownError): CertifyError {
  const compiled = compilerError(file, error);
  if (compiled !== undefined) return notLoadedAt(file, compiled.place, compiled.text);
  const place = syntaxPlace(file, error) ?? importPlace(file, error) ?? thrownAt(error.stack) ?? { file };
  return notLoadedAt(file, place, error.message);
}

/** The first error of esbuild, which compiles TypeScript: `/checks/steps/shop.ts:4:8: ERROR: Expected "}"`, columns from 0. */
function compilerError(file: string, { message }: ThrownError): { place: Place; text: string } | undefined {
  const [, path = '', line, column, text = ''] = /^(.+?):(\d+):(\d+): ERROR: (.+?):?$/m.exec(message) ?? [];
  if (path === '') return undefined;
  return { place: { file: existsSync(path) ? path : file, line: Number(line), column: Number(column) + 1 }, text };
}

function notLoadedAt(file: string, { file: at, line, column }: Place, message: string): CertifyError {
  const position = [line, column].flatMap((number) => (number === undefined ? [] : `:${number}`)).join('');
  return new CertifyError(
    'ERR_STEPS',
    `The step file ${shownPath(file)} cannot be loaded: ${oneLine(message.replace(/\s+Require stack:.*$/s, ''))}`,
    {
      where: `${shownPath(at)}${position}${at === file ? '' : ', which it imports'}`,
      expected: 'a step file that can be imported; nothing was sent',
      advice: adviceOn(message, at),
    },
  );
}

interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

const advices: readonly (readonly [RegExp, (match: RegExpExecArray, file: string) => string])[] = [
  [
    /Cannot use import statement outside a module|Unexpected token 'export'|import\.meta/,
    (_, file) =>
      /\.c[jt]s$/.test(file)
        ? `Rename it to end with .m${extname(file).slice(2)}: ${extname(file)} is for CommonJS.`
        : `Rename it to end with .m${extname(file).slice(1)}, or add "type": "module" to its package.json.`,
  ],
  [
    /Cannot find (?:package|module) '(?:@cucumber\/cucumber|nopan-certify)[^']*'/,
    () => 'Install nopan-certify in the project of the step file, as its README says under Install.',
  ],
  [/Cannot find package '([^']+)'/, ([, name = '']) => `Install it where the step file is: npm install ${name}.`],
  [/Cannot find module/, () => 'Correct the imported path, including its extension.'],
  [
    /require is not defined|module is not defined|exports is not defined/,
    () => 'Use import, or rename it to end with .cjs.',
  ],
  [/does not provide an export named/, () => 'Correct the imported name.'],
  [
    /instance of Cucumber that isn't running/,
    () => 'Use only the installation of nopan-certify that this command belongs to.',
  ],
];

function adviceOn(message: string, file: string): string {
  for (const [pattern, advice] of advices) {
    const match = pattern.exec(message);
    if (match !== null) return advice(match, file);
  }
  return 'Correct it there.';
}

/** Syntax errors in modules do not name their file: `node --check` finds it. */
function syntaxPlace(file: string, { name, stack }: ThrownError): Place | undefined {
  if (name !== 'SyntaxError') return undefined;
  const first = headPlace(stack);
  if (first !== undefined) return first;
  for (const candidate of withImports(file)) {
    const { stderr, status } = spawnSync(process.execPath, ['--check', candidate], {
      encoding: 'utf8',
      timeout: 10_000,
    });
    if (status !== 0) return headPlace(stderr) ?? { file: candidate };
  }
  return undefined;
}

/** `file:///steps/shop.mjs:3`, the code, and `^^^` below it. */
function headPlace(text: string): Place | undefined {
  const [, path = '', line = '', , marks] = /^(file:\/\/\S+|\/.*|[a-z]:\\.*):(\d+)\n(.*)\n( *)\^/im.exec(text) ?? [];
  return path === '' ? undefined : { file: pathOf(path), line: Number(line), column: (marks ?? '').length + 1 };
}

/** Cucumber checks step definitions after loading all files: an invalid expression is located by its text. */
function definitionPlace(files: readonly string[], { message }: ThrownError): Place | undefined {
  const [, expression = ''] = /\n\n(.+)\n *\^/.exec(message) ?? [];
  if (expression === '') return undefined;
  for (const file of files) {
    const lines = textOf(file).split('\n');
    const line = lines.findIndex((text) => text.includes(expression));
    if (line >= 0) return { file, line: line + 1, column: (lines[line] ?? '').indexOf(expression) + 1 };
  }
  return undefined;
}

function importPlace(file: string, { message }: ThrownError): Place | undefined {
  const [, wanted = '', by = '', required = ''] =
    /Cannot find (?:package|module) '([^']+)'(?: imported from (\S+)|\s+Require stack:\s+- (\S+))/.exec(message) ?? [];
  if (wanted === '') return undefined;
  const importer = by === '' ? required || file : pathOf(by);
  return { file: importer, ...positionOf(importer, wanted) };
}

/** Where a file imports the end of a path, which messages name resolved. */
function positionOf(file: string, path: string): Pick<Place, 'line' | 'column'> {
  const wanted = path.split('/').at(-1) ?? path;
  const lines = textOf(file).split('\n');
  const line = lines.findIndex((text) => /\b(?:import|from|require)\b/.test(text) && text.includes(wanted));
  if (line < 0) return {};
  const column = (lines[line] ?? '').search(/['"]/);
  return { line: line + 1, ...(column >= 0 && { column: column + 1 }) };
}

/** The file, and those that it imports by relative paths, each once. */
function withImports(file: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(file) || seen.size > 100 || !existsSync(file)) return [...seen];
  seen.add(file);
  for (const [, path = ''] of textOf(file).matchAll(/\b(?:import|from)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g))
    withImports(resolve(dirname(file), path), seen);
  return [...seen];
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const pathOf = (path: string): string => (path.startsWith('file:') ? fileURLToPath(path) : join(path));

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
