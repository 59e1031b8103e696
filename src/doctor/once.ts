/** What is made when it is first asked for; whatever that throws is thrown again next time. */
export function once<T>(make: () => T): () => T {
  let made: (() => T) | undefined;
  return () => {
    made ??= remembered(make);
    return made();
  };
}

function remembered<T>(make: () => T): () => T {
  try {
    const value = make();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
