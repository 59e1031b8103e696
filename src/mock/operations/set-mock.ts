import type { MockSetting } from '../state/mock-settings.ts';
import type { WritingHandler } from './operation.ts';

/** Says how the sandbox shall answer for one payment or one payer. The answer has no content. */
export const setMock: WritingHandler<MockSetting> = (setting, { organization }) => {
  organization.mocks.set(setting);
  return {};
};
