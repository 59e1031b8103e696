import { CommanderError, type Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { callCommand } from './call.command.ts';
import { guardOptionValues } from './option-values.ts';
import { keysCommand } from './keys.command.ts';
import { mockCommand } from './mock.command.ts';
import { runCommand } from './run.command.ts';
import { verifyCommand } from './verify.command.ts';

/** What the command says of words that it cannot take; undefined when it takes them. */
async function refusal(command: Command, words: readonly string[]): Promise<string | undefined> {
  for (const each of [command, ...command.commands]) {
    each.exitOverride().configureOutput({ writeErr: () => undefined });
    each.action(() => undefined);
  }
  guardOptionValues(command);
  try {
    await command.parseAsync(words, { from: 'user' });
    return undefined;
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
    throw error;
  }
}

describe('an option with one value is refused when it is given twice, since the first one would be dropped', () => {
  it.each<[command: Command, words: string, flags: string]>([
    [runCommand(), 'x.feature --features mine --features theirs', '--features <folder>'],
    [runCommand(), '--steps=mine --steps=theirs', '--steps <folder>'],
    [runCommand(), '--specs mine --specs mine', '--specs <folder>'],
    [runCommand(), '--target sandbox --target mock', '--target <target>'],
    [runCommand(), '--format html --format json', '--format <names>'],
    [verifyCommand(), 'x.zip --require official --require certified', '--require <names>'],
    [verifyCommand(), 'x.zip --key one.pem --key other.pem', '--key <file>'],
    [keysCommand(), 'csr --organization one --organization other', '--organization <id>'],
  ])('%#: %s', async (command, words, flags) => {
    expect(await refusal(command, words.split(' '))).toBe(
      `error: option '${flags}' is given twice, and takes one value`,
    );
  });
});

it.each<[command: Command, words: string]>([
  [runCommand(), '--name a --name b --defect x --defect y --quiet --quiet'],
  [runCommand(), '--protocol idempotency.missingKey=rejected --protocol rateLimit.requests=5'],
  [mockCommand(), '--webhook-url https://a.example/x --webhook-url https://b.example/x'],
  [callCommand(), 'payments/status --set a=1 --set b=2'],
  [verifyCommand(), 'x.zip --reviewer-key one.pem --reviewer-key other.pem'],
])('an option that may be given again is not, %#', async (command, words) => {
  expect(await refusal(command, words.split(' '))).toBeUndefined();
});

it('an unknown report gets a suggestion', async () => {
  expect(await refusal(runCommand(), ['--format', 'htlm,json'])).toBe(
    "error: option '--format <names>' argument 'htlm,json' is invalid. It takes html, json, junit, markdown, ctrf, sarif, codequality, messages, pdf, joined by commas, and not htlm. Did you mean html?",
  );
});

it('a setting of the protocol has one value', async () => {
  const words = ['--protocol', 'idempotency.missingKey=accepted', '--protocol', 'idempotency.missingKey=rejected'];
  expect(await refusal(runCommand(), words)).toBe(
    "error: option '--protocol <id=value>' argument 'idempotency.missingKey=rejected' is invalid. It gives idempotency.missingKey another value than before.",
  );
});

it.each<[command: Command, words: readonly string[], flags: string]>([
  [runCommand(), ['--out', ''], '--out <folder>'],
  [runCommand(), ['--config='], '--config <file>'],
  [verifyCommand(), ['x.zip', '--key', ''], '--key <file>'],
])('a path is not empty, %#', async (command, words, flags) => {
  expect(await refusal(command, words)).toBe(`error: option '${flags}' is empty`);
});
