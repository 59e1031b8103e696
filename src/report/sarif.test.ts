import { describe, expect, it } from 'vitest';
import { certifiedResult, emptyResult, sampleResult } from './fixtures/sample.ts';
import { violations } from './fixtures/violations.ts';
import { sarif } from './sarif.ts';

interface Found {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly partialFingerprints: unknown;
}

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly invocations: unknown;
      readonly results: readonly Found[];
    },
  ];
}

const runOf = (text: string): Log['runs'][0] => (JSON.parse(text) as Log).runs[0];
const { tool, results } = runOf(sarif(sampleResult()));
const { rules } = tool.driver;

describe('sarif', () => {
  it.each([sampleResult(), certifiedResult(), emptyResult()])('fits the rules of its format (%#)', (result) => {
    expect(violations('sarif', sarif(result))).toEqual([]);
  });

  it('has a rule for each requirement, with the page that it comes from', () => {
    expect(rules).toHaveLength(20);
    expect(rules[0]).toEqual({
      id: 'TLS-01',
      shortDescription: { text: 'Calls are made over TLS 1.3' },
      helpUri: 'https://docs.nopan.com/guides/authentication/authentication-overview',
      help: { text: 'MUST requirement of the stage transport. Source: AUTH, SK-AUTH (documented).' },
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['transport', 'MUST'], source: { page: 'AUTH, SK-AUTH', status: 'documented' } },
    });
  });

  it('tells a failure at its line, under its rule', () => {
    const failed = results.find(({ ruleId }) => ruleId === 'SIG-02');
    expect(failed).toMatchObject({
      level: 'error',
      message: { text: expect.stringMatching(/^A body altered after signing is refused: A request with a/) as string },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'features/signing/signed-requests.feature', uriBaseId: '%SRCROOT%' },
            region: { startLine: 5 },
          },
        },
      ],
    });
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('knows a finding again when its line has moved', () => {
    const moved = sampleResult();
    for (const scenario of moved.scenarios) scenario.line += 7;
    const prints = ({ results: all }: Log['runs'][0]): unknown => all.map((each) => each.partialFingerprints);
    expect(prints(runOf(sarif(moved)))).toEqual(prints(runOf(sarif(sampleResult()))));
  });

  it('names a file of a path that is no URI', () => {
    const result = sampleResult();
    const [scenario] = result.scenarios;
    if (scenario) scenario.uri = 'own features/50%.feature';
    expect(sarif(result)).toContain('"uri": "own%20features/50%25.feature"');
    if (scenario) scenario.uri = '/somewhere/own features/a.feature';
    expect(sarif(result)).toContain('"uri": "file:///somewhere/own%20features/a.feature"');
    expect(violations('sarif', sarif(result))).toEqual([]);
  });

  it('tells a fault of the run as such', () => {
    const result = emptyResult();
    result.faults.push({ class: 'environment', code: 'ERR_TARGET', message: 'No answer' });
    expect(runOf(sarif(result)).invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { level: 'error', descriptor: { id: 'ERR_TARGET' }, message: { text: 'No answer' } },
        ],
      },
    ]);
  });
});
