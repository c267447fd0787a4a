/**
 * Puts values into the `{{slots}}` of a prompt.
 * @throws Error for a slot without a value: a prompt with a hole must not be sent.
 */
export function fillSlots(prompt: string, values: Record<string, string | number>): string {
  return prompt.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the prompt has a slot ${name}, which has no value`);
    return String(value);
  });
}
