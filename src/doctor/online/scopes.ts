import type { RequestSpecs } from '../../contract/request-spec.ts';

/** Which scope a call needs (Nopan, TOKEN): reports have their own, what reads needs less than what writes. */
const scopeOf = ({ method, path }: { readonly method: string; readonly path: string }): string => {
  if (/^\/reports\b/.test(path)) return 'data:reports';
  return method === 'GET' ? 'payments:read' : 'payments:process';
};

/** The scopes that the calls of these request specs need together. */
export function neededScopes(requests: RequestSpecs): string[] {
  const calls = requests.ids.map((id) => requests.get(id).value.request);
  return [...new Set(calls.filter(({ authenticated = true }) => authenticated).map(scopeOf))].sort();
}
