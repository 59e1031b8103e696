/** How long an attestation counts, in months: things change after they were checked. */
export const attestationMonths = 12;

/** The longest term of a waiver, in days: as long as a certification counts. */
export const waiverDays = 90;

/** Placeholders, in the form of plain(). */
const placeholders = new Set([
  ...['name', 'full name', 'fullname', 'first name', 'last name', 'first last', 'firstname', 'lastname', 'surname'],
  ...['first name last name', 'firstname lastname', 'name surname', 'vorname nachname', 'name and role', 'name role'],
  ...['user', 'username', 'user name', 'owner', 'person', 'someone', 'somebody', 'anyone', 'anybody', 'anonymous'],
  ...['nobody', 'no one', 'noone', 'me', 'myself', 'self', 'john doe', 'jane doe', 'max mustermann', 'nomen nescio'],
  ...['na', 'n a', 'nn', 'n n', 'nil', 'null', 'none', 'nothing', 'undefined', 'unknown', 'empty', 'blank', 'void'],
  ...['test', 'tests', 'testing', 'tester', 'test user', 'test name', 'a test user', 'dummy', 'sample', 'example'],
  ...['foo', 'bar', 'baz', 'foobar', 'foo bar', 'asdf', 'qwerty', 'abc', 'lorem', 'lorem ipsum', 'string', 'text'],
  ...['note', 'reason', 'reference', 'ticket', 'date', 'to do', 'to be done', 'to be defined', 'to be determined'],
  ...['t b d', 't b a', 't b c', 'nan', 'who', 'signed', 'approved', 'fill in', 'fill me in', 'to fill in'],
  ...[
    'the owner',
    'an owner',
    'some one',
    'any one',
    'any body',
    'some body',
    'the team',
    'team',
    'our team',
    'us',
    'we',
  ],
  ...['ok', 'okay', 'yes', 'no', 'see above', 'as above', 'same', 'later tbd', 'pending', 'changeit', 'change it'],
]);

/** Who is no person: only persons attest and answer for something. As plain() has it. */
const machines = new Set([
  ...[
    'bot',
    'a bot',
    'the bot',
    'robot',
    'ci',
    'cd',
    'ci cd',
    'ci bot',
    'ci user',
    'ci job',
    'ci pipeline',
    'pipeline',
  ],
  ...[
    'github',
    'github actions',
    'github actions bot',
    'github bot',
    'gitlab',
    'gitlab ci',
    'gitlab runner',
    'jenkins',
  ],
  ...['circleci', 'circle ci', 'travis ci', 'azure pipelines', 'azure devops', 'bitbucket pipelines', 'buildkite'],
  ...['dependabot', 'renovate', 'renovate bot', 'automation', 'automated', 'automatic', 'automatically', 'auto'],
  ...['system', 'the system', 'machine', 'server', 'service', 'service account', 'script', 'cron', 'daemon', 'runner'],
  ...['admin', 'administrator', 'sysadmin', 'root', 'nobody nobody', 'ai', 'assistant', 'agent', 'chatgpt', 'copilot'],
]);

/** Prefixes of a placeholder: `TODO: who?`, `your-name`. */
const beginnings = new Set([
  ...['your', 'yourname', 'yournote', 'todo', 'tbd', 'tba', 'tbc', 'fixme', 'xxx', 'xxxx', 'placeholder', 'changeme'],
  ...['insert', 'replaceme', 'fillme'],
]);

/** Normalizes text and removes zero-width characters, fillers, surrounding brackets and quotes. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();

const lettersIn = (text: string): number => (plain(text).match(/\p{L}/gu) ?? []).length;

function isPlaceholder(text: string): boolean {
  const words = plain(text);
  const [first = ''] = words.split(' ');
  return placeholders.has(words) || beginnings.has(first) || /^[x ]+$/.test(words);
}

/** Whether it can be the name of a person, with or without a role after a comma. */
export function isName(text: string): boolean {
  const [name = ''] = text.replace(/^[\s<[({"']+/, '').split(/[,;(|]/);
  // Rejects one repeated Latin letter; in other scripts that can be a name.
  const isRepetition = /^([a-z])\1*$/.test(plain(name).replaceAll(' ', ''));
  return (
    lettersIn(name) >= 2 && !isRepetition && !machines.has(plain(name)) && !isPlaceholder(name) && !isPlaceholder(text)
  );
}

/** Whether anything was written, however short, except the template's text. */
export const isWritten = (text: string): boolean => /[\p{L}\p{N}]/u.test(plain(text)) && !/^your\b/.test(plain(text));

/** Whether a note, a reason or a reference (`#7`) says anything. */
export const saysSomething = (text: string): boolean => /[\p{L}\p{N}]/u.test(plain(text)) && !isPlaceholder(text);

const dayMs = 86_400_000;

/** @param day `2026-11-25` */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, day.length);

/** The same day a year earlier; 1 March for 29 February. */
const yearBefore = (day: string): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year - attestationMonths / 12, month - 1, date)).toISOString().slice(0, day.length);
};

/** The valid dates of an attestation on a day, including tomorrow because of time zones. */
export const attestable = (day: string): { readonly first: string; readonly last: string } => ({
  first: yearBefore(day),
  last: daysAfter(day, 1),
});

/** The last day on which a waiver may expire, for a run on this day. */
export const lastWaiverDay = (day: string): string => daysAfter(day, waiverDays);
