import { inspect } from 'node:util';
import type { Level } from '../../lib/diff/level';

type Style = 'bold' | 'dim' | 'red' | 'magenta' | 'yellow' | 'cyan';

const STYLES: Readonly<Record<Level, readonly Style[]>> = {
  data: ['bold', 'red'],
  replace: ['bold', 'magenta'],
  restart: ['yellow'],
  config: ['cyan'],
  none: ['dim'],
};

/** Styles text for a terminal, by the codes that Node keeps; without colour it stays as it is. */
export class Painter {
  constructor(private readonly colour: boolean) {}

  paint(text: string, ...styles: readonly Style[]): string {
    if (!this.colour) return text;
    return styles.reduce((styled, style) => {
      const [open, close] = inspect.colors[style] ?? [0, 0];
      return `\u001b[${open}m${styled}\u001b[${close}m`;
    }, text);
  }

  level(level: Level, text: string = level): string {
    return this.paint(text, ...STYLES[level]);
  }
}

/** Text in lines of at most so many columns, each after the first with an indentation. Words longer than a line stay whole. */
export function wrapped(text: string, width: number, indentation: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(indentation + word);
    else if ([...last].length + 1 + [...word].length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(indentation + word);
  }
  return lines;
}
