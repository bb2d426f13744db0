import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from './normal';
import { studentCdf, studentQuantile } from './student';

// Figures of scipy 1.17.1: norm.ppf, norm.cdf, t.ppf, t.cdf.
describe('the normal distribution', () => {
  it.each([
    [1e-10, -6.361340902404056],
    [0.001, -3.090232306167813],
    [0.025, -1.9599639845400545],
    [0.8, 0.8416212335729143],
    [0.975, 1.959963984540054],
  ])('has the quantile of %d', (p, expected) => expect(normalQuantile(p)).toBeCloseTo(expected, 12));

  it.each([
    [-8, 6.22096057427174e-16],
    [-3, 0.0013498980316300933],
    [-0.5, 0.3085375387259869],
    [1.959963984540054, 0.975],
    [6, 0.9999999990134123],
  ])('lies below %d as often as it should', (x, expected) => {
    expect(normalCdf(x)).toBeCloseTo(expected, 14);
  });

  it('has no quantile at its ends', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect([normalCdf(-40), normalCdf(40)]).toEqual([0, 1]);
  });
});

describe("Student's t distribution", () => {
  it.each([
    [0.975, 1, 12.706204736174694],
    [0.975, 4, 2.7764451051977934],
    [0.9, 9, 1.3830287383966329],
    [0.975, 49, 2.0095752371292392],
    [0.995, 1000, 2.580754698065951],
  ])('has the quantile of %d with %i degrees', (p, degrees, expected) => {
    expect(studentQuantile(p, degrees)).toBeCloseTo(expected, 9);
    expect(studentQuantile(1 - p, degrees)).toBeCloseTo(-expected, 9);
  });

  it.each([
    [-1.5, 3, 0.11529193262241147],
    [2.2, 30, 0.9821757800015821],
    [0.1, 200, 0.5397777537478394],
  ])('lies below %d with %i degrees as often as it should', (t, degrees, expected) => {
    expect(studentCdf(t, degrees)).toBeCloseTo(expected, 11);
  });
});
