/** Class names that hold; the rest is left out. */
export const cn = (...names: (string | false | null | undefined)[]) => names.filter(Boolean).join(' ');
