/** The most characters of a value that a message has. */
const MOST = 120;

/** The beginning of a value, which a message need not repeat as a whole: it is beside the message. */
export function brief(value: string): string {
  const characters = [...value.slice(0, 2 * MOST + 2)];
  return characters.length > MOST ? `${characters.slice(0, MOST - 1).join('')}…` : value;
}

/** A message in which nothing without a space is longer than that. */
export function withBriefWords(message: string): string {
  return message.length <= MOST ? message : message.replace(/\S{121,}/g, brief);
}
