import { Command, InvalidArgumentError } from 'commander';
import { partOption } from '../cli/part-option.ts';
import { runProgram } from '../cli/run-program.ts';
import { duration } from '../report/text.ts';
import type { Shard } from '../runner/shard.ts';
import { findingsOf } from './findings.ts';
import { killMatrix } from './kill-matrix.ts';
import { progressFor } from './progress.ts';
import { writeDocument, writeJson } from './write.ts';

interface Settings {
  readonly whole?: boolean;
  readonly controls?: Shard;
  readonly processes: number;
  readonly out: string;
}

const program = new Command('npm run kill-matrix --')
  .description(
    'Try whether the certification notices each defect of specs/defects.yaml by the requirement that it violates.',
  )
  .argument('[defects...]', 'ids of defects; all when none is named, and then docs/kill-matrix.md is written anew')
  .option('--whole', 'run every scenario against each, and not only against one of each stage')
  .option(
    '--controls <part>',
    'run controls against one part of the defects, such as 1/3, and against the others what notices them only',
    partOption,
  )
  .option('--processes <count>', 'processes to spread the runs over', wholeNumber, 2)
  .option('--out <folder>', 'where kill-matrix.json is written', 'reports/kill-matrix')
  .exitOverride()
  .action(run);

await runProgram(program);

async function run(names: string[], { whole = false, controls, processes, out }: Settings): Promise<void> {
  const progress = (defects: number) => progressFor(defects, process.stderr);
  const matrix = await killMatrix({ names, whole, ...(controls && { controls }), processes, progress });
  writeJson(matrix, out);
  if (names.length === 0 && !whole && controls === undefined) writeDocument(matrix);
  const findings = findingsOf(matrix);
  const { defects, killed, survived, unrelated } = matrix.counts;
  process.stdout.write(
    [
      ...findings,
      `${killed} of ${defects} defects killed, ${survived} survived, ${unrelated} unrelated; the unbroken mock is ${matrix.unbroken.verdict}; ${duration(matrix.durationMs)}`,
      '',
    ].join('\n'),
  );
  process.exitCode = findings.length === 0 ? 0 : 1;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('It takes a whole number from 1 to 99.');
  return Number(text);
}
