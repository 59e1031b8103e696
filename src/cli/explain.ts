import { seconds, systemClock } from '../clock.ts';
import { explain } from '../explain/explain.ts';
import type { Explanation } from '../explain/explanation.ts';
import { explanationText } from '../explain/explanation-text.ts';
import type { Finding } from '../explain/finding.ts';
import { withTexts } from '../explain/with-texts.ts';
import { painter } from '../report/paint.ts';
import { jsonText } from '../report/json-text.ts';
import { visibleLine, withVisibleControls } from '../report/text.ts';
import { wantsColour } from './colours.ts';
import { judgedAt } from './message-times.ts';
import {
  messageIn,
  redactorOf,
  signingSettings,
  verificationKeys,
  type KeySettings,
  type MessageSettings,
} from './signed-message.ts';

export interface ExplainSettings extends MessageSettings, KeySettings {
  readonly json?: boolean;
}

/** `nopan-certify explain`; gives the exit code. */
export async function explainFile(file: string, settings: ExplainSettings): Promise<number> {
  const captured = messageIn(file, settings);
  const at = judgedAt(settings);
  const explanation = await explain(captured, verificationKeys(settings), {
    settings: signingSettings(settings),
    now: seconds(systemClock),
    ...(at !== undefined && { at }),
  });
  const shown = withTexts(explanation, redactorOf(captured));
  const paint = painter(wantsColour(process.stdout));
  process.stdout.write(settings.json ? jsonText(shown) : explanationText(onLines(shown), paint));
  return explanation.verifies ? 0 : 1;
}

/** Every text on a line of its own; only what is to be changed may have several. */
function onLines(explanation: Explanation): Explanation {
  const lines = withTexts(explanation, visibleLine);
  const whole = withTexts(explanation, withVisibleControls);
  const findings = whole.findings.map(({ before, after }, index) => ({
    ...(lines.findings[index] as Finding),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  }));
  return { ...lines, findings };
}
