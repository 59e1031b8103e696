import { join } from 'node:path';
import { protocolFile, requestsDir, schemasDir, specsDir, workflowsDir } from '../contract/locations.ts';
import { loadProtocol, type Protocol, type ProtocolOverrides } from '../contract/protocol.ts';
import { loadRequestSpecs, type RequestSpecs } from '../contract/request-spec.ts';
import { loadSchemas, type Schemas } from '../contract/schemas.ts';
import { loadAnswerTamperings, loadTamperings, type Tamperings } from '../contract/tampering.ts';
import type { AnswerTampering } from '../contract/types/answer-tampering.ts';
import { loadWorkflows, type Workflows } from '../contract/workflow.ts';

/** Everything declarative that a conversation is held by: specs/. */
export interface Specification {
  readonly schemas: Schemas;
  readonly protocol: Protocol;
  readonly requests: RequestSpecs;
  readonly workflows: Workflows;
  readonly tamperings: Tamperings;
  readonly answerTamperings: Tamperings<AnswerTampering>;
}

/** What no target changes, read once in a process. */
let declarations: Omit<Specification, 'protocol'> | undefined;

/**
 * Reads and checks specs/, so that a broken one is refused before anything is sent.
 *
 * @throws ERR_SPEC, ERR_SCHEMA, ERR_CONFIG
 */
export function loadSpecification(overrides?: ProtocolOverrides): Specification {
  declarations ??= readDeclarations();
  return { ...declarations, protocol: loadProtocol(protocolFile, declarations.schemas, overrides).protocol };
}

function readDeclarations(): Omit<Specification, 'protocol'> {
  const schemas = loadSchemas(schemasDir);
  const requests = loadRequestSpecs(requestsDir, schemas);
  return {
    schemas,
    requests,
    workflows: loadWorkflows(workflowsDir, schemas, requests),
    tamperings: loadTamperings(join(specsDir, 'tampering.yaml'), schemas),
    answerTamperings: loadAnswerTamperings(join(specsDir, 'answer-tampering.yaml'), schemas),
  };
}
