import { describe, expect, it } from 'vitest';
import { nameTokens } from './name-tokens.ts';
import { isSensitive } from './sensitive-name.ts';

describe('nameTokens', () => {
  it.each([
    ['customerAge_years', ['customer', 'age', 'years']],
    ['Âge (ans)', ['age', 'ans']],
    ['HTTPStatus2', ['http', 'status']],
    ['', []],
  ])('splits %j', (name, tokens) => {
    expect(nameTokens(name)).toEqual(tokens);
  });
});

describe('isSensitive', () => {
  it.each([
    'sex',
    'Gender',
    'Geschlecht',
    'sexo',
    'age',
    'CustomerAge',
    'Alter',
    'édad',
    'race',
    'ethnic_group',
    'nationality',
    'marital_status',
    'religion',
    'disability',
    'date_of_birth',
  ])('knows %s', (name) => {
    expect(isSensitive(name, [])).toBe(true);
  });

  it.each([
    'mileage',
    'page',
    'house_age',
    'birth_weight',
    'HouseAge',
    'AveAge',
    'average',
    'stage',
    'usage',
    'racetrack',
    'alternative',
    'sextant',
    'package',
  ])('leaves %s alone', (name) => {
    expect(isSensitive(name, [])).toBe(false);
  });

  it('looks at the values, too', () => {
    expect(isSensitive('who', ['man', 'woman', 'child'])).toBe(true);
    expect(isSensitive('s', ['F', 'M'])).toBe(true);
    expect(isSensitive('size', ['S', 'M', 'L'])).toBe(false);
  });
});
