import { seconds, systemClock } from '../clock.ts';
import { explain } from '../explain/explain.ts';
import { explanationText } from '../explain/explanation-text.ts';
import { withTexts } from '../explain/with-texts.ts';
import { painter } from '../report/paint.ts';
import { withVisibleControls } from '../report/text.ts';
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
  const visible = withTexts(shown, withVisibleControls);
  process.stdout.write(settings.json ? `${JSON.stringify(shown, null, 2)}\n` : explanationText(visible, paint));
  return explanation.verifies ? 0 : 1;
}
