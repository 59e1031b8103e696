let headings = 0;

export function heading(text: string): void {
  console.log(`${headings++ === 0 ? '' : '\n'}${text}`);
}

export function row(name: string, ...columns: readonly string[]): void {
  console.log(`  ${name.padEnd(48)} ${columns.join('  ')}`.trimEnd());
}

export const milliseconds = (seconds: number): string => `${(seconds * 1000).toFixed(0).padStart(6)} ms`;
export const microseconds = (seconds: number): string => `${(seconds * 1e6).toFixed(0).padStart(6)} µs`;
export const times = (value: number, floor: number): string => `${(value / floor).toFixed(2)} times the floor`;
export const megabytes = (size: number): string => `${size.toFixed(2).padStart(9)} MB`;
