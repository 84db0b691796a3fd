/** A number and what it counts: `1 object`, `1,200 objects`. */
export function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** A whole number as people read it: `1,200`. What Node has for it loads the words of all languages first. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
