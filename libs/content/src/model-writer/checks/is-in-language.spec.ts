import { expect, test } from '@jest/globals';

import { isInLanguage } from './is-in-language.ts';

const texts = {
  en: 'The river carries sand and mud to the sea, where they settle and become new land over the years.',
  de: 'Der Fluss trägt Sand und Schlamm ins Meer, wo sie sich absetzen und mit den Jahren neues Land bilden.',
  da: 'Floden fører sand og slam ud i havet, hvor det synker til bunds og med årene bliver til nyt land.',
  zh: '河流把泥沙带到海里，泥沙在那里沉积下来，年复一年变成新的陆地，人们在上面耕种和生活。',
  ja: '川は砂と泥を海まで運び、そこで沈んで、年月をかけて新しい土地になります。',
  ar: 'يحمل النهر الرمل والطين إلى البحر، حيث يترسبان ويصبحان أرضا جديدة مع مرور السنين.',
  sr: 'Reka nosi pesak i mulj do mora, gde se talože i godinama postaju novo kopno na obali.',
  ru: 'Река несёт песок и ил к морю, где они оседают и с годами становятся новой землёй.',
};

test.each([
  ['en', 'en', true],
  ['en', 'en-GB', true],
  ['de', 'en', false],
  ['en', 'de', false],
  ['da', 'nb', true],
  ['de', 'da', false],
  ['zh', 'zh-Hant', true],
  ['ja', 'ja', true],
  ['ar', 'zh', false],
  ['zh', 'ar', false],
  ['ru', 'ja', false],
  ['ru', 'da', false],
  ['zh', 'pl', false],
  ['sr', 'sr', true],
  ['sr', 'sr-Cyrl', false],
  ['de', 'de-Latf', true],
  ['ja', 'ja-Hrkt', true],
  ['en', 'en-Qaaa', true],
] as const)('when a text in %s should be in %s, that is right: %p', (written, asked, expected) => {
  expect(isInLanguage(texts[written], asked)).toBe(expected);
});
