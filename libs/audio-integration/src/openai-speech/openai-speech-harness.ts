export const text = 'Every living thing is made of cells.';
export const request = { text, voice: 'alloy', language: 'en' };
