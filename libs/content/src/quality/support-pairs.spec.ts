import { describe, expect, test } from '@jest/globals';

import { createSource } from '../source/create-source.ts';
import { supportOf } from './measure-support.ts';

const english = createSource({
  text: `The Black Death reached Europe in 1347, when trading ships from the Black Sea arrived in the Sicilian port of Messina. Within five years the disease had killed between a third and a half of the population of the continent.

The plague was caused by the bacterium Yersinia pestis, which lived in the fleas of black rats. When an infected rat died, its fleas moved to other animals or to people. In its pneumonic form the disease spread directly from person to person by coughing.

Because so many peasants had died, labor became scarce and wages rose. Landlords tried to hold wages down by law: the English Statute of Labourers of 1351 forbade workers to ask for more than before the plague. Such laws were widely ignored, and resentment of them fed the Peasants' Revolt of 1381.

Doctors of the time knew nothing of bacteria. Many believed that bad air, called miasma, carried the illness, and they advised people to burn sweet-smelling herbs. Some cities, such as Ragusa, made arriving ships wait outside the harbor for 30 days, a practice from which the word quarantine comes.`,
});

const german = createSource({
  text: `Vulkane entstehen dort, wo geschmolzenes Gestein aus dem Erdinneren an die Oberfläche dringt. Solange es sich unter der Erdoberfläche befindet, heißt das geschmolzene Gestein Magma, danach Lava. Lava ist zwischen 700 und 1200 Grad Celsius heiß.

Die meisten der rund 1500 aktiven Vulkane liegen an den Grenzen der Erdplatten, vor allem rund um den Pazifik im sogenannten Feuerring. Taucht eine Platte unter eine andere, so schmilzt Gestein in der Tiefe und steigt auf.

Beim Ausbruch des Vesuv im Jahr 79 wurden die Städte Pompeji und Herculaneum unter Asche begraben. Der Schriftsteller Plinius der Jüngere beschrieb den Ausbruch in zwei Briefen an Tacitus. Vulkanische Böden sind reich an Mineralstoffen und deshalb sehr fruchtbar.`,
});

const french = createSource({
  text: `Une abeille ouvrière vit environ six semaines en été. Elle change de tâche avec l'âge : elle nettoie d'abord les cellules, puis nourrit les larves, et ne quitte la ruche pour butiner qu'après une vingtaine de jours.

Pour indiquer à ses compagnes où se trouvent les fleurs, la butineuse exécute une danse sur les rayons. L'angle de la danse donne la direction par rapport au soleil, et sa durée la distance. Le zoologiste autrichien Karl von Frisch a déchiffré ce langage et a reçu le prix Nobel en 1973.

Une colonie compte jusqu'à 60 000 individus, dont une seule reine, qui pond jusqu'à 2 000 œufs par jour. Les abeilles pollinisent une grande partie des plantes cultivées, mais les pesticides et un acarien, le varroa, menacent leur survie.`,
});

const sources = { en: english, de: german, fr: french };

/** `y` borne out by the cited passages, `n` not; then the passages that are cited, and the statement. */
type Pair = ['y' | 'n', keyof typeof sources, number[], string];

