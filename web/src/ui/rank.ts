/** How well a query fits a text: every letter in order; runs and word starts count more. 0 fits not at all. */
export function rank(query: string, text: string): number {
  if (query === '') return 1;
  const wanted = query.toLowerCase();
  const inside = text.toLowerCase();
  const at = inside.indexOf(wanted);
  if (at >= 0) return 100 - Math.min(at, 50) + (startsWord(inside, at) ? 50 : 0);
  let from = 0;
  let score = 0;
  for (const letter of wanted) {
    if (letter === ' ') continue;
    const found = inside.indexOf(letter, from);
    if (found < 0) return 0;
    if (found === from) score += 1;
    if (startsWord(inside, found)) score += 2;
    from = found + 1;
  }
  return 1 + Math.min(score, 40);
}

const startsWord = (text: string, at: number) => at === 0 || /[\s/._-]/.test(text[at - 1] ?? '');
