import { styleText } from 'node:util';

export type Style = Parameters<typeof styleText>[0];

/** Colours a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** Whoever calls decides about colours: the stream is not asked. */
export const painter = (color: boolean): Paint =>
  color ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;

export const severityStyle = { error: 'red', warning: 'yellow', information: 'blue' } as const;
export const gradeStyle = { good: 'green', fair: 'yellow', poor: 'red' } as const;
