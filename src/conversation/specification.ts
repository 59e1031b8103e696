import { join } from 'node:path';
import { withOwnSchemas } from '../contract/own-schemas.ts';
import { checkOwnSpecs, ownPart, withOwn } from '../contract/own-specs.ts';
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
  /** The errors in specs/protocol.yaml, without changed settings. */
  readonly statedErrors: Protocol['errors'];
  readonly requests: RequestSpecs;
  readonly workflows: Workflows;
  readonly tamperings: Tamperings;
  readonly answerTamperings: Tamperings<AnswerTampering>;
}

/** What no target changes. */
type Declarations = Omit<Specification, 'protocol' | 'statedErrors'>;

/** Read once in a process, by the folder of the user's own specs. */
const read = new Map<string | undefined, Declarations>();

/**
 * Reads and checks specs/, and the user's own beside it, so that a broken one is refused before anything is sent.
 *
 * @param own a folder laid out as specs/ is
 * @throws ERR_SPEC, ERR_SCHEMA, ERR_CONFIG
 */
export function loadSpecification(overrides?: ProtocolOverrides, own?: string): Specification {
  const declarations = read.get(own) ?? readDeclarations(own);
  read.set(own, declarations);
  return {
    ...declarations,
    protocol: loadProtocol(protocolFile, declarations.schemas, overrides).protocol,
    statedErrors: loadProtocol(protocolFile, declarations.schemas).protocol.errors,
  };
}

function readDeclarations(own?: string): Declarations {
  if (own !== undefined) checkOwnSpecs(own);
  const ownSchemas = ownPart(own, 'schemas');
  const ours = loadSchemas(schemasDir);
  const schemas = ownSchemas === undefined ? ours : withOwnSchemas(ours, ownSchemas);
  const requests = loadRequestSpecs(withOwn(requestsDir, own, 'requests'), schemas);
  return {
    schemas,
    requests,
    workflows: loadWorkflows(withOwn(workflowsDir, own, 'workflows'), schemas, requests),
    tamperings: loadTamperings(join(specsDir, 'tampering.yaml'), schemas),
    answerTamperings: loadAnswerTamperings(join(specsDir, 'answer-tampering.yaml'), schemas),
  };
}
