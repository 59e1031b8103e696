import { hash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RequirementResult, Result } from '../contract/types/result.ts';
import { findingsOf, type Finding } from './findings.ts';
import { jsonText } from './json-text.ts';
import { sourceUrl } from './sources.ts';

/** What did not pass and what was not shown as SARIF 2.1.0 (OASIS), a rule for each requirement. */
export function sarif(result: Result): string {
  const { tool, requirements, faults, exitCode, startedAt, finishedAt } = result;
  const findings = findingsOf(result);
  const known = new Set(requirements.map(({ id }) => id));
  const others = [...new Set(findings.flatMap(({ rules }) => rules))].filter((id) => !known.has(id));
  const rules = [...requirements.map(rule), ...others.map((id) => ({ id }))];
  const places = new Map(rules.map(({ id }, index) => [id, index]));
  return jsonText({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { ...tool, semanticVersion: tool.version, rules } },
        // What is no finding but a failure of the run itself (section 3.20.21).
        invocations: [
          {
            executionSuccessful: faults.length === 0,
            exitCode,
            startTimeUtc: startedAt,
            endTimeUtc: finishedAt,
            toolExecutionNotifications: faults.map(({ code, message }) => ({
              level: 'error',
              descriptor: { id: code },
              message: { text: message },
            })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => found(places.get(finding.rules[0]) ?? -1, finding)),
      },
    ],
  });
}

function rule({
  id,
  title,
  level,
  stage,
  source,
}: RequirementResult): { readonly id: string } & Record<string, unknown> {
  const url = sourceUrl(source.page);
  return {
    id,
    shortDescription: { text: title },
    ...(url !== undefined && { helpUri: url }),
    help: { text: `${level} requirement of the stage ${stage}. Source: ${source.page} (${source.status}).` },
    defaultConfiguration: { level: level === 'MUST' ? 'error' : 'warning' },
    properties: { tags: [stage, level], source },
  };
}

/** Under the rule of its first requirement: one cause is one result, however many requirements it is about. */
function found(ruleIndex: number, { severity, rules, title, message, uri, line, waived }: Finding): object {
  const [ruleId] = rules;
  return {
    ruleId,
    ruleIndex,
    level: severity,
    message: { text: `${title}: ${message}` },
    ...(uri !== undefined && {
      locations: [{ physicalLocation: { artifactLocation: location(uri), region: { startLine: line } } }],
    }),
    // Of what stays the same when lines move (section 3.27.17).
    partialFingerprints: { 'finding/v1': hash('sha256', JSON.stringify([ruleId, uri, title]), 'hex') },
    ...(rules.length > 1 && { properties: { requirements: rules } }),
    // By what is not in the code that the finding is about (section 3.35.2).
    ...(waived !== undefined && {
      suppressions: [{ kind: 'external', status: 'accepted', justification: waived }],
    }),
  };
}

/** Relative to the root of the sources, which the consumer knows (section 3.4.4). */
const location = (uri: string): { uri: string; uriBaseId?: string } =>
  isAbsolute(uri)
    ? { uri: pathToFileURL(uri).href }
    : { uri: uri.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
