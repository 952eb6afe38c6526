/** Runs something and gives back what it warned of, which the console does not get to see. */
export async function warnings(act: () => unknown): Promise<string[]> {
  const { warn } = console;
  const told: string[] = [];
  console.warn = (...args: unknown[]) => told.push(args.join(' '));
  try {
    await act();
  } finally {
    console.warn = warn;
  }
  return told;
}
