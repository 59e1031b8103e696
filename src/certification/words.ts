const most = 12;

/** `a, b, c and 7 more` */
export function list(items: readonly string[]): string {
  const shown = items.slice(0, most).join(', ');
  return items.length > most ? `${shown} and ${items.length - most} more` : shown;
}

/** `1 scenario`, `2 scenarios` */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
