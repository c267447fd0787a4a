export const commandNames = ['make', 'serve', 'jobs', 'keys'] as const;
export type CommandName = (typeof commandNames)[number];

/** What was typed asks for a page of help. */
export interface HelpOptions {
  name: 'help';
  topic?: CommandName;
}
