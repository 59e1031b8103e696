import { hash } from 'node:crypto';
import { profileOf } from '../certification/settings.ts';
import type { EffectiveConfiguration } from '../config/effective.ts';
import { canonicalJson } from '../contract/canonical-json.ts';
import type { ProtocolSetting } from '../contract/protocol.ts';
import { configurationSources } from './configuration-sources.ts';
import type { TargetSettings } from './open-target.ts';

interface InForce {
  /** Every setting of the wire profile. */
  readonly profile: readonly ProtocolSetting[];
  /** Of a target of the user's; its secrets are references. */
  readonly configuration?: Pick<EffectiveConfiguration, 'value'>;
  /** Of the embedded mock. */
  readonly defects?: readonly string[];
}

/** SHA-256 of the settings that a run has in force, so that two runs can be seen to have had the same. */
export function digestOfSettings({ profile, configuration, defects = [] }: InForce): string {
  const given = configuration && { ...configuration.value, protocol: undefined };
  const inForce = { ...(given && { configuration: given }), defects, profile: profileOf(profile) };
  return hash('sha256', canonicalJson(inForce));
}

/**
 * SHA-256 of the configuration that the shards of one run share. It leaves out the webhook address, which may differ between
 * shards, and the wire profile, which has a separate digest.
 */
export async function commonConfigurationDigest(settings: TargetSettings): Promise<string> {
  if (settings.target === 'mock') return hash('sha256', canonicalJson({}));
  const { effectiveConfiguration } = await import('../config/effective.ts');
  const { webhooks, ...value } = effectiveConfiguration(configurationSources(settings)).value;
  const common = { ...value, protocol: undefined, ...(webhooks && { webhooks: { secret: webhooks.secret } }) };
  return hash('sha256', canonicalJson(common));
}

/** The same for a run. */
export async function configurationDigest(
  settings: TargetSettings,
  profile: readonly ProtocolSetting[],
): Promise<string> {
  const { target, defect: defects = [] } = settings;
  if (target === 'mock') return digestOfSettings({ profile, defects });
  const { effectiveConfiguration } = await import('../config/effective.ts');
  return digestOfSettings({ profile, configuration: effectiveConfiguration(configurationSources(settings)) });
}