// Written and labelled by hand before the measure was run on them; at first sight it had a precision of 0.85
// and a recall of 0.90. What a comparison of words can't see is in here as well.
const pairs: Pair[] = [
  ['y', 'en', [0], 'Merchant ships that came from the Black Sea brought the plague to Sicily in 1347.'],
  ['y', 'en', [0], 'Up to half of all Europeans died of the disease within five years.'],
  ['y', 'en', [0], 'In about 5 years, the Black Death killed at least one third of the European population.'],
  ['y', 'en', [1], 'A bacterium carried by the fleas of rats caused the plague.'],
  [
    'y',
    'en',
    [1],
    'Once its rat host was dead, an infected flea would jump to another animal or to a human.',
  ],
  ['y', 'en', [1], 'Pneumonic plague passes straight from one person to the next through coughs.'],
  ['y', 'en', [2], 'The death of many peasants made workers scarce, so that their wages went up.'],
  ['y', 'en', [2], 'The Statute of Labourers (1351) was a law meant to keep English wages low.'],
  ['y', 'en', [2], 'Anger about wage laws contributed to the uprising of peasants in 1381.'],
  ['y', 'en', [3], 'Physicians blamed bad air, or miasma, and recommended burning fragrant herbs.'],
  ['y', 'en', [3], 'The term quarantine goes back to cities that kept ships waiting outside their harbors.'],
  ['y', 'en', [3], 'Ragusa held ships off its harbor for thirty days.'],
  ['y', 'en', [2, 3], 'Medieval doctors knew no bacteria, while landlords tried to hold down wages by law.'],
  ['y', 'en', [1], 'Yersinia pestis: the bacterium that causes plague and lives in fleas.'],
  ['y', 'en', [0, 1], 'The disease arrived by ship at Messina and spread through the fleas of black rats.'],
  ['y', 'en', [2], 'Fewer peasants meant scarcer labor and higher wages.'],
  ['n', 'en', [0], 'The Black Death reached Europe in 1438 by trading ships.'],
  ['n', 'en', [0], 'Ships from the Black Sea brought the disease to Marseille.'],
  ['n', 'en', [1], 'The plague was caused by a virus that mosquitoes carry in tropical swamps.'],
  ['n', 'en', [1], 'The bacterium was discovered by Alexandre Yersin in Hong Kong.'],
  ['n', 'en', [2], 'The Statute of Labourers of 1351 was repealed by Richard the Lionheart.'],
  ['n', 'en', [2], 'Wages doubled within 12 years after so many peasants had died.'],
  ['n', 'en', [3], 'Labor became scarce and wages rose because many peasants had died.'],
  ['n', 'en', [0], 'Doctors believed that miasma carried the illness.'],
  ['n', 'en', [3], 'Ships had to wait outside the harbor for 40 days.'],
  ['n', 'en', [3], 'Cities built hospitals and sewers, and the first public health boards were elected.'],
  ['n', 'en', [1], 'Renaissance painters often depicted skeletons that dance with kings and beggars.'],
  [
    'n',
    'en',
    [2],
    'Feudalism disappeared as towns offered freedom, schooling and guild membership to serfs.',
  ],
  ['n', 'en', [0], 'Genghis Khan catapulted infected bodies over the walls of a besieged port.'],
  [
    'n',
    'en',
    [2, 3],
    'Penicillin would have cured most patients, but it was not available until much later.',
  ],
  ['n', 'en', [1], 'In its pneumonic form the disease did not spread from person to person by coughing.'],
  ['n', 'en', [2], 'Landlords asked for higher wages, and workers tried to hold them down by law.'],
  ['y', 'de', [0], 'Geschmolzenes Gestein nennt man im Inneren der Erde Magma und an der Oberfläche Lava.'],
  ['y', 'de', [0], 'Ein Vulkan bildet sich, wo flüssiges Gestein zur Erdoberfläche aufsteigt.'],
  ['y', 'de', [0], 'Die Lava erreicht eine Temperatur von bis zu 1.200 Grad.'],
  ['y', 'de', [1], 'Rund um den Pazifischen Ozean liegt der Feuerring mit vielen aktiven Vulkanen.'],
  ['y', 'de', [1], 'Wenn eine Erdplatte unter die andere abtaucht, schmilzt tief unten das Gestein.'],
  ['y', 'de', [2], 'Plinius schilderte den Ausbruch in 2 Briefen, die er Tacitus schrieb.'],
  ['y', 'de', [2], 'Im Jahr 79 begrub die Asche des Vesuvs Pompeji.'],
  ['y', 'de', [2], 'Böden aus vulkanischem Material sind fruchtbar, weil sie viele Mineralstoffe enthalten.'],
  ['n', 'de', [0], 'Lava ist bis zu 2500 Grad Celsius heiß.'],
  ['n', 'de', [1], 'Im Jahr 79 wurde Pompeji unter Asche begraben.'],
  ['n', 'de', [1], 'Erdbeben lassen sich mit Seismographen einige Minuten vorher erkennen.'],
  ['n', 'de', [2], 'Plinius beschrieb den Ausbruch in sieben Briefen an Tacitus.'],
  ['n', 'de', [2], 'Archäologen legten Häuser, Bäckereien und Theater mit Wandgemälden frei.'],
  ['n', 'de', [0], 'Der Ätna auf Sizilien gilt als der höchste Berg der Insel und lockt viele Wanderer an.'],
  ['n', 'de', [1], 'Die Vulkane des Pazifiks sind erloschen, weil die Platten stillstehen.'],
  ['y', 'fr', [0], 'En été, la vie d’une ouvrière dure environ six semaines.'],
  [
    'y',
    'fr',
    [0],
    'Avec l’âge, les abeilles changent de tâches : nettoyage des cellules, puis nourriture des larves.',
  ],
  ['y', 'fr', [0], 'Une ouvrière ne sort butiner qu’au bout de vingt jours environ.'],
  ['y', 'fr', [1], 'La danse d’une butineuse indique aux autres la direction et la distance des fleurs.'],
  [
    'y',
    'fr',
    [1],
    'Karl von Frisch, zoologiste autrichien, a obtenu le prix Nobel en 1973 pour ce déchiffrement.',
  ],
  ['y', 'fr', [2], 'La reine, unique dans la colonie, peut pondre 2000 œufs chaque jour.'],
  ['y', 'fr', [2], 'Les pesticides et le varroa menacent les abeilles.'],
  ['n', 'fr', [0], 'Une ouvrière vit environ six mois en hiver, grâce aux réserves de miel.'],
  ['n', 'fr', [1], 'Le zoologiste allemand Konrad Lorenz a déchiffré ce langage en 1973.'],
  ['n', 'fr', [2], 'Une colonie compte jusqu’à 90 000 individus.'],
  ['n', 'fr', [2], 'La danse donne la direction par rapport au soleil.'],
  ['n', 'fr', [1], 'Le miel contient surtout du fructose et du glucose, ainsi que des enzymes.'],
  ['n', 'fr', [2], 'Les apiculteurs récoltent la cire pour fabriquer des bougies et des cosmétiques.'],
  ['n', 'fr', [0], 'Les larves nettoient les cellules et nourrissent les ouvrières.'],
];

