/** What Markdown, or the host that shows it, could take for more than text: markup, HTML, mentions, references, links, emoji. */
const MARKUP = /[^\p{L}\p{N}.,;:()'"%/→…-]|:\/\/|www\.|^[-/]|:[\w+-]+:/iu;

/** A text that is shown as it is, whatever is in it. Ticks and spaces inside are kept; line breaks must not be there. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const padding = longest > 0 || text.trim() === '' || /^ .* $/.test(text) ? ' ' : '';
  return `${fence}${padding}${text}${padding}${fence}`;
}

/** Prose in which each word that is not plain is code: nobody is mentioned, nothing is linked, nothing is markup. */
export function prose(text: string): string {
  return text
    .split(' ')
    .map((word) => {
      const [, inner = '', punctuation = ''] = /^(.*?)([.,;:)]*)$/.exec(word) ?? [];
      return MARKUP.test(word) ? code(inner) + punctuation : word;
    })
    .join(' ');
}
