import { errorOf } from '../doctor/check.ts';
import { onlineFindings } from '../doctor/online-findings.ts';
import { processRedactor } from '../evidence/process-redactor.ts';
import { jsonText } from '../report/json-text.ts';
import { wantsColour } from './colours.ts';
import { countsOf, doctorText } from './doctor-text.ts';
import { configuredFolders } from './own-checks.ts';
import { assertFolder } from './feature-paths.ts';
import { exitCodeOf } from './errors.ts';
import { examinedConfiguration, type ExaminedSettings } from './examined-configuration.ts';
import { fitted } from './wrap.ts';

export interface DoctorSettings extends ExaminedSettings {
  readonly offline?: boolean;
  readonly json?: boolean;
}

/** `nopan-certify doctor`: everything that is to be said of a configuration, its credentials and its target. */
export async function doctor({ offline = false, json = false, ...settings }: DoctorSettings): Promise<void> {
  if (settings.specs !== undefined) assertFolder('--specs', settings.specs);
  const { specs } = { ...configuredFolders(settings.config), ...settings };
  const { findings: before, ...options } = await examinedConfiguration({
    ...settings,
    ...(specs !== undefined && { specs }),
  });
  const online = offline ? [] : await onlineFindings({ ...options, redactor: processRedactor }, before);
  const findings = [...before, ...online].map((finding) => ({ ...finding, ...processRedactor.failure(finding) }));
  const { file, value } = options.configuration;
  const { baseUrl } = value.target;
  process.stdout.write(
    json
      ? jsonText({ configuration: file, target: baseUrl, summary: countsOf(findings), findings })
      : fitted(doctorText(findings, { file, baseUrl, offline, colour: wantsColour(process.stdout) }), process.stdout),
  );
  const error = findings.find(({ outcome }) => outcome === 'error');
  if (error !== undefined) process.exitCode = exitCodeOf(errorOf(error));
}
