import { describe, expect, it } from 'vitest';
import { certifiedResult, emptyResult, sampleResult } from './fixtures/sample.ts';
import { junitViolations } from './fixtures/junit-rules.ts';
import { junit } from './junit.ts';

const suites = (xml: string): string[] => xml.split('<testsuite ').slice(1);
const xml = junit(sampleResult());

describe('junit', () => {
  it('has one test suite for each feature, with its counts', () => {
    expect(suites(xml)).toHaveLength(11);
    expect(suites(xml)[0]).toMatch(
      /^name="Signed requests" file="features\/signing\/signed-requests.feature" tests="3" failures="1" errors="0" skipped="0" time="0.095"/,
    );
    expect(xml.match(/<testcase /g)).toHaveLength(35);
    expect(xml).toContain(
      '<testsuites tests="35" failures="2" errors="2" skipped="1" name="nopan-certify" time="1.234">',
    );
  });

  it('tells a failure with everything that helps', () => {
    expect(xml).toContain(
      '<failure type="ERR_ASSERTION" message="A request with a flipped body byte was accepted">step: Then it is refused with 401 4992\n' +
        'expected: status 401 with reasonCode 4992 (Error validating the signature)\n',
    );
  });

  it('says of each suite what it was tested against, and why that is not proven to be Nopan’s', () => {
    const sample = sampleResult();
    const named = { ...sample.target, name: 'named', unproven: ['The port is 1, not 443', 'It answered from ::1'] };
    expect(junit({ ...sample, target: named })).toContain(
      [
        '<properties>',
        '<property name="target" value="named"/>',
        '<property name="target.official" value="false"/>',
        '<property name="target.unproven" value="The port is 1, not 443"/>',
        '<property name="target.unproven" value="It answered from ::1"/>',
        '</properties>',
      ]
        .join('\n      ')
        .replace(/ {2}(?=<\/properties>)/, ''),
    );
  });

  it.each([
    ['with every state and hostile text', sampleResult()],
    ['of a certified run', certifiedResult()],
    ['of an empty run', emptyResult()],
  ])('%s fits the schema of Jenkins and Surefire', (_, result) => {
    expect(junitViolations(junit(result))).toEqual([]);
  });

  it.each([
    ['<testcase ', '<test ', '</testcase> closes nothing'],
    [' errors="0"', '', '<testsuite> has no errors'],
    [' line="', ' row="', '<testcase> knows no row'],
    [' time="0.095"', ' time="95 ms"', '<testsuite time="95 ms"> is no time'],
    [
      '<skipped message="this target cannot move its clock"/>',
      '<testsuites/>',
      '<testsuites> does not belong into <testcase>',
    ],
  ])('would not with %s as %s', (from, to, violation) => {
    expect(junitViolations(xml.replace(from, to))).toContain(violation);
  });

  it('names the requirements of a test', () => {
    expect(xml).toContain('<property name="requirement" value="SIG-02"/>');
  });

  it('tells a skipped test with its reason', () => {
    expect(xml).toContain('<skipped message="this target cannot move its clock"/>');
  });

  it('tells what was not run or not judged as an error, never as passed', () => {
    expect(xml).toContain('<error type="NOT_RUN" message="NOT_RUN"/>');
    expect(xml).toContain(
      '<error type="ERR_FEATURE" message="The step could not be run: no step definition matches it">',
    );
  });

  it('tells a warning in the output of a passed test', () => {
    expect(xml).toContain('<system-out>Warning: A refund of more than was captured was accepted\n');
  });

  it('holds only what XML 1.0 allows, whatever the other side sent', () => {
    expect(xml).not.toMatch(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
    expect(xml.replaceAll(/<(?:"[^"]*"|[^>"])*>/g, '')).not.toContain(']]>');
    expect(xml).not.toMatch(/<script|<img/);
    expect(xml.match(/&(?!amp;|lt;|gt;|quot;|apos;|#)/g)).toBeNull();
  });

  it('has an error of its own for an incomplete run, which would else look like a passed one', () => {
    expect(suites(junit(emptyResult()))).toEqual([
      expect.stringMatching(/^name="Completeness" tests="1" failures="0" errors="1" skipped="0"/),
    ]);
    expect(junit(emptyResult())).toContain(
      '<error type="INCOMPLETE" message="No scenario was selected, so nothing was shown.">',
    );
  });

  it('has no failure and no error when the run is certified', () => {
    expect(junit(certifiedResult())).not.toMatch(/<(failure|error|skipped) /);
  });

  it('tells a cause in full once, and of the others where', () => {
    const result = sampleResult();
    const [first] = result.scenarios;
    if (first) result.scenarios.splice(1, 0, { ...first, id: 'features/a.feature:2' });
    const text = junit(result);
    expect(text.match(/expected: status 401 with reasonCode 4992/g)).toHaveLength(1);
    expect(text).toContain(
      '<failure type="ERR_ASSERTION" message="A request with a flipped body byte was accepted">Same cause as features/signing/signed-requests.feature:5, one of 2 scenarios\nrepeat: npx --no nopan-certify run features/signing/signed-requests.feature:5</failure>',
    );
  });
});
