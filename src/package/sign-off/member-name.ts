import { sha256, type Member } from '../member.ts';

const folder = 'sign-offs/';

/** Named by its statement: reviewers can sign copies of a package without choosing the same name. */
export const memberName = (statement: Uint8Array): string => `${folder}${sha256(statement).slice(0, 16)}.dsse.json`;

export const isSignOff = ({ name }: Pick<Member, 'name'>): boolean => name.startsWith(folder);
