import { describe, expect, test } from '@jest/globals';

import { separateAnswer } from './openai-compatible-answer.ts';

const json = '{"a":"b"}';

describe('separateAnswer', () => {
  test.each([
    ['plain JSON', json],
    ['JSON that holds the tags', '{"a":"<think>x</think>"}'],
    ['no JSON', 'I cannot do that.'],
    ['half a JSON', '{"a":'],
  ])('when the answer is %s, it stays as it is', (_, raw) => {
    expect(separateAnswer(raw)).toEqual({ text: raw, thinking: '' });
  });

  test.each([
    ['between tags', `<think>Let me see {…}.</think>\n\n${json}`],
    ['between tags, after a line end', `\n<think>Let me see {…}.</think>${json}`],
    ['without its opening tag', `Let me see {…}.</think>${json}`],
  ])('when thinking stands %s, it is taken off', (_, raw) => {
    expect(separateAnswer(raw)).toEqual({ text: json, thinking: 'Let me see {…}.' });
  });

  test('when the answer was cut off while thinking, no text is left', () => {
    expect(separateAnswer('<think>Let me see')).toEqual({ text: '', thinking: 'Let me see' });
  });

  test.each([
    ['named', `\`\`\`json\n${json}\n\`\`\`\n`],
    ['unnamed', `\`\`\`\n${json}\n\`\`\``],
    ['not closed', `\`\`\`json\n${json}`],
    ['after thinking', `<think></think>\n\`\`\`json\n${json}\n\`\`\``],
  ])('when a fence is %s, it is taken off', (_, raw) => {
    expect(separateAnswer(raw).text).toBe(json);
  });
});
