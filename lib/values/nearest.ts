/** The names that a mistyped one was probably meant to be, nearest first; none where all are far from it. */
export function nearest(name: string, known: Iterable<string>): string[] {
  const far = Math.max(2, Math.floor(name.length / 3));
  return [...known]
    .map((each) => ({ each, distance: distance(name.toLowerCase(), each.toLowerCase()) }))
    .filter((candidate) => candidate.distance <= far)
    .sort((a, b) => a.distance - b.distance || (a.each < b.each ? -1 : 1))
    .slice(0, 3)
    .map(({ each }) => each);
}

/** What to write in place of an unknown name. `what` says what the names are: 'a cluster of the fleet'. */
export function nearestFix(name: string, known: readonly string[], what: string): string {
  if (known.length === 0) return `There is none yet: declare ${what} first`;
  const candidates = nearest(name, known);
  if (candidates.length > 0) return `Write ${candidates.map((each) => `"${each}"`).join(' or ')}, for example`;
  const some = known.slice(0, 20).join(', ');
  return `Write the name of ${what}: ${some}${known.length > 20 ? ` and ${known.length - 20} more` : ''}`;
}

/** How many letters have to be put in, left out or changed to get from one name to the other. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const changed = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(changed, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
