/** Something that can be found by the words in it. */
export interface Candidate<Hit> {
  readonly hit: () => Hit;
  /** What a person would call it, in plain form; a match here counts most. */
  readonly names: readonly string[];
  /** Whatever else it may be found by, in plain form. */
  readonly other: readonly string[];
}

/** The form in which texts are compared: full-width and half-width, upper and lower case are the same. */
export function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** The words that are looked for. */
export function termsOf(query: string): readonly string[] {
  return plain(query)
    .split(/\s+/)
    .filter((term) => term !== "");
}

/** Those that hold every term, best first: the name is the query, begins with it, holds it, and then whatever else. */
export function bestMatches<Hit>(candidates: Iterable<Candidate<Hit>>, terms: readonly string[], limit: number): readonly Hit[] {
  if (terms.length === 0) return [];
  const whole = terms.join(" ");
  const ranks: [Candidate<Hit>[], Candidate<Hit>[], Candidate<Hit>[], Candidate<Hit>[]] = [[], [], [], []];
  for (const candidate of candidates) {
    const { names, other } = candidate;
    const holds = (term: string) => names.some((name) => name.includes(term)) || other.some((text) => text.includes(term));
    if (!terms.every(holds)) continue;
    ranks[rankOf(names, whole)].push(candidate);
    if (ranks[0].length >= limit) break;
  }
  return ranks
    .flat()
    .slice(0, limit)
    .map(({ hit }) => hit());
}

function rankOf(names: readonly string[], whole: string): 0 | 1 | 2 | 3 {
  if (names.includes(whole)) return 0;
  if (names.some((name) => name.startsWith(whole))) return 1;
  return names.some((name) => name.includes(whole)) ? 2 : 3;
}
