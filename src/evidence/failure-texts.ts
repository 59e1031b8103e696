/** What a failure or a finding tells its reader. */
const names = ['message', 'found', 'where', 'expected', 'actual', 'advice', 'frame'] as const;
type Name = (typeof names)[number];

/** A CertifyError, or a finding. */
export type Telling = { readonly [N in Name]?: string | undefined };

/** The texts of one, without those that it does not have. */
export type Texts<T> = {
  readonly [N in keyof T & Name as T[N] extends string ? N : never]: string;
} & {
  readonly [N in keyof T & Name as T[N] extends string ? never : N]?: string;
};

export function textsOf<T extends Telling>(telling: T, change: (text: string) => string): Texts<T> {
  const texts = names.flatMap((name) => {
    const text = telling[name];
    return text === undefined ? [] : [[name, change(text)] as const];
  });
  return Object.fromEntries(texts) as Texts<T>;
}
