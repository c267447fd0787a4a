interface Unit {
  one: string;
  many: string;
}
const unit = (one: string, many = `${one}s`): Unit => ({ one, many });

/** Units that are understood only right after a number. */
export const units: Readonly<Record<string, Unit>> = {
  km: unit('kilometer'),
  m: unit('meter'),
  cm: unit('centimeter'),
  mm: unit('millimeter'),
  um: unit('micrometer'),
  nm: unit('nanometer'),
  ft: unit('foot', 'feet'),
  mi: unit('mile'),
  kg: unit('kilogram'),
  g: unit('gram'),
  mg: unit('milligram'),
  ug: unit('microgram'),
  lb: unit('pound'),
  lbs: unit('pound'),
  oz: unit('ounce'),
  L: unit('liter'),
  l: unit('liter'),
  dL: unit('deciliter'),
  mL: unit('milliliter'),
  ml: unit('milliliter'),
  uL: unit('microliter'),
  h: unit('hour'),
  hr: unit('hour'),
  hrs: unit('hour'),
  min: unit('minute'),
  s: unit('second'),
  sec: unit('second'),
  ms: unit('millisecond'),
  ns: unit('nanosecond'),
  us: unit('microsecond'),
  Hz: unit('hertz', 'hertz'),
  kHz: unit('kilohertz', 'kilohertz'),
  MHz: unit('megahertz', 'megahertz'),
  GHz: unit('gigahertz', 'gigahertz'),
  W: unit('watt'),
  kW: unit('kilowatt'),
  MW: unit('megawatt'),
  GW: unit('gigawatt'),
  Wh: unit('watt hour'),
  kWh: unit('kilowatt hour'),
  V: unit('volt'),
  kV: unit('kilovolt'),
  mV: unit('millivolt'),
  A: unit('ampere'),
  mA: unit('milliampere'),
  J: unit('joule'),
  kJ: unit('kilojoule'),
  cal: unit('calorie'),
  kcal: unit('kilocalorie'),
  N: unit('newton'),
  Pa: unit('pascal'),
  kPa: unit('kilopascal'),
  atm: unit('atmosphere'),
  K: unit('kelvin', 'kelvin'),
  mol: unit('mole'),
  mmol: unit('millimole'),
  KB: unit('kilobyte'),
  kB: unit('kilobyte'),
  MB: unit('megabyte'),
  GB: unit('gigabyte'),
  TB: unit('terabyte'),
  Mbps: unit('megabit per second', 'megabits per second'),
  Gbps: unit('gigabit per second', 'gigabits per second'),
  mph: unit('mile per hour', 'miles per hour'),
  kph: unit('kilometer per hour', 'kilometers per hour'),
  rpm: unit('revolution per minute', 'revolutions per minute'),
  bpm: unit('beat per minute', 'beats per minute'),
  ppm: unit('part per million', 'parts per million'),
  dB: unit('decibel'),
  '°C': unit('degree Celsius', 'degrees Celsius'),
  '°F': unit('degree Fahrenheit', 'degrees Fahrenheit'),
  '°': unit('degree'),
  '%': unit('percent', 'percent'),
};

const powers: Readonly<Record<string, string>> = { '2': 'square ', '3': 'cubic ' };

const byLength = Object.keys(units)
  .sort((one, other) => other.length - one.length)
  .join('|');

/** A unit, squared or cubed (`m^2`, `m2`), perhaps per another (`m/s^2`). Groups: unit, power, per unit, its power. */
export const unitPattern = `(${byLength})(?:\\^?([23]))?(?:/(${byLength})(?:\\^([23]))?)?(?![\\w/^°%])`;

/** `kilometers per hour` of the parts that `unitPattern` found, for this many. */
export function unitWords(
  isOne: boolean,
  name: string,
  power?: string,
  per?: string,
  perPower?: string,
): string {
  const numerator = units[name];
  if (numerator === undefined) return name;
  const denominator = per === undefined ? undefined : units[per]?.one;
  const raised = perPower === '2' ? ' squared' : perPower === '3' ? ' cubed' : '';
  const words = `${powers[power ?? ''] ?? ''}${isOne ? numerator.one : numerator.many}`;
  return denominator === undefined ? words : `${words} per ${denominator}${raised}`;
}