function judge([label, language, passages, text]: Pair) {
  const source = sources[language];
  const citations = source.passages.filter((_, index) => passages.includes(index));
  return { label, text, support: supportOf({ text, citations }, source) };
}

/** Next to no word in common: a comparison of words must miss it. */
const retoldWithoutItsWords = [
  'Merchant ships that came from the Black Sea brought the plague to Sicily in 1347.',
];

/** The right words, put together wrongly: a comparison of words can't see it. */
const turnedAround = [
  'In its pneumonic form the disease did not spread from person to person by coughing.',
  'Landlords asked for higher wages, and workers tried to hold them down by law.',
  'Die Vulkane des Pazifiks sind erloschen, weil die Platten stillstehen.',
  'Les larves nettoient les cellules et nourrissent les ouvrières.',
];

describe('supportOf on pairs that were labelled by hand', () => {
  const judged = pairs.map(judge);
  const textsOf = (label: string, isSupported: boolean) =>
    judged
      .filter((pair) => pair.label === label && pair.support.isSupported === isSupported)
      .map(({ text }) => text);

  test('when a pair is borne out, it is found, whatever the language, unless it keeps none of the words', () => {
    expect(textsOf('y', false)).toEqual(retoldWithoutItsWords);
  });

  test('when a pair is not borne out, it is refused, unless it only turns the words around', () => {
    expect(textsOf('n', true)).toEqual(turnedAround);
  });

  test('when all pairs are judged, precision is 0.88 and recall 0.97', () => {
    const found = textsOf('y', true).length;
    const precision = found / (found + textsOf('n', true).length);
    const recall = found / (found + textsOf('y', false).length);
    expect([precision, recall].map((value) => value.toFixed(2))).toEqual(['0.88', '0.97']);
  });
});
