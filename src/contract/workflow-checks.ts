import { CertifyError } from '../errors.ts';
import { variantsOf, type RequestSpecs } from './request-spec.ts';
import { didYouMean } from './suggestion.ts';
import type { WorkflowDocument } from './types/workflow.ts';
import type { YamlFile } from './yaml-file.ts';

export type WorkflowFile = YamlFile<WorkflowDocument>;

/** Every call of a workflow, and every variant it asks for, must exist. */
export function checkCalls(file: WorkflowFile, specs: RequestSpecs): void {
  for (const [index, { call, variant }] of file.value.steps.entries()) {
    if (call === undefined) continue;
    if (!specs.has(call)) throw unknownName(file, `/steps/${String(index)}/call`, 'request spec', call, specs.ids);
    if (variant !== undefined) checkVariant(file, index, specs, call, variant);
  }
}

function checkVariant(file: WorkflowFile, index: number, specs: RequestSpecs, call: string, variant: string): void {
  try {
    variantsOf(specs.get(call), variant);
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    throw new CertifyError('ERR_SPEC', error.message, {
      where: file.at(`/steps/${String(index)}/variant`),
      ...(error.expected === undefined ? {} : { expected: error.expected }),
      ...(error.advice === undefined ? {} : { advice: error.advice }),
      cause: error,
    });
  }
}

export function unknownName(
  file: WorkflowFile,
  pointer: string,
  noun: string,
  name: string,
  known: readonly string[],
): CertifyError {
  return new CertifyError('ERR_SPEC', `There is no ${noun} ${name}`, {
    where: file.at(pointer),
    expected: `the id of a ${noun}`,
    actual: name,
    advice: didYouMean(name, known),
  });
}

export function circularWorkflow(file: WorkflowFile, pointer: string, chain: readonly string[]): CertifyError {
  return new CertifyError('ERR_SPEC', `The workflow includes itself: ${chain.join(' → ')}`, {
    where: file.at(pointer),
    expected: 'a chain of workflows that ends',
    advice: 'Remove one of the inclusions.',
  });
}
